import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../../../shared/http/client-address.js';
import type { AuditEntry } from '../domain/audit-entry.js';
import { type AuthenticatedRequest, isReading } from '../../keystone-auth/index.js';

export type AuditedRequest = FastifyRequest & AuthenticatedRequest & { auditId?: string };

type RequestFields = Omit<AuditEntry, 'id' | 'createdAt' | 'status' | 'detail'>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What the entry of a request says; undefined where it needs none: it reads, or nobody was authenticated for it. */
export function auditFields(request: AuditedRequest): RequestFields | undefined {
  const { identity, operation, rule } = request;
  if (!identity || !operation || READING.has(request.method)) return undefined;
  // A question whose body makes it a POST.
  if (rule && isReading(rule)) return undefined;
  return {
    actor: 'user',
    projectId: identity.projectId,
    userId: identity.userId,
    userName: identity.userName,
    userProjectId: identity.projectId,
    roles: identity.roles,
    delegated: false,
    operation,
    ...resourceOf(request.routeOptions.url ?? '', request.params as Record<string, string>),
    requestId: request.id,
    remoteAddress: clientAddress(request) ?? null,
    userAgent: request.headers['user-agent']?.slice(0, 255) ?? null,
  };
}

/** `/v1/pipelines/:id/schedules/:scheduleId` is of `schedules`, `/v1/executions/:id/cancel` of `executions`. */
function resourceOf(
  pattern: string,
  params: Readonly<Record<string, string>>,
): Pick<AuditEntry, 'resourceType' | 'resourceId'> {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== 'v1');
  const at = parts.findLastIndex((part) => part.startsWith(':'));
  const resourceType = (at > 0 ? parts[at - 1] : parts[0]) ?? '';
  const id = at > 0 ? params[(parts[at] ?? '').slice(1)] : undefined;
  return { resourceType: resourceType.slice(0, 64), resourceId: id?.slice(0, 255) ?? null };
}
