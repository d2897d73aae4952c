import { ApiProperty } from '@nestjs/swagger';
import type { RecentRun } from '../../executions/index.js';

const STATES = ['IDLE', 'RUNNING', 'PAUSED', 'SUCCESS', 'ERROR', 'CANCELLED'] as const;

/** An execution as a part of its pipeline's trend. */
export class RecentExecutionResponse {
  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ enum: STATES })
  state!: (typeof STATES)[number];

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  started_at!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds from start to end; null while it runs.',
  })
  duration!: number | null;
}

export function presentRecentExecution(run: RecentRun): RecentExecutionResponse {
  const { id, state, createdAt, startedAt, endedAt } = run;
  return {
    uuid: id,
    state,
    created_at: createdAt.toISOString(),
    started_at: startedAt?.toISOString() ?? null,
    duration: startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : null,
  };
}
