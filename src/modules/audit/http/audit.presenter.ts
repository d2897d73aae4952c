import { ApiProperty } from '@nestjs/swagger';
import type { AuditEntry } from '../domain/audit-entry.js';

const text = { type: 'string', nullable: true } as const;

/** One change, or one that was refused. */
export class AuditEntryResponse {
  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ enum: ['user', 'schedule', 'deadline', 'retention'] })
  actor!: string;

  @ApiProperty({ ...text, description: 'Null: of all projects.' })
  project_id!: string | null;

  @ApiProperty(text)
  user_id!: string | null;

  @ApiProperty(text)
  user_name!: string | null;

  @ApiProperty({ ...text, description: 'The project that the user’s token was of.' })
  user_project_id!: string | null;

  @ApiProperty({ type: [String] })
  roles!: readonly string[];

  @ApiProperty({ description: 'The service acted for the user while no request of theirs was there.' })
  delegated!: boolean;

  @ApiProperty({
    example: 'createPipeline',
    description: 'The operation’s id in this document, or what the service did.',
  })
  operation!: string;

  @ApiProperty({ example: 'pipelines' })
  resource_type!: string;

  @ApiProperty(text)
  resource_id!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'HTTP status; null where no answer was sent.',
  })
  status!: number | null;

  @ApiProperty(text)
  detail!: string | null;

  @ApiProperty(text)
  request_id!: string | null;

  @ApiProperty(text)
  remote_address!: string | null;

  @ApiProperty(text)
  user_agent!: string | null;
}

export function presentAuditEntry(entry: AuditEntry): AuditEntryResponse {
  return {
    uuid: entry.id,
    created_at: entry.createdAt.toISOString(),
    actor: entry.actor,
    project_id: entry.projectId,
    user_id: entry.userId,
    user_name: entry.userName,
    user_project_id: entry.userProjectId,
    roles: entry.roles,
    delegated: entry.delegated,
    operation: entry.operation,
    resource_type: entry.resourceType,
    resource_id: entry.resourceId,
    status: entry.status,
    detail: entry.detail,
    request_id: entry.requestId,
    remote_address: entry.remoteAddress,
    user_agent: entry.userAgent,
  };
}
