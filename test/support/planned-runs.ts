import { expect } from '@jest/globals';
import type { ApiClient, Execution, Pipeline, Task } from './api-client.js';
import { commitOf, pushTo } from './github-push.js';
import { until } from './until.js';

const HOLDING = `---
version: '2.0'
name: holding
workflows:
  main:
    input: [source, {note: none}]
    tasks:
      first: {action: std.noop, on-success: [hold], on-error: [tidy]}
      hold: {action: std.async_noop}
      tidy: {action: std.noop}
`;
const ASKING = `---
version: '2.0'
name: asking
workflows:
  main:
    input: [color, commit]
    tasks:
      hold: {action: std.async_noop}
`;
const ENTRYLESS = `---
version: '2.0'
name: entryless
workflows:
  one: {tasks: {only: {action: std.noop}}}
  two: {tasks: {only: {action: std.noop}}}
`;

/** Inputs with which a run of the workbook comes to its tasks; the others never do. */
const WORKING: Readonly<Record<string, object>> = { holding: {}, asking: { color: 'blue' } };

/** How a pipeline is set, and what runs of it already. */
export interface Situation {
  readonly workbook: 'holding' | 'asking' | 'entryless' | 'unit_test';
  readonly concurrency: object | null;
  /** How many runs there are. */
  readonly before: number;
  /** Of which ref; absent: the default branch. */
  readonly ref?: string;
}

/** What a start by hand is asked for. */
export interface Question {
  readonly ref?: string;
  readonly commit?: string;
  readonly inputs?: Record<string, unknown>;
}

/** A webhook that came in once, and how the trigger is set by now. */
export interface OldDelivery {
  readonly signed: boolean;
  readonly ref: string;
  readonly message: string;
  readonly settings: object;
}

export interface PlanDecision {
  readonly gate: string;
  readonly rule: string;
  readonly verdict: string;
  readonly detail: string;
  readonly runs: readonly string[];
  readonly errors: readonly object[];
}

export interface RunPlan {
  readonly starts: boolean | null;
  readonly decisions: readonly PlanDecision[];
  readonly workbook: { readonly digest: string; readonly workflow_name: string | null } | null;
  readonly inputs: object | null;
  readonly tasks: readonly Record<string, unknown>[];
  readonly edges: readonly object[];
  readonly [field: string]: unknown;
}

/** Plans runs, then has them happen, and compares. */
export class PlannedRuns {
  constructor(private readonly api: ApiClient) {}

  async prepare(): Promise<void> {
    for (const workbook of [HOLDING, ASKING, ENTRYLESS])
      await this.api.post('/v1/workbooks').type('text/plain').send(workbook).expect(201);
  }

  /** A pipeline in that situation, when all that runs has come to rest. */
  async arrange({ workbook, concurrency, before, ref }: Situation): Promise<Pipeline> {
    const made = await this.api.createPipeline({ workbook_name: workbook });
    await this.cancelAll(made);
    await this.api.put(`/v1/pipelines/${made.uuid}`, { concurrency }).expect(200);
    const inputs = WORKING[workbook];
    for (let count = 0; inputs && count < before; count += 1) {
      const { body } = await this.api.post(this.runsOf(made), { inputs, ref }).expect(202);
      await this.atRest((body as Execution).uuid, concurrency);
    }
    return made;
  }

  /** Has the host send something that the trigger, as it was set then, starts nothing for. */
  async keepDelivery(pipeline: Pipeline, { signed, ref, message, settings }: OldDelivery): Promise<string> {
    const trigger = `/v1/pipelines/${pipeline.uuid}/trigger`;
    const closed = { branches: ['nowhere'], tags: ['nowhere'] };
    await this.api.put(trigger, { unsigned: 'refused', filters: closed }).expect(200);
    const push = { ref, message, after: commitOf(ref), ...(signed ? {} : { secret: null }) };
    await pushTo(this.api, pipeline, push).expect(signed ? 202 : 401);
    await this.api.put(trigger, settings).expect(200);
    const { body } = await this.api.get(`/v1/pipelines/${pipeline.uuid}/deliveries?limit=1`).expect(200);
    return (body as { uuid: string }[])[0]?.uuid ?? '';
  }

  async plan(pipeline: Pipeline, question: object = {}): Promise<RunPlan> {
    const { body } = await this.api.post(`/v1/pipelines/${pipeline.uuid}/plan`, question).expect(200);
    return body as RunPlan;
  }

  /** Starts it by hand as it was planned: it is refused, ends at once, waits or runs as the plan says. */
  async startAsPlanned(pipeline: Pipeline, question: Question): Promise<void> {
    const plan = await this.plan(pipeline, question);
    const answer = await this.api.post(this.runsOf(pipeline), question);
    const declared = plan.decisions.find(({ rule }) => rule === 'inputs.declared');
    if (answer.status === 202) {
      expect(declared?.verdict ?? 'pass').toBe('pass');
      await this.goesAsPlanned(pipeline, plan, (answer.body as Execution).uuid);
    } else {
      expect([answer.status, plan.starts]).toEqual([400, false]);
      expect(declared).toMatchObject({ verdict: 'refuse', detail: answer.body.detail });
      expect(declared?.errors).toEqual(answer.body.errors);
    }
    await this.cancelAll(pipeline);
  }

  /** Has the delivery judged again as it was planned: each rule says what it said, and what it starts goes as planned. */
  async redeliverAsPlanned(pipeline: Pipeline, id: string): Promise<void> {
    const plan = await this.plan(pipeline, { delivery_id: id });
    const answer = await this.api.post(`/v1/pipelines/${pipeline.uuid}/deliveries/${id}/redeliver`);
    const rules = plan.decisions.filter(({ gate, rule }) => gate === 'trigger' && rule !== 'payload');
    if (answer.status === 202) {
      expect(
        rules.map(({ rule, verdict, detail }) => ({ rule, passed: verdict === 'pass', detail })),
      ).toEqual(answer.body.rules);
      expect([plan.ref, plan.commit]).toEqual([answer.body.ref, answer.body.commit]);
      const started = answer.body.execution_id as string | null;
      expect(rules.every(({ verdict }) => verdict === 'pass')).toBe(started !== null);
      if (started === null) expect(plan).toMatchObject({ starts: false, workbook: null, tasks: [] });
      else await this.goesAsPlanned(pipeline, plan, started);
    } else {
      expect([answer.status, plan.starts]).toEqual([409, false]);
      expect(plan.decisions.at(-1)).toMatchObject({ verdict: 'refuse', detail: answer.body.detail });
    }
    await this.cancelAll(pipeline);
  }

  private async goesAsPlanned(pipeline: Pipeline, plan: RunPlan, id: string): Promise<void> {
    const superseded = plan.decisions.find(({ rule }) => rule === 'concurrency.supersede')?.runs ?? [];
    for (const older of superseded)
      expect(await this.api.ended(older)).toMatchObject({ ended_by: 'superseded', superseded_by: id });
    const slot = plan.decisions.find(({ rule }) => rule === 'concurrency.slot');
    if (slot?.verdict === 'wait') {
      const { state, waiting_for: reason } = await this.api.execution(id);
      expect([state, `It ${String(reason)}.`]).toEqual(['IDLE', slot.detail]);
      await this.cancelAll(pipeline, id);
    }
    const execution = await this.leavesIdle(id);
    if (plan.starts) await this.ranAsPlanned(plan, execution);
    else
      expect(plan.decisions.find(({ verdict }) => verdict === 'refuse')).toMatchObject({
        detail: (await this.api.ended(id)).end_reason,
      });
  }

  private async ranAsPlanned(plan: RunPlan, execution: Execution): Promise<void> {
    const { inputs, workbook, tasks, edges, ref, commit, trigger } = plan;
    expect(execution).toMatchObject({
      ...{ inputs, ref, commit, trigger },
      workbook_digest: workbook?.digest,
      workflow_name: workbook?.workflow_name,
    });
    const { body } = await this.api.get(`/v1/executions/${execution.uuid}/graph`).expect(200);
    const [entry] = body.workflows as { nodes: Record<string, unknown>[]; edges: object[] }[];
    const nodes = entry?.nodes.filter(({ kind }) => kind !== 'command') ?? [];
    expect(tasks.map(({ name, action, workflow, join }) => [name, action ?? workflow, join])).toEqual(
      nodes.map((node) => [node.id, node.runs, node.join]),
    );
    expect(edges).toEqual(entry?.edges);
    const began = await this.api.tasks(execution.uuid);
    const names = tasks.map(({ name }) => name);
    expect(began.map((task: Task) => task.name).filter((name) => !names.includes(name))).toEqual([]);
  }

  /** Ends whatever runs of the pipeline, one excepted. */
  async cancelAll({ uuid }: Pick<Pipeline, 'uuid'>, except?: string): Promise<void> {
    const { body } = await this.api.get(`/v1/pipelines/${uuid}/executions`).expect(200);
    const others = (body as Execution[]).filter((execution) => execution.uuid !== except);
    for (const { uuid: id } of others) {
      const { status } = await this.api.post(`/v1/executions/${id}/cancel`, {});
      expect([202, 409]).toContain(status);
      await this.api.ended(id);
    }
  }

  /** Until it runs, or waits for others for good: one that supersedes waits only for those that it ends. */
  private async atRest(id: string, concurrency: object | null): Promise<void> {
    const waits = concurrency !== null && !('policy' in concurrency && concurrency.policy === 'supersede');
    await until(async () => {
      const { state, waiting_for: reason } = await this.api.execution(id);
      expect(state === 'RUNNING' || (waits && reason !== null)).toBe(true);
    });
  }

  private leavesIdle(id: string): Promise<Execution> {
    return until(async () => {
      const execution = await this.api.execution(id);
      expect(execution.state).not.toBe('IDLE');
      return execution;
    });
  }

  private runsOf({ uuid }: Pipeline): string {
    return `/v1/pipelines/${uuid}/executions`;
  }
}
