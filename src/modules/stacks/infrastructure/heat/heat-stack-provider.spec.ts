import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  listed,
  refused,
  ScriptedHeat,
  shown,
  stack,
  STACK_ID,
} from '../../../../../test/support/scripted-heat.js';
import { answer, reset } from '../../../../../test/support/scripted-server.js';
import { stackNameFor } from './heat-identity.js';
import { HeatStackProvider } from './heat-stack-provider.js';

const EMPTY = { template: 'empty', parameters: {} };

describe('the stacks in Heat, when Heat does not do what it is asked', () => {
  let heat: ScriptedHeat;
  let provider: HeatStackProvider;

  beforeEach(async () => {
    heat = await ScriptedHeat.start();
    provider = heat.provider();
  });

  afterEach(() => heat.stop());

  it('says that it is away, and when to come again', async () => {
    await heat.stop();
    await expect(provider.get(heat.scope, STACK_ID)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'stacks.unavailable',
      retryAfter: expect.any(Number),
    });
    await expect(provider.ping()).rejects.toMatchObject({ kind: 'unavailable', code: 'stacks.unavailable' });
  });

  it.each([
    ['a connection that is lost', reset],
    ['its own failure', answer(500, { explanation: 'no database' })],
    ['an answer that makes no sense', answer(200, { stacks: [{ id: 1 }] })],
  ])('is unavailable after %s', async (_, step) => {
    heat.script(step);
    await expect(provider.get(heat.scope, STACK_ID)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'stacks.unavailable',
    });
  });

  it.each([
    [400, 'StackValidationFailed', { kind: 'invalid', code: 'stacks.refused' }],
    [400, 'RequestLimitExceeded', { kind: 'forbidden', code: 'stacks.quota_exceeded' }],
    [403, 'Forbidden', { kind: 'forbidden', code: 'stacks.forbidden' }],
    [404, 'EntityNotFound', { kind: 'not_found', code: 'stack.not_found' }],
    [409, 'ActionInProgress', { kind: 'conflict', code: 'stack.conflict' }],
  ])('tells what Heat says with a %i of type %s', async (status, type, error) => {
    heat.script(
      listed(stack('CREATE_COMPLETE')),
      shown('CREATE_COMPLETE'),
      refused(status, type, 'because of me'),
    );
    await expect(provider.update(heat.scope, STACK_ID, EMPTY)).rejects.toMatchObject({
      ...error,
      message: expect.stringContaining('because of me'),
    });
  });

  it('asks once more with another token where the first is not taken', async () => {
    heat.script(answer(401), listed(stack('CREATE_COMPLETE')), shown('CREATE_COMPLETE'));
    await expect(provider.get(heat.scope, STACK_ID)).resolves.toMatchObject({ id: STACK_ID });
    expect(heat.received.slice(0, 2).map(({ headers }) => headers['x-auth-token'])).toEqual([
      'first',
      'second',
    ]);
    heat.script(answer(401));
    await expect(provider.get(heat.scope, STACK_ID)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'stacks.unavailable',
      message: expect.stringContaining('that Keystone has just made'),
    });
    expect(heat.received).toHaveLength(2);
  });

  it('takes a check that somebody else has begun in the same moment for its own', async () => {
    heat.script(
      listed(stack('CREATE_COMPLETE')),
      shown('CREATE_COMPLETE'),
      refused(409, 'ActionInProgress', 'it has an action (CHECK) in progress'),
      shown('CHECK_IN_PROGRESS'),
    );
    await expect(provider.check(heat.scope, STACK_ID)).resolves.toMatchObject({
      status: 'CHECK_IN_PROGRESS',
    });
  });

  it('does not know a stack that was deleted', async () => {
    heat.script(listed(stack('DELETE_COMPLETE')), shown('DELETE_COMPLETE'));
    await expect(provider.get(heat.scope, STACK_ID)).rejects.toMatchObject({ code: 'stack.not_found' });
    heat.script(listed(stack('DELETE_COMPLETE')));
    await expect(provider.findByRequest(heat.scope, 'request')).resolves.toBeUndefined();
  });

  describe('creating a stack', () => {
    const request = { requestId: 'request', name: 'my shop' };
    const taken = refused(409, 'StackExists', 'it exists');

    it('names the stack that is in the way', async () => {
      heat.script(listed(), taken, listed());
      await expect(provider.create(heat.scope, request)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'stack.exists',
        message: expect.stringContaining(stackNameFor('my shop', 'request')),
      });
    });

    it('takes the stack that the same request has just made elsewhere', async () => {
      const made = listed(stack('CREATE_IN_PROGRESS'));
      heat.script(listed(), taken, made, made, shown('CREATE_IN_PROGRESS'), shown('CREATE_COMPLETE'), made);
      await expect(provider.create(heat.scope, request)).resolves.toMatchObject({
        id: STACK_ID,
        status: 'CREATE_COMPLETE',
      });
    });

    it('keeps one stack where Heat made two of the same name at once', async () => {
      const first = stack('CREATE_COMPLETE', { id: '00000000-0000-4000-8000-000000000000' });
      const both = listed(stack('CREATE_COMPLETE'), first);
      heat.script(
        listed(),
        answer(201, { stack: { id: STACK_ID } }),
        listed(stack('CREATE_COMPLETE')),
        shown('CREATE_COMPLETE'),
        both,
        listed(stack('CREATE_COMPLETE')),
        answer(204),
        listed(),
        listed(first),
        answer(200, { stack: first }),
      );
      await expect(provider.create(heat.scope, request)).resolves.toMatchObject({ id: first.id });
      const deleted = heat.received.filter(({ method }) => method === 'DELETE').map(({ url }) => url);
      expect(deleted).toEqual([expect.stringContaining(STACK_ID)]);
    });

    it('finds the stack that Heat makes although it said that it failed', async () => {
      const late = listed(stack('CREATE_IN_PROGRESS'));
      heat.script(listed(), answer(500), listed(), listed(), late, late, shown('CREATE_COMPLETE'), late);
      await expect(provider.create(heat.scope, request)).resolves.toMatchObject({ id: STACK_ID });
    });

    it.each([
      ['makes none', listed()],
      ['goes away', reset],
    ])('fails where Heat fails and then %s', async (_, then) => {
      heat.script(listed(), answer(500), then);
      const hurried = heat.provider({ lateCreationMs: 20 });
      await expect(hurried.create(heat.scope, request)).rejects.toMatchObject({ code: 'stacks.unavailable' });
      expect(heat.methods.filter((method) => method === 'POST')).toHaveLength(1);
    });

    it('tells why Heat could not', async () => {
      const made = listed(stack('CREATE_IN_PROGRESS'));
      heat.script(listed(), answer(201, { stack: { id: STACK_ID } }), made, shown('CREATE_FAILED'));
      await expect(provider.create(heat.scope, request)).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringContaining('it is CREATE_FAILED'),
      });
    });
  });

  describe('updating a stack', () => {
    const sentTags = (): string[] =>
      heat.received
        .filter(({ method }) => method === 'PUT')
        .map(({ body }) => (JSON.parse(body) as { tags: string }).tags);

    it('sends an update again that Heat dropped, and keeps the tags of others', async () => {
      const before = { tags: ['solum', 'theirs', 'solum-update-former'] };
      const accepted = answer(202);
      const dropped = shown('ROLLBACK_IN_PROGRESS', before);
      const found = [listed(stack('UPDATE_FAILED')), shown('UPDATE_FAILED', before)];
      const again = [dropped, accepted, shown('UPDATE_IN_PROGRESS', { tags: ['solum-update-new'] })];
      heat.script(...found, accepted, dropped, ...again);
      await expect(provider.update(heat.scope, STACK_ID, EMPTY)).resolves.toMatchObject({
        status: 'UPDATE_IN_PROGRESS',
      });
      expect(sentTags()).toHaveLength(2);
      for (const tags of sentTags())
        expect(tags).toMatch(/^solum,theirs,solum-update-[0-9a-f]{16}-[0-9a-f]{8}$/);
    });

    it('begins with another token than it looked with, as Heat goes on with that one to the end', async () => {
      heat.script(
        listed(stack('CREATE_COMPLETE')),
        shown('CREATE_COMPLETE'),
        answer(202),
        shown('UPDATE_IN_PROGRESS', { tags: ['solum-update-any'] }),
      );
      await provider.update(heat.scope, STACK_ID, EMPTY);
      const tokens = heat.received.map(({ method, headers }) => [method, headers['x-auth-token']]);
      expect(tokens.slice(1, 3)).toEqual([
        ['GET', 'first'],
        ['PUT', 'second'],
      ]);
    });

    it('does not begin again what is under way', async () => {
      heat.script(
        listed(stack('CREATE_COMPLETE')),
        shown('CREATE_COMPLETE'),
        answer(202),
        shown('UPDATE_IN_PROGRESS', { tags: ['solum-update-any'] }),
      );
      await provider.update(heat.scope, STACK_ID, EMPTY);
      const [tags = ''] = sentTags();
      heat.script(shown('UPDATE_IN_PROGRESS', { tags: [tags] }));
      await expect(provider.update(heat.scope, STACK_ID, EMPTY)).resolves.toMatchObject({
        status: 'UPDATE_IN_PROGRESS',
      });
      expect(heat.methods).toEqual(['GET']);
    });

    it('gives a deleted stack no update', async () => {
      heat.script(listed(stack('DELETE_IN_PROGRESS')), shown('DELETE_IN_PROGRESS'));
      await expect(provider.update(heat.scope, STACK_ID, EMPTY)).rejects.toMatchObject({
        code: 'stack.being_deleted',
      });
    });
  });
});
