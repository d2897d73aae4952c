import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { Event } from '../domain/event.js';

/** Something that has happened. */
export class EventResponse {
  @ApiProperty({
    description: 'One order for all events; also the id of the server-sent event.',
    example: 1042,
  })
  sequence!: number;

  @ApiProperty({
    example: 'execution.state_changed',
    description:
      'execution.created, execution.state_changed, task.state_changed, job.started (its log can be followed), job.ended; more may come.',
  })
  type!: string;

  @ApiProperty()
  project_id!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  pipeline_id!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  execution_id!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What changed; depends on the type.',
  })
  data!: JsonObject;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;
}

export function presentEvent(event: Event): EventResponse {
  return {
    sequence: event.sequence,
    type: event.type,
    project_id: event.projectId,
    pipeline_id: event.pipelineId,
    execution_id: event.executionId,
    data: event.data,
    created_at: event.createdAt.toISOString(),
  };
}
