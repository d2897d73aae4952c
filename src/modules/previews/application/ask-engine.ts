import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../../shared/domain/json.js';
import { workflowInputs } from '../../executions/index.js';
import { Actors, type Principal } from '../../keystone-auth/index.js';
import { type ForeseenRun, type Pipeline, RefuseUndeclaredInputs } from '../../pipelines/index.js';
import { EnsureWorkbook, entryWorkflow, type ForeseenWorkbook } from '../../workbooks/index.js';
import type { WorkflowDescription } from '../../workflow-engine/index.js';
import { decided, decidedBy, type Decision } from '../domain/decision.js';
import type { RunPlan } from '../domain/run-plan.js';

type Told = Pick<RunPlan, 'decisions' | 'workbook' | 'workflow' | 'inputs'>;

const FROM: Readonly<Record<ForeseenWorkbook['change'], string>> = {
  none: 'The engine has the workbook.',
  create: 'The engine lacks the workbook: the built-in one is put there first.',
  update: 'The engine has the workbook of an earlier release: the present one is put there first.',
};

/** What depends on the workbook, which the engine has. While the engine is away it is unknown. */
@Injectable()
export class AskEngine {
  constructor(
    private readonly refuseUndeclared: RefuseUndeclaredInputs,
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly actors: Actors,
  ) {}

  /** Whether the inputs that a user gives are such of the workflow; nothing is decided where there are none. */
  async declared(principal: Principal, pipeline: Pipeline, inputs: JsonObject): Promise<Decision[]> {
    const rule = 'inputs.declared';
    if (Object.keys(inputs).length === 0) return [];
    try {
      await this.refuseUndeclared.execute(principal, pipeline, inputs);
      return [decided('inputs', rule, 'pass', 'The workflow declares the inputs that are given.')];
    } catch (error) {
      return [decidedBy(error, 'inputs', rule)];
    }
  }

  /** `withInputs`: not where what is given is refused already. */
  async execute(principal: Principal, run: ForeseenRun, withInputs: boolean): Promise<Told> {
    const nothing = { workbook: undefined, workflow: undefined, inputs: undefined };
    let workbook: ForeseenWorkbook;
    try {
      workbook = await this.ensureWorkbook.foresee(this.actors.of(run, principal), run.workbookName);
    } catch (error) {
      return { ...nothing, decisions: [decidedBy(error, 'workbook', 'workbook.present')] };
    }
    const present = decided('workbook', 'workbook.present', 'pass', FROM[workbook.change]);
    const entry = entryOf(workbook);
    if (!entry.workflow) return { ...nothing, workbook, decisions: [present, entry.decision] };
    const { workflow } = entry;
    const { decision, inputs } = withInputs ? inputsOf(workflow, run) : UNASKED;
    return { workbook, workflow, inputs, decisions: [present, entry.decision, ...decision] };
  }
}

const UNASKED = { decision: [] as Decision[], inputs: undefined };

function entryOf({ workbook }: ForeseenWorkbook): { decision: Decision; workflow?: WorkflowDescription } {
  const rule = 'workbook.entry';
  try {
    const workflow = entryWorkflow(workbook.description);
    const detail = `It starts with the workflow ${workflow.name}.`;
    return { workflow, decision: decided('workbook', rule, 'pass', detail) };
  } catch (error) {
    return { decision: decidedBy(error, 'workbook', rule) };
  }
}

function inputsOf(
  workflow: WorkflowDescription,
  { offeredInputs, givenInputs }: ForeseenRun,
): { decision: Decision[]; inputs: JsonObject | undefined } {
  const rule = 'inputs.complete';
  try {
    const inputs = workflowInputs(workflow, offeredInputs, givenInputs);
    return { inputs, decision: [decided('inputs', rule, 'pass', 'The workflow gets every input it needs.')] };
  } catch (error) {
    return { inputs: undefined, decision: [decidedBy(error, 'inputs', rule)] };
  }
}
