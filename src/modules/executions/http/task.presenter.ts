import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';
import { ANY_JSON } from '../../../shared/http/openapi.js';
import type { EngineTask } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { ShownApproval } from '../application/task-approvals.js';
import { ApprovalResponse, presentApproval } from './approval.presenter.js';

const VERDICTS = ['pass', 'fail', 'running', 'waiting', 'paused', 'cancelled', 'skipped'] as const;
type Verdict = (typeof VERDICTS)[number];

const VERDICT_OF: Readonly<Record<EngineTask['state'], Verdict>> = {
  IDLE: 'waiting',
  WAITING: 'waiting',
  DELAYED: 'waiting',
  RUNNING: 'running',
  PAUSED: 'paused',
  SUCCESS: 'pass',
  ERROR: 'fail',
  CANCELLED: 'cancelled',
  SKIPPED: 'skipped',
};

/** One task of an execution, as a build job. */
export class TaskResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ description: 'The engine’s id of this task execution.' })
  uuid!: string;

  @ApiProperty({ enum: ['task'] })
  type!: 'task';

  @ApiProperty({ example: 'unit_test' })
  name!: string;

  @ApiProperty({ format: 'uuid' })
  execution_id!: string;

  @ApiProperty({ example: 'test_build_deploy.main' })
  workflow_name!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The task that runs the sub-workflow it belongs to; null in the workflow that it all began with.',
  })
  parent_task_id!: string | null;

  @ApiProperty({ enum: VERDICTS, description: 'A task that its execution left unfinished is cancelled.' })
  verdict!: Verdict;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What a task whose work has not begun waits for, while the engine calls it RUNNING.',
    example: 'a free worker, since 2026-02-03T04:05:06.000Z',
  })
  waiting_for!: string | null;

  @ApiProperty({ description: 'Mistral’s state of the task.', example: 'SUCCESS' })
  state!: string;

  @ApiProperty({ type: String, nullable: true })
  state_info!: string | null;

  @ApiProperty({ description: 'Retries and items count each.' })
  attempts!: number;

  @ApiProperty({ ...ANY_JSON, description: 'What the task answered; null while there is nothing.' })
  result!: JsonValue;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What it gave to the tasks after it, by its workbook’s publish.',
  })
  published!: JsonObject;

  @ApiProperty({
    type: ApprovalResponse,
    nullable: true,
    description: 'What the task waits for, or waited for, where it is an approval.',
  })
  approval!: ApprovalResponse | null;

  @ApiProperty({ format: 'uri' })
  log_uri!: string;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'The task in the engine’s own API (Mistral).',
  })
  engine_url!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  started_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  ended_at!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Seconds.' })
  duration!: number | null;
}

/**
 * `execution` is the root execution, whose end ends its tasks too: the engine leaves some of them in RUNNING for ever.
 * `wait` says what the work of a running task waits for, where it has not begun; `approval` is the one that it asks for.
 */
export function presentTask(
  task: EngineTask,
  execution: Execution,
  wait: string | null,
  publicUrl: string,
  approval?: ShownApproval,
): TaskResponse {
  const uri = `${publicUrl}/v1/executions/${execution.id}/tasks/${task.id}`;
  const isAsking = approval?.state === 'waiting';
  const reason = isAsking ? `waits for the approval of a ${approval.roles.join(' or ')}` : wait;
  const waitingFor = task.state === 'RUNNING' && !isFinal(execution.state) ? reason : null;
  const verdict = waitingFor === null ? VERDICT_OF[task.state] : 'waiting';
  const leftOver = isFinal(execution.state) && ['waiting', 'running', 'paused'].includes(verdict);
  const endedAt = leftOver ? execution.endedAt : task.finishedAt;
  return {
    uri,
    uuid: task.id,
    type: 'task',
    name: task.name,
    execution_id: execution.id,
    workflow_name: task.workflowName,
    parent_task_id: task.parentTaskId,
    verdict: leftOver ? 'cancelled' : verdict,
    waiting_for: waitingFor,
    state: task.state,
    state_info: task.stateInfo,
    attempts: task.attempts,
    result: task.result,
    published: task.published,
    approval: approval ? presentApproval(approval) : null,
    log_uri: `${uri}/log`,
    engine_url: task.url,
    created_at: task.createdAt.toISOString(),
    started_at: task.startedAt?.toISOString() ?? null,
    ended_at: endedAt?.toISOString() ?? null,
    duration: task.startedAt && endedAt ? (endedAt.getTime() - task.startedAt.getTime()) / 1000 : null,
  };
}
