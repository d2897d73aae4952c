import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { RecentRun } from '../../executions/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { ConcurrencyResponse } from './concurrency.dto.js';
import { presentRecentExecution, RecentExecutionResponse } from './recent-execution.presenter.js';

/** A pipeline as it is read: the original service's fields, then ours. */
export class PipelineResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ example: 'shop' })
  name!: string;

  @ApiProperty({ enum: ['pipeline'] })
  type!: 'pipeline';

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [String] })
  tags!: readonly string[];

  @ApiProperty()
  project_id!: string;

  @ApiProperty()
  user_id!: string;

  @ApiProperty({ format: 'uri' })
  plan_uri!: string;

  @ApiProperty({ example: 'test_build_deploy' })
  workbook_name!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Seconds; null: as the service is set.' })
  run_timeout!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Seconds; null: as the service is set.' })
  task_timeout!: number | null;

  @ApiProperty({
    type: ConcurrencyResponse,
    nullable: true,
    description: 'Null: its runs wait for no others.',
  })
  concurrency!: ConcurrencyResponse | null;

  @ApiProperty({
    format: 'uri',
    description:
      'Where the git host posts its webhooks to, without a token. What is believed there: /trigger.',
  })
  trigger_uri!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  last_execution!: string | null;

  @ApiPropertyOptional({
    type: [RecentExecutionResponse],
    description: 'Newest first; only in lists that ask for them by recent_executions.',
  })
  recent_executions?: readonly RecentExecutionResponse[];

  @ApiProperty({ enum: ['ready', 'deleting'] })
  status!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why its deletion is not done yet: the service goes on with it, and DELETE may be repeated.',
  })
  status_reason!: string | null;

  @ApiProperty({
    enum: ['ok', 'broken'],
    description: 'Whether the service can act for the owner; delegation_uri says why not, and renews it.',
  })
  delegation_status!: string;

  @ApiProperty({ format: 'uri' })
  delegation_uri!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The stack that its runs deploy to.' })
  stack_id!: string | null;

  @ApiProperty({ format: 'uri' })
  executions_uri!: string;

  @ApiProperty({ format: 'uri', description: 'What came in at its trigger, and what became of it.' })
  deliveries_uri!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

/** A pipeline that was just made. */
export class CreatedPipelineResponse extends PipelineResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The secret that the git host signs its webhooks with. It is shown here only; null where an Idempotency-Key repeats the request.',
  })
  trigger_secret!: string | null;
}

export function presentPipeline(
  pipeline: Pipeline,
  publicUrl: string,
  recent?: readonly RecentRun[],
): PipelineResponse {
  const uri = `${publicUrl}/v1/pipelines/${pipeline.id}`;
  return {
    uri,
    uuid: pipeline.id,
    name: pipeline.name,
    type: 'pipeline',
    description: pipeline.description,
    tags: pipeline.tags,
    project_id: pipeline.projectId,
    user_id: pipeline.userId,
    plan_uri: `${publicUrl}/v1/plans/${pipeline.planId}`,
    workbook_name: pipeline.workbookName,
    run_timeout: pipeline.runTimeout,
    task_timeout: pipeline.taskTimeout,
    concurrency: pipeline.concurrency,
    trigger_uri: `${publicUrl}/v1/triggers/${pipeline.triggerId}`,
    last_execution: pipeline.lastExecutionId,
    ...(recent ? { recent_executions: recent.map(presentRecentExecution) } : {}),
    status: pipeline.status,
    status_reason: pipeline.statusReason,
    delegation_status: pipeline.delegationStatus,
    delegation_uri: `${uri}/delegation`,
    stack_id: pipeline.stackId,
    executions_uri: `${uri}/executions`,
    deliveries_uri: `${uri}/deliveries`,
    created_at: pipeline.createdAt.toISOString(),
    updated_at: pipeline.updatedAt.toISOString(),
  };
}

/** What of a pipeline shows in its representation and can change. */
export function versionOf(pipeline: Pipeline): string {
  const { version, status, statusReason, delegationStatus, lastExecutionId, updatedAt } = pipeline;
  const reason = statusReason === null ? [] : [updatedAt.getTime()];
  return [version, status, delegationStatus, lastExecutionId ?? 'none', ...reason].join('-');
}
