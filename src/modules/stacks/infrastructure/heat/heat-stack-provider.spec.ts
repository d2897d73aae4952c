import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answer, reset, ScriptedServer } from '../../../../../test/support/scripted-server.js';
import { SystemClock } from '../../../../shared/domain/clock.js';
import { OpenStackClient } from '../../../../shared/openstack/openstack-client.js';
import { StackEvent } from '../../domain/stack-provider.js';
import { FileTemplateCatalogue } from '../file-template-catalogue.js';
import { HeatApi } from './heat-api.js';
import { stackNameFor } from './heat-identity.js';
import { HeatStackProvider } from './heat-stack-provider.js';

const QUICK = {
  firstPauseMs: 1,
  longestPauseMs: 2,
  creationDeadlineMs: 5_000,
  checkDeadlineMs: 5_000,
  deletionDeadlineMs: 20,
  rollbackGraceMs: 20,
};
const ID = '9d1f9b6e-5f0c-4b87-9c49-0a4a0d6f1f11';
const EMPTY = { template: 'empty', parameters: {} };

describe('the stacks in Heat, when Heat does not do what it is asked', () => {
  let heat: ScriptedServer;
  let client: OpenStackClient;
  let provider: HeatStackProvider;
  let tokens: string[];
  const scope = {
    projectId: 'project',
    token: async (refused?: string) => tokens.find((token) => token !== refused) ?? '',
  };
  const methods = (): string[] => heat.received.map(({ method }) => method);

  beforeEach(async () => {
    heat = await ScriptedServer.start();
    client = new OpenStackClient({ retries: 0, breakAfter: 1_000, timeoutMs: 5_000 });
    const endpoints = { of: async (_type: string, projectId: string) => `${heat.url}/v1/${projectId}` };
    const api = new HeatApi(client, endpoints);
    tokens = ['first', 'second'];
    const catalogue = new FileTemplateCatalogue('etc/templates');
    provider = new HeatStackProvider(api, catalogue, (id) => id, new SystemClock(), QUICK);
  });

  afterEach(async () => {
    client.close();
    await heat.stop();
  });

  function stack(status: string, more: object = {}): Record<string, unknown> {
    return {
      id: ID,
      stack_name: 'shop',
      stack_status: status,
      stack_status_reason: `it is ${status}`,
      creation_time: '2026-01-01T00:00:00Z',
      updated_time: null,
      tags: [],
      ...more,
    };
  }
  const listed = (...stacks: object[]) => answer(200, { stacks });
  const shown = (status: string, more: object = {}) => answer(200, { stack: stack(status, more) });
  const refused = (status: number, type: string, message: string) =>
    answer(status, { code: status, title: 'x', explanation: 'x', error: { type, message, traceback: null } });
  const event = (status: string, reason: string, resource = 'shop') => ({
    id: `${resource} ${status}`,
    event_time: '2026-01-01T00:00:01Z',
    resource_name: resource,
    physical_resource_id: resource === 'shop' ? ID : 'other',
    resource_status: status,
    resource_status_reason: reason,
  });

  it('says that it is away, and when to come again', async () => {
    await heat.stop();
    await expect(provider.get(scope, ID)).rejects.toMatchObject({
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
    await expect(provider.get(scope, ID)).rejects.toMatchObject({
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
    await expect(provider.update(scope, ID, EMPTY)).rejects.toMatchObject({
      ...error,
      message: expect.stringContaining('because of me'),
    });
  });

  it('asks once more with another token where the first is not taken', async () => {
    heat.script(answer(401), listed(stack('CREATE_COMPLETE')), shown('CREATE_COMPLETE'));
    await expect(provider.get(scope, ID)).resolves.toMatchObject({ id: ID });
    expect(heat.received.slice(0, 2).map(({ headers }) => headers['x-auth-token'])).toEqual([
      'first',
      'second',
    ]);
    heat.script(answer(401));
    await expect(provider.get(scope, ID)).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(heat.received).toHaveLength(2);
  });

  it('does not know a stack that was deleted', async () => {
    heat.script(listed(stack('DELETE_COMPLETE')), shown('DELETE_COMPLETE'));
    await expect(provider.get(scope, ID)).rejects.toMatchObject({ code: 'stack.not_found' });
    heat.script(listed(stack('DELETE_COMPLETE')));
    await expect(provider.findByRequest(scope, 'request')).resolves.toBeUndefined();
  });

  describe('creating a stack', () => {
    const request = { requestId: 'request', name: 'my shop' };
    const taken = refused(409, 'StackExists', 'it exists');

    it('names the stack that is in the way', async () => {
      heat.script(listed(), taken, listed());
      await expect(provider.create(scope, request)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'stack.exists',
        message: expect.stringContaining(stackNameFor('my shop', 'request')),
      });
    });

    it('takes the stack that the same request has just made elsewhere', async () => {
      const made = listed(stack('CREATE_IN_PROGRESS'));
      heat.script(listed(), taken, made, made, shown('CREATE_IN_PROGRESS'), shown('CREATE_COMPLETE'));
      await expect(provider.create(scope, request)).resolves.toMatchObject({
        id: ID,
        status: 'CREATE_COMPLETE',
      });
    });

    it('tells why Heat could not', async () => {
      const made = listed(stack('CREATE_IN_PROGRESS'));
      heat.script(listed(), answer(201, { stack: { id: ID } }), made, shown('CREATE_FAILED'));
      await expect(provider.create(scope, request)).rejects.toMatchObject({
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
      await expect(provider.update(scope, ID, EMPTY)).resolves.toMatchObject({
        status: 'UPDATE_IN_PROGRESS',
      });
      expect(sentTags()).toHaveLength(2);
      for (const tags of sentTags())
        expect(tags).toMatch(/^solum,theirs,solum-update-[0-9a-f]{16}-[0-9a-f]{8}$/);
    });

    it('does not begin again what is under way', async () => {
      heat.script(
        listed(stack('CREATE_COMPLETE')),
        shown('CREATE_COMPLETE'),
        answer(202),
        shown('UPDATE_IN_PROGRESS', { tags: ['solum-update-any'] }),
      );
      await provider.update(scope, ID, EMPTY);
      const [tags = ''] = sentTags();
      heat.script(shown('UPDATE_IN_PROGRESS', { tags: [tags] }));
      await expect(provider.update(scope, ID, EMPTY)).resolves.toMatchObject({
        status: 'UPDATE_IN_PROGRESS',
      });
      expect(methods()).toEqual(['GET']);
    });

    it('gives a deleted stack no update', async () => {
      heat.script(listed(stack('DELETE_IN_PROGRESS')), shown('DELETE_IN_PROGRESS'));
      await expect(provider.update(scope, ID, EMPTY)).rejects.toMatchObject({ code: 'stack.being_deleted' });
    });
  });

  describe('waiting for a stack', () => {
    const forever = new AbortController().signal;
    const failed = { disable_rollback: false };

    it('waits for a Heat that is away', async () => {
      heat.script(
        reset,
        listed(stack('UPDATE_IN_PROGRESS')),
        shown('UPDATE_IN_PROGRESS'),
        answer(503),
        answer(500),
        shown('UPDATE_COMPLETE'),
      );
      await expect(provider.settled(scope, ID, forever)).resolves.toMatchObject({
        status: 'UPDATE_COMPLETE',
      });
    });

    it('waits until a failed update is rolled back, and tells why it failed', async () => {
      const events = [
        event('ROLLBACK_COMPLETE', 'rolled back'),
        event('UPDATE_FAILED', 'no disk'),
        event('UPDATE_IN_PROGRESS', 'started'),
      ];
      heat.script(
        listed(stack('UPDATE_IN_PROGRESS')),
        shown('UPDATE_FAILED', failed),
        shown('ROLLBACK_IN_PROGRESS'),
        shown('ROLLBACK_COMPLETE'),
        shown('ROLLBACK_COMPLETE'),
        answer(200, { events }),
      );
      await expect(provider.settled(scope, ID, forever)).resolves.toMatchObject({
        status: 'UPDATE_FAILED',
        statusReason: 'no disk',
      });
    });

    it('does not wait for ever for a rollback that does not begin', async () => {
      heat.script(listed(stack('UPDATE_IN_PROGRESS')), shown('UPDATE_FAILED', failed));
      await expect(provider.settled(scope, ID, forever)).resolves.toMatchObject({
        status: 'UPDATE_FAILED',
        statusReason: 'it is UPDATE_FAILED',
      });
    });

    it('says so where what ran before is lost', async () => {
      const events = [event('UPDATE_FAILED', 'no disk'), event('UPDATE_IN_PROGRESS', 'started')];
      heat.script(
        listed(stack('ROLLBACK_FAILED')),
        shown('ROLLBACK_FAILED'),
        shown('ROLLBACK_FAILED'),
        answer(200, { events }),
      );
      await expect(provider.settled(scope, ID, forever)).resolves.toMatchObject({
        status: 'UPDATE_FAILED',
        statusReason: 'no disk; what ran before could not be restored: it is ROLLBACK_FAILED',
      });
    });

    it('tells each step since the beginning once', async () => {
      const begun = [
        event('CREATE_IN_PROGRESS', 'state changed', 'server'),
        event('UPDATE_IN_PROGRESS', 'Stack UPDATE started'),
        event('UPDATE_COMPLETE', 'of the update before'),
      ];
      const later = [event('CREATE_COMPLETE', 'state changed', 'server')];
      heat.script(
        listed(stack('UPDATE_IN_PROGRESS')),
        shown('UPDATE_IN_PROGRESS'),
        answer(200, { events: begun }),
        shown('UPDATE_COMPLETE'),
        answer(200, { events: later }),
        shown('UPDATE_COMPLETE'),
      );
      const steps: StackEvent[] = [];
      await provider.settled(scope, ID, forever, (step) => steps.push(step));
      expect(steps.map(({ resource, status, reason }) => [resource, status, reason])).toEqual([
        ['shop', 'UPDATE_IN_PROGRESS', 'Stack UPDATE started'],
        ['server', 'CREATE_IN_PROGRESS', null],
        ['server', 'CREATE_COMPLETE', null],
      ]);
      expect(heat.received[4]?.url).toContain('marker=server+CREATE_IN_PROGRESS');
    });

    it('gives up with Heat’s absence where it is told to stop while Heat is away', async () => {
      const stop = new AbortController();
      heat.script(listed(stack('UPDATE_IN_PROGRESS')), shown('UPDATE_IN_PROGRESS'), (_, response) => {
        stop.abort();
        response.destroy();
      });
      await expect(provider.settled(scope, ID, stop.signal)).rejects.toMatchObject({
        code: 'stacks.unavailable',
      });
    });
  });

  describe('deleting a stack', () => {
    it('waits until nothing of it is listed any more', async () => {
      heat.script(
        listed(stack('UPDATE_COMPLETE')),
        answer(204),
        listed(stack('DELETE_IN_PROGRESS')),
        listed(stack('DELETE_COMPLETE')),
        listed(),
      );
      await provider.delete(scope, ID);
      expect(methods()).toEqual(['GET', 'DELETE', 'GET', 'GET', 'GET']);
    });

    it('has the caller come again where it takes long', async () => {
      heat.script(listed(stack('DELETE_IN_PROGRESS')));
      await expect(provider.delete(scope, ID)).rejects.toMatchObject({ kind: 'unavailable', retryAfter: 10 });
      expect(methods()).not.toContain('DELETE');
    });

    it('tries again what failed before, and tells why it fails', async () => {
      heat.script(listed(stack('DELETE_FAILED')), answer(204), listed(stack('DELETE_FAILED')));
      await expect(provider.delete(scope, ID)).rejects.toMatchObject({
        kind: 'unavailable',
        message: 'Heat could not delete the stack: it is DELETE_FAILED',
      });
    });
  });
});
