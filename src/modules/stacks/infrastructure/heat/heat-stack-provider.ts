import { BoundedMap } from '../../../../shared/domain/bounded-map.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import {
  CreateStack,
  Stack,
  StackEvent,
  StackProvider,
  StackScope,
  UpdateStack,
} from '../../domain/stack-provider.js';
import { TemplateCatalogue } from '../../domain/template-catalogue.js';
import { HeatApi, StackRef } from './heat-api.js';
import { notFound, unavailable } from './heat-errors.js';
import { failureOf, HeatEvents } from './heat-events.js';
import {
  isUpdateTag,
  newUpdateTag,
  requestTag,
  stackNameFor,
  tagsFor,
  updateTagPrefix,
} from './heat-identity.js';
import { heatParameters } from './heat-parameters.js';
import { HeatStack, isGone, isInProgress, stackOf, stateOf } from './heat-stack.js';
import { HeatStackOptions } from './heat-stack-options.js';
import { Pace } from './pace.js';

const EMPTY = { heat_template_version: '2013-05-23' };
/** Heat's words for a deletion that gives way to another one of the same stack, for a moment. */
const TAKEN_OVER = 'Stack DELETE cancelled';
const MOST_NAMES = 10_000;
/** How often an update is sent that Heat dropped. */
const MOST_TRIES = 5;

/**
 * Stacks in OpenStack Heat (verified on Heat 19). `create` needs the user's own token; everything else works with one made
 * from a trust. Heat has no push: whoever waits asks again and again, more and more slowly.
 *
 * A stack is known by its tags: one for the request that it was made for, one for the last attempt at an update. The latter
 * tells whether Heat has taken an update on, and makes one that is under way already not begin again when a lost
 * worker's job is done again (which would also make Heat forget what ran before it).
 */
export class HeatStackProvider extends StackProvider {
  readonly name = 'heat';
  /** Of stacks, by project and id. They never change, and save a call. */
  private readonly names = new BoundedMap<string, string>(MOST_NAMES);

  constructor(
    private readonly api: HeatApi,
    private readonly catalogue: TemplateCatalogue,
    private readonly artifactUrl: (artifactId: string) => string,
    private readonly clock: Clock,
    private readonly options: HeatStackOptions,
  ) {
    super();
  }

  async ping(): Promise<void> {
    await this.api.ping();
  }

  async create(scope: StackScope, request: CreateStack): Promise<Stack> {
    const found = await this.findByRequest(scope, request.requestId);
    const id = found?.id ?? (await this.createNamed(scope, request));
    const made = await this.created(scope, id).catch(unlessDeleted);
    const first = await this.findByRequest(scope, request.requestId);
    if (made && (!first || first.id === made.id)) return made;
    if (made) await this.delete(scope, made.id);
    if (!first || first.id === id) throw beingDeleted();
    return this.created(scope, first.id);
  }

  /**
   * Heat may make two stacks of one name when it is asked twice at once. The same one of them is told to everybody, and
   * `create` deletes the other.
   */
  async findByRequest(scope: StackScope, requestId: string): Promise<Stack | undefined> {
    const found = await this.api.tagged(scope, requestTag(requestId));
    const [first] = found.filter((stack) => !isGone(stack)).sort(byPrecedence);
    return first && stackOf(first);
  }

  async get(scope: StackScope, stackId: string): Promise<Stack> {
    return this.told(scope, await this.present(scope, stackId));
  }

  async update(scope: StackScope, stackId: string, request: UpdateStack): Promise<Stack> {
    const template = this.catalogue.get(request.template);
    const parameters = heatParameters(template, request.parameters, this.artifactUrl);
    const prefix = updateTagPrefix(template.text, parameters);
    const pace = new Pace(this.clock, this.options);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const seen = await this.present(scope, stackId);
      const { action, status } = stateOf(seen);
      if (action === 'DELETE')
        throw new DomainError('conflict', 'stack.being_deleted', 'The stack is being deleted.');
      const before = updateTagOf(seen);
      if (action === 'UPDATE' && status === 'IN_PROGRESS' && before?.startsWith(prefix)) return stackOf(seen);
      const tag = newUpdateTag(prefix);
      const tags = [...(seen.tags ?? []).filter((other) => !isUpdateTag(other)), tag];
      await this.api.update(scope, refOf(seen), { template: template.text, parameters, tags });
      const now = await this.present(scope, stackId);
      if (updateTagOf(now) !== before) return this.told(scope, now);
      await pace.pause();
    }
    throw unavailable('The stack changes all the time; the update was not taken on.');
  }

  async settled(
    scope: StackScope,
    stackId: string,
    signal: AbortSignal,
    onEvent?: (event: StackEvent) => void,
  ): Promise<Stack> {
    const events =
      onEvent &&
      new HeatEvents(this.api, scope, await this.patiently(signal, () => this.ref(scope, stackId)));
    const pace = new Pace(this.clock, this.options, signal);
    let graceEnd: Date | undefined;
    for (;;) {
      const seen = await this.patiently(signal, () => this.present(scope, stackId, false));
      for (const event of (await this.patiently(signal, async () => events?.next())) ?? []) onEvent?.(event);
      if (mayRollBack(seen)) graceEnd ??= this.clock.after(this.options.rollbackGraceMs);
      const isSettled = !isInProgress(seen) && (!mayRollBack(seen) || this.clock.now() >= (graceEnd as Date));
      if (isSettled || signal.aborted) {
        const final = await this.patiently(signal, () => this.present(scope, stackId));
        if (signal.aborted || !isInProgress(final))
          return this.patiently(signal, () => this.told(scope, final));
      }
      await pace.pause();
    }
  }

  /** While the stack is in progress this tells only that: Heat would mix the check up with the change under way. */
  async check(scope: StackScope, stackId: string): Promise<Stack> {
    const deadline = this.clock.after(this.options.checkDeadlineMs);
    const pace = new Pace(this.clock, this.options);
    for (;;) {
      const seen = await this.present(scope, stackId);
      if (isInProgress(seen)) return stackOf(seen);
      try {
        await this.api.check(scope, refOf(seen));
        break;
      } catch (error) {
        // Somebody else was there first: the next look shows what they do. One that is just over, or was broken off by
        // Heat's end, may lock the stack a little longer than its state tells.
        const isLocked = error instanceof DomainError && error.code === 'stack.conflict';
        if (!isLocked || this.clock.now() >= deadline) throw error;
        await pace.pause();
      }
    }
    return this.within(this.options.checkDeadlineMs, () => this.present(scope, stackId));
  }

  async delete(scope: StackScope, stackId: string): Promise<void> {
    const deadline = this.clock.after(this.options.deletionDeadlineMs);
    const pace = new Pace(this.clock, this.options);
    let isAsked = false;
    for (;;) {
      const seen = await this.api.listed(scope, stackId);
      if (!seen) return;
      const { action, status } = stateOf(seen);
      const isTakenOver = seen.stack_status_reason === TAKEN_OVER;
      const hasFailed = seen.stack_status === 'DELETE_FAILED' && !isTakenOver;
      if (isAsked && hasFailed) throw notDeleted(seen.stack_status_reason);
      if (this.clock.now() >= deadline) throw notDeleted(null);
      if (action !== 'DELETE' || (status === 'FAILED' && !isAsked)) {
        await this.api.delete(scope, refOf(seen));
        isAsked = true;
      }
      await pace.pause();
    }
  }

  private async createNamed(scope: StackScope, { requestId, name }: CreateStack): Promise<string> {
    const stackName = stackNameFor(name, requestId);
    const id = await this.api
      .create(scope, stackName, EMPTY, tagsFor(requestId))
      .catch((error: unknown) => this.createdLate(scope, requestId, error));
    const winner = id ?? (await this.findByRequest(scope, requestId))?.id;
    if (winner !== undefined) return winner;
    const detail = `There is a stack "${stackName}" in this project that was not made by this service for this request.`;
    throw new DomainError('conflict', 'stack.exists', detail);
  }

  /** Heat's API gives up on an engine that is busy, which then makes the stack all the same: nobody would ever delete it. */
  private async createdLate(scope: StackScope, requestId: string, error: unknown): Promise<string> {
    if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
    const deadline = this.clock.after(this.options.lateCreationMs);
    const pace = new Pace(this.clock, this.options);
    while (this.clock.now() < deadline) {
      const [found] = await this.api.tagged(scope, requestTag(requestId));
      if (found) return found.id;
      await pace.pause();
    }
    throw error;
  }

  private async created(scope: StackScope, stackId: string): Promise<Stack> {
    const stack = await this.within(this.options.creationDeadlineMs, () => this.present(scope, stackId));
    if (stack.status.startsWith('DELETE_')) throw beingDeleted();
    if (stack.status === 'CREATE_IN_PROGRESS') throw unavailable('Heat is still creating the stack.');
    if (stack.status === 'CREATE_FAILED')
      throw unavailable(`Heat could not create a stack: ${stack.statusReason}`);
    return stack;
  }

  /** As it is once it is not in progress any more, or when the time is over. */
  private async within(milliseconds: number, look: () => Promise<HeatStack>): Promise<Stack> {
    const deadline = this.clock.after(milliseconds);
    const pace = new Pace(this.clock, this.options);
    for (;;) {
      const seen = await look();
      if (!isInProgress(seen) || this.clock.now() >= deadline) return stackOf(seen);
      await pace.pause();
    }
  }

  /** Repeats what fails because a service is away, until `signal` aborts. */
  private async patiently<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    const pace = new Pace(this.clock, this.options, signal);
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const isAway = error instanceof DomainError && error.kind === 'unavailable';
        if (!isAway || signal.aborted) throw error;
        await pace.pause();
      }
    }
  }

  private async present(scope: StackScope, stackId: string, withOutputs = true): Promise<HeatStack> {
    const stack = await this.api.show(scope, await this.ref(scope, stackId), withOutputs);
    if (isGone(stack)) throw notFound(stackId);
    return stack;
  }

  private async ref(scope: StackScope, id: string): Promise<StackRef> {
    const key = `${scope.projectId}/${id}`;
    const known = this.names.get(key);
    if (known !== undefined) return { id, name: known };
    const listed = await this.api.listed(scope, id);
    if (!listed) throw notFound(id);
    this.names.set(key, listed.stack_name);
    return refOf(listed);
  }

  private async told(scope: StackScope, heat: HeatStack): Promise<Stack> {
    const isRollback = stateOf(heat).action === 'ROLLBACK';
    return stackOf(heat, isRollback ? await failureOf(this.api, scope, refOf(heat)) : null);
  }
}

function refOf({ stack_name: name, id }: HeatStack): StackRef {
  return { name, id };
}

function updateTagOf({ tags }: HeatStack): string | undefined {
  return tags?.find(isUpdateTag);
}

/** Heat writes that an update failed before it begins to undo it. */
function mayRollBack(stack: HeatStack): boolean {
  return stack.stack_status === 'UPDATE_FAILED' && stack.disable_rollback === false;
}

/** Living stacks come first, then older ones. */
function byPrecedence(one: HeatStack, other: HeatStack): number {
  const rankOf = (stack: HeatStack): string =>
    `${stateOf(stack).action === 'DELETE' ? 1 : 0} ${stack.creation_time} ${stack.id}`;
  return rankOf(one) < rankOf(other) ? -1 : 1;
}

function beingDeleted(): DomainError {
  return new DomainError('conflict', 'stack.being_deleted', 'The stack is being deleted.');
}

/** Of two stacks for one request, the other's maker may just have deleted this one. */
function unlessDeleted(error: unknown): undefined {
  const isDeleted =
    error instanceof DomainError && ['stack.being_deleted', 'stack.not_found'].includes(error.code);
  if (!isDeleted) throw error;
}

function notDeleted(reason: string | null | undefined): DomainError {
  const detail = reason ? `Heat could not delete the stack: ${reason}` : 'Heat is still deleting the stack.';
  return unavailable(detail, 10);
}
