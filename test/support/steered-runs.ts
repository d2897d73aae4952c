import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Execution, Pipeline, Task } from './api-client.js';
import { CountingStation } from './counting-station.js';
import type { MortalServices } from './mortal-services.js';
import type { ScratchDatabase } from './test-database.js';
import { until } from './until.js';

const PATIENCE_MS = 90_000;
const HOLDS = 2;
const ENDS = ['SUCCESS', 'ERROR', 'CANCELLED'];

const workbook = (station: string): string => `
version: '2.0'
name: steered
actions:
  work:
    input: [job]
    base: std.http
    base-input:
      url: ${station}
      method: POST
      json: {execution: <% env().solum.execution_id %>, job: <% $.job %>}
workflows:
  main:
    tasks:
      first: {action: work job="first", on-success: [gate]}
      gate: {action: work job="gate", on-success: [last]}
      last: {action: work job="last"}
`;

/** Runs whose second task waits at a gate, and what users do to them; notes what is not as it was answered. */
export class SteeredRuns {
  readonly wrong: string[] = [];
  /** Stories that came to their end. */
  told = 0;
  private readonly gates = new Map<string, number>();
  private readonly opening = new EventEmitter().setMaxListeners(0);
  private readonly ends = new Map<string, Execution>();

  private constructor(
    private readonly services: MortalServices,
    private readonly station: CountingStation,
    private readonly pipeline: Pipeline,
  ) {}

  static async start(services: MortalServices, database: ScratchDatabase): Promise<SteeredRuns> {
    let runs: SteeredRuns | undefined;
    const station = await CountingStation.start(database, async ({ execution, job }) =>
      runs && job === 'gate' ? runs.passGate(execution) : 200,
    );
    const definition = workbook(station.url);
    await services.ask((api) => api.put('/v1/workbooks/steered', { definition }));
    const pipeline = await until(() => services.anyone.createPipeline({ workbook_name: 'steered' }));
    return (runs = new SteeredRuns(services, station, pipeline));
  }

  requestsMade(count: number): Promise<void> {
    return this.station.callsMade(count);
  }

  async stop(): Promise<void> {
    await this.station.stop();
  }

  /** What is paused starts nothing, and goes on when it is resumed, as often as that is. */
  async pausedAndResumed(): Promise<void> {
    const id = await this.atTheGate();
    for (let hold = 0; hold < HOLDS; hold += 1) {
      await this.steer(id, 'pause', 'PAUSED');
      if (hold === HOLDS - 1) await this.openWhilePaused(id);
      await this.steer(id, 'resume', 'RUNNING', 'SUCCESS');
    }
    this.expect(id, await this.ended(id), { state: 'SUCCESS', attempt: 1, ended_by: 'engine' });
    this.told += 1;
  }

  /** What is cancelled says by whom and why, and starts nothing any more. */
  async cancelled(): Promise<void> {
    const id = await this.atTheGate();
    await this.steer(id, 'cancel', 'CANCELLED');
    this.open(id);
    const end = {
      state: 'CANCELLED',
      attempt: 1,
      ended_by: 'user',
      end_reason: `cancelled by developer: cancel ${id}`,
    };
    this.expect(id, await this.ended(id), end);
    if (this.station.callsOf(id, 'last') > 0) this.wrong.push(`${id} went on after it was cancelled`);
    this.told += 1;
  }

  /** From where it failed it goes on once, and repeats nothing else. */
  async goneOnWith(): Promise<void> {
    const id = await this.atTheGate();
    this.open(id, 500);
    this.expect(id, await this.ended(id), { state: 'ERROR', attempt: 1 });
    this.ends.delete(id);
    this.open(id);
    await until(async () => {
      const { status, text } = await this.post(`/v1/executions/${id}/rerun`, { from: 'failed' });
      if (status !== 202 && (await this.execution(id)).attempt !== 2) throw new Error(`${status}: ${text}`);
    }, PATIENCE_MS);
    this.expect(id, await this.ended(id), { state: 'SUCCESS', attempt: 2 });
    const done = (await this.actions(id)).filter(({ outcome }) => outcome === 'done');
    if (done.length !== 1) this.wrong.push(`${id} was run again ${done.length} times`);
    this.told += 1;
  }

  /** From the start it is one new run, however often that was asked for with one key. */
  async runAgain(): Promise<void> {
    const id = await this.atTheGate();
    this.open(id);
    await this.ended(id);
    const key = randomUUID();
    const rerun = async (): Promise<string> => {
      const answer = await this.services.ask((api) =>
        api.post(`/v1/executions/${id}/rerun`, { from: 'start' }).set('Idempotency-Key', key),
      );
      return String(answer.body.uuid);
    };
    const again = await rerun();
    this.open(again);
    this.expect(again, await this.ended(again), { state: 'SUCCESS', rerun_of: id, attempt: 2 });
    if ((await rerun()) !== again) this.wrong.push(`${id} was run again twice`);
    const done = (await this.actions(id)).map(({ kind, outcome }) => `${String(kind)} ${String(outcome)}`);
    if (done.join() !== 'rerun done') this.wrong.push(`${id} was run again, and its log says ${done.join()}`);
    this.told += 1;
  }

  /** Actions of which it is not known yet how they went. */
  async pending(): Promise<unknown[]> {
    const ids = [...this.ends.keys()];
    const actions = await Promise.all(ids.map((id) => this.actions(id)));
    return actions.flat().filter(({ outcome }) => outcome === 'pending');
  }

  /** Whatever is otherwise by now than when it ended, and what ran although it had finished. */
  async changedSinceTheirEnd(): Promise<string[]> {
    const changed = this.station.twice.map(({ execution, job }) => `${execution} ran ${job} twice`);
    for (const [id, end] of this.ends) {
      const now = await this.execution(id);
      if (JSON.stringify(now) !== JSON.stringify(end))
        changed.push(`${id} ended as ${JSON.stringify(end)} and is ${JSON.stringify(now)}`);
    }
    return changed;
  }

  private async atTheGate(): Promise<string> {
    const key = randomUUID();
    const { body } = await this.services.ask((api) =>
      api.post(`/v1/pipelines/${this.pipeline.uuid}/executions`, {}).set('Idempotency-Key', key),
    );
    const id = String(body.uuid);
    await until(async () => {
      const { state } = await this.execution(id);
      const calls = this.station.callsOf(id, 'gate');
      if (state !== 'RUNNING' || calls === 0) throw new Error(`${id} is ${state}, and asked ${calls} times`);
    }, PATIENCE_MS);
    return id;
  }

  private async passGate(id: string): Promise<number> {
    if (!this.gates.has(id)) await once(this.opening, id);
    return this.gates.get(id) ?? 500;
  }

  private open(id: string, status = 200): void {
    this.gates.set(id, status);
    this.opening.emit(id);
  }

  /** Asked until it is answered, it is so. */
  private async steer(id: string, control: string, ...states: readonly string[]): Promise<void> {
    const reason = `${control} ${id}`;
    const answer = await this.services.ask((api) => api.post(`/v1/executions/${id}/${control}`, { reason }));
    const { state } = answer.body as Execution;
    if (answer.status !== 202 || !states.includes(state))
      this.wrong.push(`${control} of ${id} was answered ${answer.status} ${answer.text}`);
  }

  private async openWhilePaused(id: string): Promise<void> {
    const calls = this.station.callsOf(id, 'last');
    this.open(id);
    await until(async () => {
      const { body } = await this.services.ask((api) => api.get(`/v1/executions/${id}/tasks`));
      const gate = (body as Task[]).find(({ name }) => name === 'gate');
      if (gate?.state !== 'SUCCESS') throw new Error(`The gate of ${id} is ${gate?.state}`);
    }, PATIENCE_MS);
    const { state } = await this.execution(id);
    if (state !== 'PAUSED' || this.station.callsOf(id, 'last') > calls)
      this.wrong.push(`${id} went on while it was paused: it is ${state}`);
  }

  private async ended(id: string): Promise<Execution> {
    const end = await until(async () => {
      const execution = await this.execution(id);
      if (!ENDS.includes(execution.state)) throw new Error(`${id} is ${execution.state}`);
      return execution;
    }, PATIENCE_MS);
    this.ends.set(id, end);
    return end;
  }

  private async execution(id: string): Promise<Execution> {
    return (await this.services.ask((api) => api.get(`/v1/executions/${id}`))).body as Execution;
  }

  private async actions(id: string): Promise<Record<string, unknown>[]> {
    const { body } = await this.services.ask((api) => api.get(`/v1/executions/${id}/actions`));
    return body as Record<string, unknown>[];
  }

  private post(path: string, body: object) {
    return this.services.ask((api) => api.post(path, body));
  }

  private expect(id: string, found: Execution, expected: Record<string, unknown>): void {
    for (const [field, value] of Object.entries(expected))
      if (found[field] !== value)
        this.wrong.push(`${id}: ${field} is ${String(found[field])} instead of ${String(value)}`);
  }
}
