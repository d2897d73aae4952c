import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/domain/ids.js';
import {
  Stack,
  StackEvent,
  StackProvider,
  StackScope,
  UpdateStack,
} from '../../src/modules/stacks/domain/stack-provider.js';

/** What an adapter's spec has to provide for `stackProviderContract`. */
export interface StackProviderHarness {
  readonly provider: StackProvider;
  /** A project that the provider serves; twice called, two projects. */
  newScope(): StackScope;
  /** An update to an application whose `GET /` answers 200 with `text`. */
  answering(text: string): Promise<UpdateStack>;
  /** An update to an application that writes `words` and never becomes ready. */
  failing(words: string): Promise<UpdateStack>;
  /** Ends what runs of the stack, so that it does not answer for a while. */
  breakDown(stack: Stack): Promise<void>;
  close(): Promise<void>;
}

const EMPTY: UpdateStack = { template: 'empty', parameters: {} };
const NOT_FOUND = expect.objectContaining({ kind: 'not_found', code: 'stack.not_found' });

/** The claims of the port `StackProvider`, for every adapter. */
export function stackProviderContract(name: string, open: () => Promise<StackProviderHarness>): void {
  describe(`the stack provider ${name}`, () => {
    let harness: StackProviderHarness;
    let provider: StackProvider;
    let scope: StackScope;

    beforeAll(async () => {
      harness = await open();
      ({ provider } = harness);
      scope = harness.newScope();
    });

    afterAll(() => harness.close(), 120_000);

    const create = (): Promise<Stack> => provider.create(scope, { requestId: newId(), name: 'shop' });
    const settle = (stack: Stack): Promise<Stack> =>
      provider.settled(scope, stack.id, AbortSignal.timeout(20_000));
    const deploy = async (stack: Stack, update: UpdateStack): Promise<Stack> =>
      settle(await provider.update(scope, stack.id, update));
    const read = async ({ outputs }: Stack): Promise<string> => (await fetch(outputs.url as string)).text();

    it('can take work', async () => {
      await expect(provider.ping()).resolves.toBeUndefined();
    });

    it('creates a stack of which nothing runs', async () => {
      const stack = await create();
      expect(stack).toMatchObject({ status: 'CREATE_COMPLETE', statusReason: null, outputs: {} });
      await expect(provider.get(scope, stack.id)).resolves.toEqual(stack);
    });

    it('makes any text a valid name', async () => {
      const stack = await provider.create(scope, { requestId: newId(), name: '42: my shop / tést' });
      expect(stack.name).toMatch(/^[a-zA-Z][a-zA-Z0-9_.-]{0,254}$/);
    });

    it('creates one stack for one request, also when it comes twice at once', async () => {
      const request = { requestId: newId(), name: 'shop' };
      const stacks = await Promise.all([1, 2, 3].map(() => provider.create(scope, request)));
      stacks.push(await provider.create(scope, { ...request, name: 'another name' }));
      expect(new Set(stacks.map(({ id }) => id)).size).toBe(1);
    });

    it('finds a stack again by the request it was made for', async () => {
      const requestId = newId();
      await expect(provider.findByRequest(scope, requestId)).resolves.toBeUndefined();
      const stack = await provider.create(scope, { requestId, name: 'shop' });
      await expect(provider.findByRequest(scope, requestId)).resolves.toMatchObject({ id: stack.id });
      await expect(provider.findByRequest(harness.newScope(), requestId)).resolves.toBeUndefined();
    });

    it('takes an update on, and runs the application at the URL among the outputs', async () => {
      const stack = await create();
      const taken = await provider.update(scope, stack.id, await harness.answering('hello'));
      expect(taken.status).toBe('UPDATE_IN_PROGRESS');
      const done = await settle(stack);
      expect(done).toMatchObject({ status: 'UPDATE_COMPLETE', statusReason: null });
      expect(await read(done)).toBe('hello');
    });

    it('replaces the application by the next update, at the same URL', async () => {
      const stack = await create();
      const first = await deploy(stack, await harness.answering('one'));
      const second = await deploy(stack, await harness.answering('two'));
      expect(second.outputs).toEqual(first.outputs);
      expect(await read(second)).toBe('two');
    });

    it('fails an update whose application does not become ready, with its last words, and leaves what ran running', async () => {
      const stack = await create();
      await deploy(stack, await harness.answering('one'));
      const failed = await deploy(stack, await harness.failing('no database'));
      expect(failed.status).toBe('UPDATE_FAILED');
      expect(failed.statusReason).toContain('no database');
      expect(await read(failed)).toBe('one');
    });

    it('recovers from a failed update by the next one', async () => {
      const stack = await create();
      await deploy(stack, await harness.failing('no database'));
      const done = await deploy(stack, await harness.answering('better'));
      expect(done).toMatchObject({ status: 'UPDATE_COMPLETE', statusReason: null });
      expect(await read(done)).toBe('better');
    });

    it('lets the last of several updates win', async () => {
      const stack = await create();
      await provider.update(scope, stack.id, await harness.failing('never mind'));
      await provider.update(scope, stack.id, await harness.answering('first'));
      const done = await deploy(stack, await harness.answering('last'));
      expect(done.status).toBe('UPDATE_COMPLETE');
      expect(await read(done)).toBe('last');
    });

    it('tells each step of an update once, up to its end, also those before somebody asked', async () => {
      const stack = await create();
      await provider.update(scope, stack.id, await harness.failing('no disk'));
      await settle(stack);
      await provider.update(scope, stack.id, await harness.answering('told'));
      const steps: StackEvent[] = [];
      await provider.settled(scope, stack.id, AbortSignal.timeout(20_000), (step) => steps.push(step));
      const ofStack = steps.filter(({ resource }) => resource === stack.name);
      expect(ofStack.map(({ status }) => status)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
      expect(steps.at(-1)).toMatchObject({ resource: stack.name, status: 'UPDATE_COMPLETE' });
      const distinct = new Set(steps.map(({ resource, status }) => `${resource} ${status}`));
      expect(distinct.size).toBe(steps.length);
    });

    it('tells why an update failed among its steps', async () => {
      const stack = await create();
      await provider.update(scope, stack.id, await harness.failing('no disk'));
      const steps: StackEvent[] = [];
      await provider.settled(scope, stack.id, AbortSignal.timeout(20_000), (step) => steps.push(step));
      expect(steps).toContainEqual({
        at: expect.any(Date),
        resource: stack.name,
        status: 'UPDATE_FAILED',
        reason: expect.stringContaining('no disk'),
      });
    });

    it('accepts the same update again', async () => {
      const stack = await create();
      const update = await harness.answering('same');
      await Promise.all([provider.update(scope, stack.id, update), provider.update(scope, stack.id, update)]);
      await settle(stack);
      expect(await deploy(stack, update)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    });

    it('runs nothing after an update to the empty template', async () => {
      const stack = await create();
      const { outputs } = await deploy(stack, await harness.answering('gone soon'));
      expect(await deploy(stack, EMPTY)).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: {} });
      await expect(fetch(outputs.url as string)).rejects.toThrow();
    });

    it.each([
      ['an unknown template', { template: 'fancy', parameters: {} }],
      ['an unknown parameter', { template: 'empty', parameters: { color: 'red' } }],
      ['a missing parameter', { template: 'basic', parameters: {} }],
    ])('refuses %s and leaves the stack as it is', async (_, update) => {
      const stack = await create();
      await expect(provider.update(scope, stack.id, update)).rejects.toMatchObject({ kind: 'invalid' });
      await expect(provider.get(scope, stack.id)).resolves.toEqual(stack);
    });

    it('tells that what should run does run', async () => {
      const stack = await create();
      await deploy(stack, await harness.answering('well'));
      expect(await provider.check(scope, stack.id)).toMatchObject({
        status: 'CHECK_COMPLETE',
        statusReason: null,
      });
    });

    it('tells why what should run does not', async () => {
      const stack = await create();
      const done = await deploy(stack, await harness.answering('ill'));
      await harness.breakDown(done);
      const checked = await provider.check(scope, stack.id);
      expect(checked.status).toBe('CHECK_FAILED');
      expect(checked.statusReason).not.toBeNull();
    });

    it('can be told to stop waiting, and answers with the state as it is', async () => {
      const stack = await create();
      await provider.update(scope, stack.id, await harness.failing('slow'));
      const seen = await provider.settled(scope, stack.id, AbortSignal.abort());
      expect(seen.status).toMatch(/^UPDATE_/);
    });

    it('ends what runs before a deletion returns, and forgets the stack', async () => {
      const stack = await create();
      const { outputs } = await deploy(stack, await harness.answering('gone'));
      await provider.delete(scope, stack.id);
      await expect(fetch(outputs.url as string)).rejects.toThrow();
      await expect(provider.get(scope, stack.id)).rejects.toEqual(NOT_FOUND);
    });

    it('deletes what is gone, or never was, by doing nothing', async () => {
      const stack = await create();
      await provider.delete(scope, stack.id);
      await expect(provider.delete(scope, stack.id)).resolves.toBeUndefined();
      await expect(provider.delete(scope, newId())).resolves.toBeUndefined();
    });

    it('deletes a stack while it is being updated', async () => {
      const stack = await create();
      await provider.update(scope, stack.id, await harness.answering('never seen'));
      await provider.delete(scope, stack.id);
      await expect(provider.get(scope, stack.id)).rejects.toEqual(NOT_FOUND);
    });

    it('hides a stack from other projects', async () => {
      const other = harness.newScope();
      const stack = await create();
      await deploy(stack, await harness.answering('mine'));
      await expect(provider.get(other, stack.id)).rejects.toEqual(NOT_FOUND);
      await expect(provider.update(other, stack.id, EMPTY)).rejects.toEqual(NOT_FOUND);
      await expect(provider.check(other, stack.id)).rejects.toEqual(NOT_FOUND);
      await expect(provider.settled(other, stack.id, AbortSignal.timeout(100))).rejects.toEqual(NOT_FOUND);
      await provider.delete(other, stack.id);
      expect(await read(await provider.get(scope, stack.id))).toBe('mine');
    });

    it('keeps the stacks of two projects apart that were made for the same request', async () => {
      const request = { requestId: newId(), name: 'shop' };
      const mine = await provider.create(scope, request);
      const theirs = await provider.create(harness.newScope(), request);
      expect(theirs.id).not.toBe(mine.id);
    });
  });
}
