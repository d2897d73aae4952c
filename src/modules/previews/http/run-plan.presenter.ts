import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { JsonObject } from '../../../shared/domain/json.js';
import { FieldErrorSchema, nullableText } from '../../../shared/http/openapi.js';
import { GraphEdge, WorkflowTaskResponse } from '../../workbooks/index.js';
import type { TaskDescription, WorkflowDescription } from '../../workflow-engine/index.js';
import { type DecisionVerdict, type Gate, GATES, startsBy, VERDICTS } from '../domain/decision.js';
import type { RunPlan } from '../domain/run-plan.js';
import { conditionOf, TASK_CONDITIONS, type TaskCondition } from '../domain/task-condition.js';

/** One thing that is decided before the first task of a run begins. */
class DecisionResponse {
  @ApiProperty({ enum: GATES, description: 'What the run passes here.' })
  gate!: Gate;

  @ApiProperty({
    description: 'Stable; for programs. Of a delivery, as in its rules.',
    example: 'filter.branches',
  })
  rule!: string;

  @ApiProperty({
    enum: VERDICTS,
    description:
      'wait: the run is made and waits. skip: the trigger leaves the delivery out. refuse: there is no run, or it ends at once. unknown: what would have to be asked is away.',
  })
  verdict!: DecisionVerdict;

  @ApiProperty({ example: 'The branch "docs" does not match "main".' })
  detail!: string;

  @ApiProperty({
    type: [String],
    description:
      'Ids of the executions that it waits for (concurrency.slot) or ends (concurrency.supersede).',
  })
  runs!: readonly string[];

  @ApiProperty({ type: [FieldErrorSchema], description: 'The offending fields of what was asked for.' })
  errors!: readonly FieldErrorSchema[];
}

/** What the engine would be given. */
class PlannedWorkbookResponse {
  @ApiProperty({ example: 'test_build_deploy' })
  name!: string;

  @ApiProperty({ description: 'sha256 of the definition, as the execution’s workbook_digest.' })
  digest!: string;

  @ApiProperty({
    enum: ['none', 'create', 'update'],
    description: 'What is done to the engine’s workbook first: nothing, or the built-in one is put there.',
  })
  change!: 'none' | 'create' | 'update';

  @ApiProperty(
    nullableText('What it starts with, as the execution’s workflow_name; null where there is none.'),
  )
  workflow_name!: string | null;
}

/** A task of the workflow that a run starts with. */
class PlannedTaskResponse extends OmitType(WorkflowTaskResponse, ['tags', 'url']) {
  @ApiProperty(nullableText('Id of the station that does the work; null where none does.'))
  station!: string | null;

  @ApiProperty({
    enum: TASK_CONDITIONS,
    description:
      'When it runs, seen from the tasks right before it: always, after their success, after their failure, or as an expression or the way of the run decides.',
  })
  when!: TaskCondition;
}

/** What a run of a pipeline would be, were it started now. */
export class RunPlanResponse {
  @ApiProperty({ format: 'uuid' })
  pipeline_id!: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description:
      'Whether there would be a run that comes to its tasks, at once or after a wait; null where it cannot be told, as something is away.',
  })
  starts!: boolean | null;

  @ApiProperty({ enum: ['manual', 'webhook'] })
  trigger!: string;

  @ApiProperty(nullableText('What would be built; null: the default branch.'))
  ref!: string | null;

  @ApiProperty(nullableText('Null: the head of the ref.'))
  commit!: string | null;

  @ApiProperty({
    type: [DecisionResponse],
    description:
      'In the order in which the service comes to them. Where the pipeline or its trigger leaves no run, nothing more is decided.',
  })
  decisions!: readonly DecisionResponse[];

  @ApiProperty({
    type: PlannedWorkbookResponse,
    nullable: true,
    description: 'Null where there is no run, no such workbook, or the engine is away.',
  })
  workbook!: PlannedWorkbookResponse | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description:
      'What the workflow would get, secrets by their names only; null where they are refused or not known.',
  })
  inputs!: JsonObject | null;

  @ApiProperty({ type: [PlannedTaskResponse], description: 'Of the workflow that it starts with.' })
  tasks!: PlannedTaskResponse[];

  @ApiProperty({ type: [GraphEdge], description: 'What follows what, among these tasks.' })
  edges!: GraphEdge[];
}

/** The station that a URL in a workbook leads to; undefined where it leads to none. */
export type CalledAt = (url: string) => string | undefined;

export function presentRunPlan(plan: RunPlan, calledAt: CalledAt): RunPlanResponse {
  const { pipelineId, trigger, decisions, workflow, inputs } = plan;
  return {
    pipeline_id: pipelineId,
    starts: startsBy(decisions),
    trigger: trigger.kind,
    ref: trigger.ref,
    commit: trigger.commit,
    decisions,
    workbook: presentWorkbook(plan),
    inputs: inputs ?? null,
    tasks: workflow?.tasks.map((task) => presentTask(task, workflow, calledAt)) ?? [],
    edges: workflow?.edges.map((edge) => ({ ...edge })) ?? [],
  };
}

function presentWorkbook({ workbook: foreseen, workflow }: RunPlan): PlannedWorkbookResponse | null {
  if (!foreseen) return null;
  const { workbook, change } = foreseen;
  const { name, digest } = workbook;
  return { name, digest, change, workflow_name: workflow ? `${name}.${workflow.name}` : null };
}

function presentTask(
  task: TaskDescription,
  { edges }: WorkflowDescription,
  calledAt: CalledAt,
): PlannedTaskResponse {
  const { tags: _tags, url, ...shown } = task;
  const station = url === null ? null : (calledAt(url) ?? null);
  return { ...shown, station, when: conditionOf(task.name, edges) };
}
