import {
  type CreateStack,
  type Stack,
  type StackEvent,
  StackProvider,
  type StackScope,
  type UpdateStack,
} from '../../src/modules/stacks/index.js';
import { DomainError } from '../../src/shared/domain/domain-error.js';

/** Stacks that go as the test says; remembers what it was asked. */
export class FakeStackProvider extends StackProvider {
  readonly name = 'fake';
  readonly updates: { projectId: string; token: string; stackId: string; request: UpdateStack }[] = [];
  readonly stacks = new Map<string, Stack>();
  /** What the next update or check comes to. */
  outcome: Partial<Stack> = {};
  /** What is told while a stack settles; where there is none, the state that it had and the one that it comes to. */
  events: StackEvent[] = [];

  add(id: string): void {
    const now = new Date();
    this.stacks.set(id, {
      id,
      name: id,
      status: 'CREATE_COMPLETE',
      statusReason: null,
      restored: false,
      outputs: {},
      createdAt: now,
      updatedAt: now,
    });
  }

  async ping(): Promise<void> {}

  async create(scope: StackScope, { requestId }: CreateStack): Promise<Stack> {
    this.add(requestId);
    return this.get(scope, requestId);
  }

  async findByRequest(_scope: StackScope, requestId: string): Promise<Stack | undefined> {
    return this.stacks.get(requestId);
  }

  async get(_scope: StackScope, stackId: string): Promise<Stack> {
    const stack = this.stacks.get(stackId);
    if (!stack) throw new DomainError('not_found', 'stack.not_found', `There is no stack ${stackId}.`);
    return stack;
  }

  async update(scope: StackScope, stackId: string, request: UpdateStack): Promise<Stack> {
    const stack = await this.get(scope, stackId);
    this.updates.push({ projectId: scope.projectId, token: await scope.token(), stackId, request });
    const next: Stack = { ...stack, status: 'UPDATE_IN_PROGRESS', statusReason: 'taken on' };
    this.stacks.set(stackId, next);
    return next;
  }

  async settled(
    scope: StackScope,
    stackId: string,
    _signal: AbortSignal,
    onEvent: (event: StackEvent) => void = () => {},
  ): Promise<Stack> {
    const before = await this.get(scope, stackId);
    const settled = { ...before, status: 'UPDATE_COMPLETE' as const, ...this.outcome };
    this.stacks.set(stackId, settled);
    const events = this.events.length > 0 ? this.events : [eventOf(before), eventOf(settled)];
    events.forEach((event) => onEvent(event));
    return settled;
  }

  async check(scope: StackScope, stackId: string): Promise<Stack> {
    return { ...(await this.get(scope, stackId)), status: 'CHECK_COMPLETE', ...this.outcome };
  }

  async delete(_scope: StackScope, stackId: string): Promise<void> {
    this.stacks.delete(stackId);
  }
}

function eventOf({ updatedAt, name, status, statusReason }: Stack): StackEvent {
  return { at: updatedAt, resource: name, status, reason: statusReason };
}
