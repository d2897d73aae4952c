import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '../../../shared/domain/json.js';
import { type Control, controlsOf } from '../domain/control.js';
import {
  type EndedBy,
  type Execution,
  type ExecutionState,
  isFinal,
  TRIGGER_KINDS,
} from '../domain/execution.js';
import { UserResponse } from './action.presenter.js';

const STATES: ExecutionState[] = ['IDLE', 'RUNNING', 'PAUSED', 'SUCCESS', 'ERROR', 'CANCELLED'];

/** As they are asked for. */
const CONTROLS = {
  pause: 'pause',
  resume: 'resume',
  cancel: 'cancel',
  restart: 'rerun_start',
  retry: 'rerun_failed',
} as const satisfies Record<Control, string>;

type RunControl = (typeof CONTROLS)[Control];

/** One run of a pipeline. */
export class ExecutionResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid', description: 'Also the workflow engine’s id of it.' })
  uuid!: string;

  @ApiProperty({ enum: ['execution'] })
  type!: 'execution';

  @ApiProperty({ format: 'uuid' })
  pipeline_id!: string;

  @ApiProperty({ format: 'uri' })
  pipeline_uri!: string;

  @ApiProperty()
  project_id!: string;

  @ApiProperty({ enum: STATES, description: 'Mistral’s states; IDLE until the engine has taken it on.' })
  state!: ExecutionState;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is in this state.' })
  state_info!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What it waits for before it moves on: something that somebody has to mend, or other runs of its concurrency group. Null while nothing is in its way.',
  })
  waiting_for!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  waiting_since!: string | null;

  @ApiProperty({
    enum: ['engine', 'user', 'deadline', 'superseded', 'system'],
    type: String,
    nullable: true,
    description: 'Who, or what, ended it; null until then.',
  })
  ended_by!: EndedBy | null;

  @ApiProperty({ type: UserResponse, nullable: true, description: 'The user who ended it, where one did.' })
  ended_by_user!: UserResponse | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it ended; never null once it has.' })
  end_reason!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The newer execution in favour of which this one was ended.',
  })
  superseded_by!: string | null;

  @ApiProperty({ enum: TRIGGER_KINDS, description: 'What started it.' })
  trigger!: string;

  @ApiProperty({
    description:
      'User id of who started it, or made the schedule that did; of the owner where a webhook did.',
  })
  started_by!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'refs/heads/main',
    description: 'Null: the default branch.',
  })
  ref!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the head of the ref.' })
  commit!: string | null;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'The delivery of the webhook that started it; null: none did.',
  })
  delivery_uri!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What is built where no commit was named: the head of the ref at the first checkout. Null until then.',
  })
  resolved_commit!: string | null;

  @ApiProperty({ description: 'Counts the re-runs, whole or from where it failed.', example: 1 })
  attempt!: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The execution that this one runs again from the start.',
  })
  rerun_of!: string | null;

  @ApiProperty()
  workbook_name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'sha256 of the definition that runs.' })
  workbook_digest!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'test_build_deploy.main' })
  workflow_name!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  inputs!: JsonObject;

  @ApiProperty({ type: 'object', additionalProperties: true })
  outputs!: JsonObject;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its time is over; put off while it is paused. Null while it does not run.',
  })
  deadline_at!: string | null;

  @ApiProperty({
    enum: Object.values(CONTROLS),
    isArray: true,
    description:
      'What changes something in its state; rerun_start and rerun_failed are rerun with from: start and from: failed. Who asks may lack the role.',
  })
  controls!: RunControl[];

  @ApiProperty({ format: 'uri' })
  tasks_uri!: string;

  @ApiProperty({ format: 'uri', description: 'What was done to it: by whom, when and why.' })
  actions_uri!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  started_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  ended_at!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds from start to end; null while it runs.',
  })
  duration!: number | null;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

const STILL_OPEN = { endedAt: null, end: null };

export function presentExecution(execution: Execution, publicUrl: string): ExecutionResponse {
  const { deliveryId } = execution.trigger;
  const uri = `${publicUrl}/v1/executions/${execution.id}`;
  const { startedAt } = execution;
  // One that is just being reopened has its end still written.
  const { endedAt, end, stateInfo } = isFinal(execution.state)
    ? execution
    : { ...STILL_OPEN, stateInfo: execution.reopening ? null : execution.stateInfo };
  return {
    uri,
    uuid: execution.id,
    type: 'execution',
    pipeline_id: execution.pipelineId,
    pipeline_uri: `${publicUrl}/v1/pipelines/${execution.pipelineId}`,
    project_id: execution.projectId,
    state: execution.state,
    state_info: stateInfo,
    waiting_for: execution.waitingFor,
    waiting_since: execution.waitingSince?.toISOString() ?? null,
    ended_by: end?.by ?? null,
    ended_by_user: end?.user ?? null,
    end_reason: end?.reason ?? null,
    superseded_by: end?.by === 'superseded' ? execution.supersededBy : null,
    trigger: execution.trigger.kind,
    started_by: execution.trigger.actor,
    attempt: execution.attempt,
    rerun_of: execution.rerunOf,
    resolved_commit: execution.trigger.commit ?? execution.resolvedCommit,
    ref: execution.trigger.ref,
    commit: execution.trigger.commit,
    delivery_uri: deliveryId
      ? `${publicUrl}/v1/pipelines/${execution.pipelineId}/deliveries/${deliveryId}`
      : null,
    workbook_name: execution.workbookName,
    workbook_digest: execution.workbookDigest,
    workflow_name: execution.workflowName,
    inputs: execution.inputs,
    outputs: execution.outputs,
    deadline_at: execution.deadlineAt?.toISOString() ?? null,
    // While it is being reopened it is busy.
    controls: execution.reopening ? [] : controlsOf(execution.state).map((control) => CONTROLS[control]),
    tasks_uri: `${uri}/tasks`,
    actions_uri: `${uri}/actions`,
    created_at: execution.createdAt.toISOString(),
    started_at: startedAt?.toISOString() ?? null,
    ended_at: endedAt?.toISOString() ?? null,
    duration: startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : null,
    updated_at: execution.updatedAt.toISOString(),
  };
}
