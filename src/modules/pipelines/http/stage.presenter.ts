import { ApiProperty, PickType } from '@nestjs/swagger';
import {
  type Execution,
  ExecutionResponse,
  presentExecution,
  presentTask,
  type StagedTask,
  TaskResponse,
} from '../../executions/index.js';

/** A task as a cell: what it came to and how long it took. */
export class StageTaskResponse extends PickType(TaskResponse, [
  'uuid',
  'name',
  'verdict',
  'attempts',
  'started_at',
  'ended_at',
  'duration',
] as const) {}

/** A run with its tasks, as one row of the stage view. */
export class StageResponse {
  @ApiProperty({ type: ExecutionResponse })
  execution!: ExecutionResponse;

  @ApiProperty({
    type: [StageTaskResponse],
    nullable: true,
    description:
      'In order of creation, without those of sub-workflows; null where the engine does not tell of them now.',
  })
  tasks!: readonly StageTaskResponse[] | null;
}

export function presentStage(
  execution: Execution,
  tasks: readonly StagedTask[] | null,
  publicUrl: string,
): StageResponse {
  const own = tasks?.filter(({ parentTaskId }) => parentTaskId === null) ?? null;
  return {
    execution: presentExecution(execution, publicUrl),
    tasks: own && own.map((task) => cellOf(presentTask(task, execution, null, publicUrl))),
  };
}

function cellOf(task: TaskResponse): StageTaskResponse {
  const { uuid, name, verdict, attempts, started_at, ended_at, duration } = task;
  return { uuid, name, verdict, attempts, started_at, ended_at, duration };
}
