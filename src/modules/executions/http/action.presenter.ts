import { ApiProperty } from '@nestjs/swagger';
import {
  ACTION_KINDS,
  type ActionActor,
  type ActionKind,
  type ActionOutcome,
  type ExecutionAction,
} from '../domain/execution-actions.js';

export class UserResponse {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  name!: string;
}

/** One thing that was done to an execution. */
export class ExecutionActionResponse {
  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ enum: ['action'] })
  type!: 'action';

  @ApiProperty({ format: 'uuid' })
  execution_id!: string;

  @ApiProperty({ enum: ACTION_KINDS })
  kind!: ActionKind;

  @ApiProperty({ description: 'The execution’s attempt that it was done to.' })
  attempt!: number;

  @ApiProperty({ enum: ['user', 'deadline', 'superseded', 'system'], description: 'Who, or what, did it.' })
  actor!: ActionActor;

  @ApiProperty({ type: UserResponse, nullable: true, description: 'The user, where it was one.' })
  user!: UserResponse | null;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({
    enum: ['pending', 'done', 'failed', 'refused'],
    description: 'failed: something was away, ask again; refused: too late, or the engine would not.',
  })
  outcome!: ActionOutcome;

  @ApiProperty({ type: String, nullable: true, description: 'How it went, where there is something to say.' })
  detail!: string | null;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'Of a re-run from the start: the execution that came of it.',
  })
  new_execution_uri!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of an approval: the task’s id.' })
  task_id!: string | null;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Of an approval: the roles of the user that it was decided by.',
  })
  roles!: readonly string[] | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;
}

export function presentAction(action: ExecutionAction, publicUrl: string): ExecutionActionResponse {
  const { id, executionId, kind, attempt, actor, user, reason, outcome, detail, newExecutionId } = action;
  return {
    uuid: id,
    type: 'action',
    execution_id: executionId,
    kind,
    attempt,
    actor,
    user,
    reason,
    outcome,
    detail,
    task_id: action.taskId,
    roles: action.roles,
    new_execution_uri: newExecutionId && `${publicUrl}/v1/executions/${newExecutionId}`,
    created_at: action.createdAt.toISOString(),
    finished_at: action.finishedAt?.toISOString() ?? null,
  };
}
