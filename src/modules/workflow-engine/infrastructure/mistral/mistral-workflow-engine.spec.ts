import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  execution,
  EXECUTION_ID,
  fault,
  ScriptedMistral,
} from '../../../../../test/support/scripted-mistral.js';
import { answer, reset, Step } from '../../../../../test/support/scripted-server.js';
import { EVENT_SIGNATURE_HEADER } from '../../domain/engine-events.js';

const html: Step = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');

describe('the engine on Mistral', () => {
  let mistral: ScriptedMistral;

  beforeEach(async () => {
    mistral = await ScriptedMistral.start();
  });

  afterEach(() => mistral.stop());

  describe('that is away', () => {
    const unavailable = { kind: 'unavailable', code: 'engine.unavailable' };

    it.each([
      ['says 503', answer(503)],
      ['fails', answer(500, fault('boom'))],
      ['resets the connection', reset],
      ['has another page in its place', html],
    ])('is unavailable when it %s', async (_, step) => {
      mistral.script(step);
      await expect(mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).rejects.toMatchObject(
        unavailable,
      );
      await expect(mistral.engine.ping()).rejects.toMatchObject(unavailable);
    });

    it('says when to ask again', async () => {
      mistral.script(answer(503, {}, { 'retry-after': '17' }));
      await expect(mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).rejects.toMatchObject({
        retryAfter: 17,
      });
    });

    it('starts once, under our id, though the first answer is lost', async () => {
      mistral.script(reset, answer(201, execution()));
      await mistral.startExecution();
      expect(mistral.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([
        EXECUTION_ID,
        EXECUTION_ID,
      ]);
    });
  });

  describe('that refuses', () => {
    it('is asked again with another token, once', async () => {
      mistral.script(answer(401), answer(200, execution()));
      await mistral.engine.getExecution(mistral.scope, EXECUTION_ID);
      expect(mistral.received.map(({ headers }) => headers['x-auth-token'])).toEqual(['first', 'second']);
    });

    it('counts as away where it does not take the other token either', async () => {
      mistral.script(answer(401));
      await expect(mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'engine.unavailable',
        message: expect.stringContaining('that Keystone has just made'),
      });
      expect(mistral.received).toHaveLength(2);
    });

    it('is not asked again where there is no other token', async () => {
      const scope = { projectId: 'demo', token: async () => 'first' };
      mistral.script(answer(401));
      await expect(mistral.engine.getExecution(scope, EXECUTION_ID)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'engine.token_refused',
      });
      expect(mistral.received).toHaveLength(1);
    });

    it('says what its policy says', async () => {
      mistral.script(answer(403, fault('executions:get is disallowed by policy')));
      await expect(mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'engine.forbidden',
        message: expect.stringContaining('disallowed by policy'),
      });
    });

    it('shows no execution of another project, whatever the token shows', async () => {
      mistral.script(answer(200, execution({ project_id: 'other' })));
      await expect(mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).rejects.toMatchObject({
        code: 'engine.execution_not_found',
      });
    });
  });

  describe('a start', () => {
    it('takes the environment as data, and asks for events that are signed for this execution', async () => {
      mistral.script(answer(201, execution()));
      await mistral.startExecution();
      const { params } = JSON.parse(mistral.received[0]?.body ?? '') as {
        params: {
          env: object;
          evaluate_env: boolean;
          notify: { url: string; headers: Record<string, string> }[];
        };
      };
      expect(params).toMatchObject({ env: { solum: {} }, evaluate_env: false });
      expect(params.notify[0]?.url).toBe(`http://solum.example.org/v1/engine/events/${EXECUTION_ID}`);
      const event = {
        executionId: EXECUTION_ID,
        kind: 'execution',
        name: 'linear.main',
        state: 'SUCCESS',
      } as const;
      const signature = params.notify[0]?.headers[EVENT_SIGNATURE_HEADER] ?? '';
      expect(mistral.events.receive(event, signature)).toBe(true);
      expect(
        mistral.events.receive({ ...event, executionId: EXECUTION_ID.replace('4', '5') }, signature),
      ).toBe(false);
    });
  });

  describe('a result', () => {
    const complete = () =>
      mistral.engine.completeAction(mistral.scope, 'an action', {
        state: 'SUCCESS',
        output: { image: 'app:1' },
      });

    it('goes out as an object in a string', async () => {
      await complete();
      expect(JSON.parse(mistral.received[0]?.body ?? '')).toEqual({
        state: 'SUCCESS',
        output: '{"image":"app:1"}',
      });
    });

    it('that comes too late is quietly accepted', async () => {
      mistral.script(answer(500, fault('ValueError: already completed')), answer(200, { state: 'ERROR' }));
      await complete();
    });

    it('that failed for another reason is tried again later', async () => {
      mistral.script(answer(500, fault('MessagingTimeout\nTraceback')), answer(200, { state: 'RUNNING' }));
      await expect(complete()).rejects.toMatchObject({
        code: 'engine.unavailable',
        message: expect.not.stringContaining('Traceback'),
      });
    });

    it('that Mistral cannot take is invalid', async () => {
      mistral.script(answer(400, fault('too large')), answer(200, { state: 'RUNNING' }));
      await expect(complete()).rejects.toMatchObject({ code: 'engine.result_invalid' });
    });
  });
});
