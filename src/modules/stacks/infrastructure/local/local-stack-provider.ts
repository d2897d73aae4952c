import { ArtifactStore } from '../../../../shared/domain/artifact-store.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { newId } from '../../../../shared/domain/ids.js';
import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { validStackName } from '../../domain/stack-name.js';
import {
  CreateStack,
  Stack,
  StackEvent,
  StackProvider,
  StackScope,
  UpdateStack,
} from '../../domain/stack-provider.js';
import { completeParameters, TemplateCatalogue } from '../../domain/template-catalogue.js';
import { runsWebProcess, webProcessOf } from '../../domain/web-process.js';
import { endOf } from './bounded-log.js';
import { probe } from './health-probe.js';
import { LocalStackOptions } from './local-stack-options.js';
import { LocalStackRecord } from './local-stack.record.js';
import { OutputTail } from './output-tail.js';
import { IN_PROGRESS, StackDesires } from './stack-desires.js';
import { StackDirectories } from './stack-directories.js';
import { StackEvents } from './stack-events.js';
import { WakeUp } from './wake-up.js';

/**
 * Stacks as supervised processes on this machine, for a user's own workstation, tests and small servers. This side only
 * writes what is wanted and tells what came of it; a `StackSupervisor`, in this process or another one on the machine,
 * does the work. The same template and parameters again, once they run, are nothing to do.
 */
export class LocalStackProvider extends StackProvider {
  readonly name = 'local';

  constructor(
    private readonly desires: StackDesires,
    private readonly events: StackEvents,
    private readonly catalogue: TemplateCatalogue,
    private readonly artifacts: ArtifactStore,
    private readonly directories: StackDirectories,
    private readonly clock: Clock,
    private readonly options: LocalStackOptions,
  ) {
    super();
  }

  async ping(): Promise<void> {
    try {
      await this.desires.ping();
    } catch (cause) {
      throw new DomainError('unavailable', 'stacks.unavailable', 'The stacks cannot be reached.', { cause });
    }
  }

  async create({ projectId }: StackScope, { requestId, name }: CreateStack): Promise<Stack> {
    const now = this.clock.now();
    const record = await this.desires.insertOnce({
      id: newId(),
      projectId,
      requestId,
      name: validStackName(name),
      status: 'CREATE_COMPLETE',
      statusReason: null,
      template: 'empty',
      parameters: '{}',
      revision: 0,
      liveParameters: null,
      liveRevision: null,
      port: null,
      outputs: '{}',
      leaseOwner: null,
      leaseUntil: null,
      fence: 0,
      createdAt: now,
      updatedAt: now,
    });
    return stackOf(record);
  }

  async findByRequest({ projectId }: StackScope, requestId: string): Promise<Stack | undefined> {
    const record = await this.desires.findByRequest(projectId, requestId);
    return record ? stackOf(record) : undefined;
  }

  async get(scope: StackScope, stackId: string): Promise<Stack> {
    return stackOf(await this.record(scope, stackId));
  }

  async update(scope: StackScope, stackId: string, request: UpdateStack): Promise<Stack> {
    const parameters = await this.checkedParameters(request);
    while (!(await this.takeOn(await this.record(scope, stackId), request.template, parameters)));
    return this.get(scope, stackId);
  }

  /** Tells of each state that it sees: what happens within an update is in the application's own output. */
  async settled(
    scope: StackScope,
    stackId: string,
    signal: AbortSignal,
    onEvent: (event: StackEvent) => void = () => {},
  ): Promise<Stack> {
    let told: Stack | undefined;
    return this.watch(stackId, signal, async () => {
      const stack = await this.get(scope, stackId);
      const { name, status, statusReason, updatedAt } = stack;
      const isNews = status !== told?.status || statusReason !== told.statusReason;
      if (isNews) onEvent({ at: updatedAt, resource: name, status, reason: statusReason });
      told = stack;
      return IN_PROGRESS.includes(stack.status) && !signal.aborted ? undefined : stack;
    });
  }

  /** While the stack is in progress this tells only that: the state stays as it is. */
  async check(scope: StackScope, stackId: string): Promise<Stack> {
    const seen = await this.record(scope, stackId);
    const problem = await this.problemOf(seen);
    const status = problem === null ? 'CHECK_COMPLETE' : 'CHECK_FAILED';
    await this.desires.noteStatus(seen, status, problem, this.clock.now());
    return this.get(scope, stackId);
  }

  /**
   * Not within a unit of work: it waits for the supervisor, which would not see what is not committed. Throws
   * `unavailable` where none does the work in time; the stack is deleted later then.
   */
  async delete({ projectId }: StackScope, stackId: string): Promise<void> {
    const deadline = this.clock.after(this.options.deletionDeadlineMs);
    await this.watch(stackId, new AbortController().signal, async () => {
      const seen = await this.desires.find(projectId, stackId);
      if (!seen) return true;
      if (this.clock.now() >= deadline) throw notDeletedYet();
      await this.advanceDeletion(seen);
      return undefined;
    });
  }

  /** False where another revision was written in between. */
  private async takeOn(seen: LocalStackRecord, template: string, parameters: string): Promise<boolean> {
    const { id, status } = seen;
    if (status === 'DELETE_IN_PROGRESS') {
      throw new DomainError('conflict', 'stack.being_deleted', 'The stack is being deleted.');
    }
    const isWanted = seen.template === template && seen.parameters === parameters;
    if (isWanted && (status === 'UPDATE_IN_PROGRESS' || status === 'UPDATE_COMPLETE')) return true;
    if (isWanted && status === 'CHECK_COMPLETE') {
      return this.desires.noteStatus(seen, 'UPDATE_COMPLETE', null, this.clock.now());
    }
    return this.desires.desire(seen, template, parameters, this.clock.now(), () => this.events.desired(id));
  }

  private async advanceDeletion(seen: LocalStackRecord): Promise<void> {
    const { id, status } = seen;
    if (status === 'DELETE_IN_PROGRESS') return;
    if (await this.desires.removeIdle(seen)) {
      await this.directories.remove(id);
      this.events.changed(id);
      return;
    }
    await this.desires.desireDeletion(seen, this.clock.now(), () => this.events.desired(id));
  }

  private async record({ projectId }: StackScope, stackId: string): Promise<LocalStackRecord> {
    const found = await this.desires.find(projectId, stackId);
    if (found) return found;
    throw new DomainError('not_found', 'stack.not_found', `There is no stack ${stackId}.`);
  }

  /** Complete, checked, and as a text that is equal for equal parameters. */
  private async checkedParameters({ template: name, parameters: given }: UpdateStack): Promise<string> {
    const template = this.catalogue.get(name);
    const parameters = completeParameters(template, given);
    if (runsWebProcess(template)) await this.checkArtifact(webProcessOf(parameters).artifact);
    return JSON.stringify(sorted(parameters));
  }

  private async checkArtifact(id: string): Promise<void> {
    const artifact = await this.artifacts.find(id);
    if (artifact?.format === 'slug') return;
    const detail = artifact
      ? `The artifact is an ${artifact.format} image; the local provider runs slugs only: set image_format to slug in the plan.`
      : `There is no artifact ${id}.`;
    throw DomainError.invalidField('stack.wrong_artifact', '/parameters/artifact', detail);
  }

  /** Asked through the stack's own port, as its users do; null when all is well, or nothing is to run. */
  private async problemOf({ id, liveParameters, port }: LocalStackRecord): Promise<string | null> {
    if (liveParameters === null || port === null) return null;
    const web = webProcessOf(JSON.parse(liveParameters) as JsonObject);
    const problem = await probe(port, web.healthPath);
    if (problem === null) return null;
    const output = new OutputTail(Object.values(web.environment));
    output.add(endOf(this.directories.logFile(id), OutputTail.LENGTH));
    return output.appendedTo(`The application is not well: ${problem}.`);
  }

  /** Looks now, whenever something may have changed, and once more when `signal` aborts, until it sees something. */
  private async watch<T>(
    stackId: string,
    signal: AbortSignal,
    look: () => Promise<T | undefined>,
  ): Promise<T> {
    const wakeUp = new WakeUp(this.clock);
    const unsubscribe = this.events.onChanged(stackId, wakeUp.call);
    signal.addEventListener('abort', wakeUp.call);
    try {
      for (;;) {
        const seen = await look();
        if (seen !== undefined) return seen;
        await wakeUp.sleep(this.clock.after(this.options.rereadMs));
      }
    } finally {
      unsubscribe();
      signal.removeEventListener('abort', wakeUp.call);
    }
  }
}

function stackOf(record: LocalStackRecord): Stack {
  const { id, name, status, statusReason, createdAt, updatedAt } = record;
  return {
    id,
    name,
    status,
    statusReason,
    restored: status === 'UPDATE_FAILED',
    outputs: JSON.parse(record.outputs) as JsonObject,
    createdAt,
    updatedAt,
  };
}

function notDeletedYet(): DomainError {
  const detail = 'The stack is still being deleted; is a worker running?';
  return new DomainError('unavailable', 'stacks.unavailable', detail, { retryAfter: 10 });
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
