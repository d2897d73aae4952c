import { setTimeout as wait } from 'node:timers/promises';
import { pythonJson } from '../../src/modules/workflow-engine/domain/expressions/index.js';
import { JsonObject, JsonValue } from '../../src/shared/domain/json.js';
import { canonical } from './canonical.js';
import { CaseEvent, ConformanceCase, EventResult, Expected } from './case.js';
import { HttpHelper } from './http-helper.js';
import { MistralAnswer, MistralClient } from './mistral-client.js';
import { ENDED, MistralExecution, MistralReader, MistralTask } from './mistral-reader.js';
import { ShownValues } from './shown-values.js';

const POLL_MS = 150;
/** How long nothing must change before a run counts as over: while something is unfinished, and after its end. */
const QUIET_SECONDS = 4.5;
const QUIET_AFTER_END_SECONDS = 0.6;

/** One execution on the real Mistral: its events, the wait for its end, and what there is to see then. */
export class MistralCaseRun {
  private readonly reader: MistralReader;
  private readonly shown: ShownValues;
  private readonly deadline: number;

  constructor(
    private readonly client: MistralClient,
    private readonly settings: ConformanceCase,
    private readonly executionId: string,
    baseUrl: string | undefined,
  ) {
    this.reader = new MistralReader(client);
    this.shown = new ShownValues(baseUrl);
    this.deadline = Date.now() + settings.timeout * 1000;
  }

  async toItsEnd(helper: HttpHelper | undefined): Promise<Expected> {
    const results: EventResult[] = [];
    for (const event of this.settings.events) results.push(await this.perform(event));
    await this.untilOver();
    const requests = helper?.requests.map((request) => this.shown.object(request));
    return {
      ...(await this.outcome()),
      ...(results.length > 0 ? { event_results: results } : {}),
      ...(requests ? { http_requests: requests } : {}),
    };
  }

  async cancel(): Promise<void> {
    const { state } = await this.execution();
    if (!ENDED.has(state)) await this.put(`/executions/${this.executionId}`, { state: 'CANCELLED' });
  }

  private execution(): Promise<MistralExecution> {
    return this.reader.execution(this.executionId);
  }

  private put(path: string, body: JsonObject): Promise<MistralAnswer> {
    return this.client.send('PUT', path, body);
  }

  private async perform(event: CaseEvent): Promise<EventResult> {
    await this.untilDue(event);
    const answer = await this.act(event);
    if (!answer) return { status: null };
    const fault = answer.status >= 300 ? { faultstring_contains: faultOf(answer) } : {};
    return { status: answer.status, ...fault };
  }

  private async untilDue(event: CaseEvent): Promise<void> {
    const { after_task_running: running, after_task_state: inState } = event;
    if (running) await this.taskIn(running, 'RUNNING');
    if (inState) await this.taskIn(inState.name, inState.state);
    const state = event.after_execution_state ?? (event.rerun_task ? 'ERROR' : undefined);
    if (state) await this.until(`execution ${state}`, async () => (await this.execution()).state === state);
    await wait((event.after_seconds ?? 0) * 1000);
  }

  private async act(event: CaseEvent): Promise<MistralAnswer | undefined> {
    const { complete_action: complete, update_action: update } = event;
    if (complete ?? update) return this.actOnAction(event);
    if (event.rerun_task) return this.rerun(event.rerun_task, event);
    const info = event.state_info ?? event.stop?.state_info;
    const state = requestedState(event);
    if (state === undefined) return undefined;
    return this.put(`/executions/${this.executionId}`, {
      state,
      ...(event.resume && event.env ? { params: pythonJson({ env: event.env }) } : {}),
      ...(info ? { state_info: info } : {}),
    });
  }

  private async actOnAction(event: CaseEvent): Promise<MistralAnswer> {
    const { complete_action: complete, update_action: update } = event;
    const name = complete?.task ?? update?.task ?? event.after_task_running ?? '';
    const id = await this.until(`a running action of ${name}`, () =>
      this.runningAction(name, complete?.match_input ?? {}),
    );
    const body: JsonObject = { state: (complete ?? update)?.state ?? '' };
    if (complete?.output !== undefined) body.output = pythonJson(complete.output);
    return this.put(`/action_executions/${id}`, body);
  }

  private async runningAction(name: string, match: JsonObject): Promise<string | undefined> {
    const tasks = await this.reader.allTasks(this.executionId);
    for (const task of tasks) {
      if (task.name !== name || !['RUNNING', 'PAUSED'].includes(task.state)) continue;
      const [first] = (await this.reader.actionsOf(task))
        .filter(({ state }) => ['RUNNING', 'PAUSED', 'IDLE'].includes(state))
        .filter(({ input }) =>
          Object.entries(match).every(([key, value]) => canonical(input[key]) === canonical(value)),
        )
        .sort((a, b) => (canonical(a.input) < canonical(b.input) ? -1 : 1));
      if (first) return first.id;
    }
    return undefined;
  }

  private async rerun(name: string, event: CaseEvent): Promise<MistralAnswer> {
    const { id } = await this.taskIn(name, event.task_state ?? 'ERROR');
    return this.put(`/tasks/${id}`, {
      id,
      state: 'RUNNING',
      reset: event.reset ?? true,
      ...(event.env ? { env: pythonJson(event.env) } : {}),
    });
  }

  private taskIn(name: string, state: string): Promise<MistralTask> {
    return this.until(`task ${name} ${state}`, async () =>
      (await this.reader.allTasks(this.executionId)).find(
        (task) => task.name === name && task.state === state,
      ),
    );
  }

  private async until<T>(what: string, find: () => Promise<T | undefined | false>): Promise<T> {
    for (;;) {
      const found = await find();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > this.deadline) throw new Error(`timeout waiting for ${what}`);
      await wait(POLL_MS);
    }
  }

  private async untilOver(): Promise<void> {
    let before = '';
    let since = Date.now();
    await this.until('the run to settle', async () => {
      const { text, ended, open } = await this.reader.snapshot(this.executionId);
      if (text !== before) since = Date.now();
      before = text;
      const quiet = this.settings.settle ?? (ended && !open ? QUIET_AFTER_END_SECONDS : QUIET_SECONDS);
      return (ended || this.settings.until === 'quiescent') && Date.now() - since >= quiet * 1000;
    });
  }

  private async outcome(): Promise<Expected> {
    const { state, stateInfo, output } = await this.execution();
    const tasks = await this.reader.tasks(this.executionId);
    return {
      create_status: 201,
      state,
      ...(stateInfo ? { state_info_contains: this.shown.text(stateInfo) } : {}),
      output: this.shown.output(output, stateInfo),
      tasks: await Promise.all(tasks.map((task) => this.reader.shownTask(task, this.shown))),
    };
  }
}

function requestedState(event: CaseEvent): string | undefined {
  if (event.pause_execution) return 'PAUSED';
  if (event.resume) return 'RUNNING';
  if (event.cancel) return 'CANCELLED';
  return event.stop?.state;
}

/** Why Mistral refused, in its own words. */
export function faultOf({ body }: MistralAnswer): string {
  const fault = (body as { faultstring?: JsonValue } | null)?.faultstring;
  return typeof fault === 'string' ? fault : JSON.stringify(body);
}
