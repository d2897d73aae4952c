import { DomainError } from '../../../../shared/domain/domain-error.js';
import { isJsonObject } from '../../../../shared/domain/json.js';
import { ServiceRefusal } from '../../../../shared/openstack/openstack-errors.js';

const RETRY_AFTER = 5;
/** Heat's fault types (heat/common/exception.py) for limits of the project; it answers 400 with them. */
const LIMITS = new Set(['RequestLimitExceeded', 'StackResourceLimitExceeded', 'ResourceLimitExceeded']);

/** Makes a call to Heat; what goes wrong in it comes out in the domain's words. */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  if (error instanceof ServiceRefusal && error.service === 'heat') return refusal(error);
  if (error instanceof DomainError && error.code.startsWith('heat.')) {
    return unavailable(error.message, error.retryAfter, error);
  }
  return error;
}

export function unavailable(detail: string, retryAfter = RETRY_AFTER, cause?: unknown): DomainError {
  return new DomainError('unavailable', 'stacks.unavailable', detail, { retryAfter, cause });
}

export function notFound(stackId: string): DomainError {
  return new DomainError('not_found', 'stack.not_found', `There is no stack ${stackId}.`);
}

/** The name of Heat's exception, as `{"error": {"type"}}` tells it. */
export function faultTypeOf({ data }: ServiceRefusal): string | undefined {
  const fault = isJsonObject(data) && isJsonObject(data.error) ? data.error.type : undefined;
  return typeof fault === 'string' ? fault : undefined;
}

function refusal(cause: ServiceRefusal): DomainError {
  const { status, explanation } = cause;
  switch (status) {
    case 401:
      return new DomainError('unauthenticated', 'stacks.token_refused', 'Heat does not take the token.', {
        cause,
      });
    case 403: {
      const detail = `Heat does not allow this; a role (heat_stack_owner) may be missing: ${explanation}`;
      return new DomainError('forbidden', 'stacks.forbidden', detail, { cause });
    }
    case 404:
      return new DomainError('not_found', 'stack.not_found', explanation, { cause });
    case 409:
      return new DomainError('conflict', 'stack.conflict', `Heat refuses this now: ${explanation}`, {
        cause,
      });
    default: {
      const isLimit = LIMITS.has(faultTypeOf(cause) ?? '');
      const code = isLimit ? 'stacks.quota_exceeded' : 'stacks.refused';
      return new DomainError(isLimit ? 'forbidden' : 'invalid', code, `Heat refuses this: ${explanation}`, {
        cause,
      });
    }
  }
}
