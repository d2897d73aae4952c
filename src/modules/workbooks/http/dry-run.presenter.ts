import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';
import { ANY_JSON } from '../../../shared/http/openapi.js';
import type { DryRunReport } from '../../workflow-engine/index.js';

const STATES = ['RUNNING', 'PAUSED', 'SUCCESS', 'ERROR', 'CANCELLED'];

export class DryRunTaskResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'workbook.workflow' })
  workflow!: string;

  @ApiProperty({ example: 'SUCCESS' })
  state!: string;

  @ApiProperty({ type: String, nullable: true })
  state_info!: string | null;

  @ApiProperty({ ...ANY_JSON, description: 'As task().result sees it; null while there is none.' })
  result!: JsonValue;

  @ApiProperty({ type: 'object', additionalProperties: true })
  published!: JsonObject;

  @ApiProperty({
    description: 'How often its action or sub-workflow was started: retries and items count each.',
  })
  attempts!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Simulated seconds after the start.' })
  started_after!: number | null;

  @ApiProperty({ type: Number, nullable: true })
  finished_after!: number | null;
}

export class DryRunCallResponse {
  @ApiProperty()
  task!: string;

  @ApiProperty({ description: 'As the workbook names it.' })
  action!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the task gives it.' })
  input!: JsonObject;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the action underneath an ad-hoc one gets: url, headers and body of a request.',
  })
  base_input!: JsonObject;

  @ApiProperty({ description: 'Simulated seconds after the start.' })
  after!: number;

  @ApiProperty({
    description:
      'False where the script says nothing of it, although it would have left the service: it succeeded.',
  })
  scripted!: boolean;
}

export class DryRunResponse {
  @ApiProperty({ enum: STATES, description: 'RUNNING or PAUSED: nothing goes on without somebody outside.' })
  state!: string;

  @ApiProperty({ type: String, nullable: true })
  state_info!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  output!: JsonObject;

  @ApiProperty({ description: 'How long it would have taken, in seconds.' })
  duration!: number;

  @ApiProperty({
    type: [DryRunTaskResponse],
    description: 'In order of creation, sub-workflows’ among them.',
  })
  tasks!: DryRunTaskResponse[];

  @ApiProperty({ type: [DryRunCallResponse], description: 'In the order in which the actions started.' })
  calls!: DryRunCallResponse[];

  @ApiProperty({
    type: [String],
    description: 'Tasks whose actions succeeded with nothing, as no script names them.',
  })
  unscripted!: string[];
}

export function presentDryRun(report: DryRunReport): DryRunResponse {
  const after = (at: Date | null): number | null =>
    at && Math.max(0, (at.getTime() - report.startedAt.getTime()) / 1000);
  return {
    state: report.state,
    state_info: report.stateInfo,
    output: report.output,
    duration: report.seconds,
    tasks: report.tasks.map((task) => ({
      name: task.name,
      workflow: task.workflowName,
      state: task.state,
      state_info: task.stateInfo,
      result: task.result,
      published: task.published,
      attempts: task.attempts,
      started_after: after(task.startedAt),
      finished_after: after(task.finishedAt),
    })),
    calls: report.calls.map(({ task, action, input, baseInput, at, foreseen }) => ({
      task,
      action,
      input,
      base_input: baseInput,
      after: at,
      scripted: foreseen,
    })),
    unscripted: [...new Set(report.calls.filter(({ foreseen }) => !foreseen).map(({ task }) => task))],
  };
}
