import { ApiProperty } from '@nestjs/swagger';
import type { CommitStatus } from '../domain/commit-status.js';
import { STATUS_HOSTS } from '../domain/status-host.js';
import type { StatusReporting } from '../domain/status-reporting.js';

/** Where a pipeline reports its runs; the token is never shown. */
export class StatusReportingResponse {
  @ApiProperty({ enum: STATUS_HOSTS })
  host!: string;

  @ApiProperty({ format: 'uri' })
  api_url!: string;

  @ApiProperty({ format: 'uri' })
  statuses_uri!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

/** What the git host is to show of a commit. */
export class CommitStatusResponse {
  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ description: 'Full hash of the commit.' })
  sha!: string;

  @ApiProperty({ enum: ['pending', 'success', 'failure', 'error'] })
  state!: string;

  @ApiProperty({ format: 'uuid', description: 'Whose state it is: the newest execution of the commit.' })
  execution_id!: string;

  @ApiProperty({ format: 'uri' })
  execution_uri!: string;

  @ApiProperty({
    enum: ['sent', 'waiting', 'failed'],
    description: 'sent: the host has it. waiting: it is going to be sent. failed: it was given up.',
  })
  delivery!: string;

  @ApiProperty({ description: 'In vain, since the host took the last one.' })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  next_attempt_at!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why the last attempt failed.' })
  last_error!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sent_at!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

export function presentReporting(reporting: StatusReporting, publicUrl: string): StatusReportingResponse {
  return {
    host: reporting.host,
    api_url: reporting.apiUrl,
    statuses_uri: `${publicUrl}/v1/pipelines/${reporting.pipelineId}/commit-statuses`,
    created_at: reporting.createdAt.toISOString(),
    updated_at: reporting.updatedAt.toISOString(),
  };
}

export function presentStatus(status: CommitStatus, publicUrl: string): CommitStatusResponse {
  const isSent = status.sentVersion === status.version;
  return {
    uuid: status.id,
    sha: status.sha,
    state: status.state,
    execution_id: status.executionId,
    execution_uri: `${publicUrl}/v1/executions/${status.executionId}`,
    delivery: isSent ? 'sent' : status.dueAt ? 'waiting' : 'failed',
    attempts: status.attempts,
    next_attempt_at: status.dueAt?.toISOString() ?? null,
    last_error: status.lastError,
    sent_at: status.sentAt?.toISOString() ?? null,
    created_at: status.createdAt.toISOString(),
    updated_at: status.updatedAt.toISOString(),
  };
}
