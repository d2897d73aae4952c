import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  event,
  listed,
  ScriptedHeat,
  shown,
  stack,
  STACK_ID,
} from '../../../../../test/support/scripted-heat.js';
import { answer, reset } from '../../../../../test/support/scripted-server.js';
import { StackEvent } from '../../domain/stack-provider.js';
import { HeatStackProvider } from './heat-stack-provider.js';

describe('the stacks in Heat, when something takes its time', () => {
  let heat: ScriptedHeat;
  let provider: HeatStackProvider;

  beforeEach(async () => {
    heat = await ScriptedHeat.start();
    provider = heat.provider();
  });

  afterEach(() => heat.stop());

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
      await expect(provider.settled(heat.scope, STACK_ID, forever)).resolves.toMatchObject({
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
      await expect(provider.settled(heat.scope, STACK_ID, forever)).resolves.toMatchObject({
        status: 'UPDATE_FAILED',
        statusReason: 'no disk',
      });
    });

    it('does not wait for ever for a rollback that does not begin', async () => {
      heat.script(listed(stack('UPDATE_IN_PROGRESS')), shown('UPDATE_FAILED', failed));
      await expect(provider.settled(heat.scope, STACK_ID, forever)).resolves.toMatchObject({
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
      await expect(provider.settled(heat.scope, STACK_ID, forever)).resolves.toMatchObject({
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
      await provider.settled(heat.scope, STACK_ID, forever, (step) => steps.push(step));
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
      await expect(provider.settled(heat.scope, STACK_ID, stop.signal)).rejects.toMatchObject({
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
      await provider.delete(heat.scope, STACK_ID);
      expect(heat.methods).toEqual(['GET', 'DELETE', 'GET', 'GET', 'GET']);
    });

    it('goes on waiting where another deletion takes it over', async () => {
      const cancelled = { stack_status_reason: 'Stack DELETE cancelled' };
      heat.script(
        listed(stack('UPDATE_COMPLETE')),
        answer(204),
        listed(stack('DELETE_FAILED', cancelled)),
        listed(stack('DELETE_IN_PROGRESS')),
        listed(),
      );
      await provider.delete(heat.scope, STACK_ID);
      expect(heat.methods).toEqual(['GET', 'DELETE', 'GET', 'GET', 'GET']);
    });

    it('has the caller come again where it takes long', async () => {
      heat.script(listed(stack('DELETE_IN_PROGRESS')));
      const hurried = heat.provider({ deletionDeadlineMs: 20 });
      await expect(hurried.delete(heat.scope, STACK_ID)).rejects.toMatchObject({
        kind: 'unavailable',
        retryAfter: 10,
      });
      expect(heat.methods).not.toContain('DELETE');
    });

    it('tries again what failed before, and tells why it fails', async () => {
      heat.script(listed(stack('DELETE_FAILED')), answer(204), listed(stack('DELETE_FAILED')));
      await expect(provider.delete(heat.scope, STACK_ID)).rejects.toMatchObject({
        kind: 'unavailable',
        message: 'Heat could not delete the stack: it is DELETE_FAILED',
      });
    });
  });
});
