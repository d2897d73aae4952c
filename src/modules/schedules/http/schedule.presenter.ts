import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { Schedule } from '../domain/schedule.js';

export class LastRunResponse {
  @ApiProperty({ format: 'date-time', description: 'The time that it was due at.' })
  due_at!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The execution of that time; null: the service was away for so long that there was none.',
  })
  execution_id!: string | null;

  @ApiProperty({ type: String, format: 'uri', nullable: true })
  execution_uri!: string | null;
}

/** A schedule of a pipeline. */
export class ScheduleResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ enum: ['schedule'] })
  type!: 'schedule';

  @ApiProperty({ format: 'uuid' })
  pipeline_id!: string;

  @ApiProperty({ format: 'uri' })
  pipeline_uri!: string;

  @ApiProperty({ description: 'Id of who made it, and whom its executions name.' })
  user_id!: string;

  @ApiProperty({ example: '30 2 * * MON-FRI' })
  cron!: string;

  @ApiProperty({ example: 'Europe/Lisbon' })
  time_zone!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the default branch.' })
  ref!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  inputs!: JsonObject;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: not enabled.' })
  next_run_at!: string | null;

  @ApiProperty({ type: LastRunResponse, nullable: true, description: 'Null: it was not due yet.' })
  last_run!: LastRunResponse | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

export function presentSchedule(schedule: Schedule, publicUrl: string): ScheduleResponse {
  const pipelineUri = `${publicUrl}/v1/pipelines/${schedule.pipelineId}`;
  return {
    uri: `${pipelineUri}/schedules/${schedule.id}`,
    uuid: schedule.id,
    type: 'schedule',
    pipeline_id: schedule.pipelineId,
    pipeline_uri: pipelineUri,
    user_id: schedule.userId,
    cron: schedule.cron,
    time_zone: schedule.timeZone,
    ref: schedule.ref,
    inputs: schedule.inputs,
    enabled: schedule.enabled,
    next_run_at: schedule.nextRunAt?.toISOString() ?? null,
    last_run: presentLastRun(schedule, publicUrl),
    created_at: schedule.createdAt.toISOString(),
    updated_at: schedule.updatedAt.toISOString(),
  };
}

function presentLastRun({ lastDueAt, lastExecutionId }: Schedule, publicUrl: string): LastRunResponse | null {
  if (!lastDueAt) return null;
  return {
    due_at: lastDueAt.toISOString(),
    execution_id: lastExecutionId,
    execution_uri: lastExecutionId && `${publicUrl}/v1/executions/${lastExecutionId}`,
  };
}

/** What of a schedule shows in its representation and can change. */
export function versionOf({ version, lastDueAt }: Schedule): string {
  return `${version}-${lastDueAt?.getTime() ?? 0}`;
}
