import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EngineEvents,
  EVENT_SIGNATURE_HEADER,
} from '../../src/modules/workflow-engine/domain/engine-events.js';
import type { EngineEvent } from '../../src/modules/workflow-engine/index.js';
import { newId } from '../../src/shared/domain/ids.js';
import { startService, TestService } from '../support/test-service.js';

/** As Mistral 15 sends them. */
const WORKFLOW_EVENT = {
  id: newId(),
  name: 'build.main',
  workflow_name: 'build.main',
  state: 'SUCCESS',
  state_info: null,
  root_execution_id: null,
  event: 'WORKFLOW_SUCCEEDED',
};
const TASK_EVENT = {
  id: newId(),
  name: 'image_build',
  workflow_execution_id: newId(),
  state: 'ERROR',
  event: 'TASK_FAILED',
};

describe('the engine’s events', () => {
  const executionId = newId();
  let service: TestService;
  let events: EngineEvents;
  let heard: EngineEvent[];

  beforeAll(async () => {
    service = await startService();
    events = service.app.get(EngineEvents, { strict: false });
    events.onEvent((event) => heard.push(event));
  });

  beforeEach(() => {
    heard = [];
  });

  afterAll(() => service.close());

  const send = (body: object, signature = events.signatureOf(executionId), id = executionId) =>
    service.api.post(`/v1/engine/events/${id}`, body).set(EVENT_SIGNATURE_HEADER, signature);

  it('are hints about the execution that the URL names, whichever the body names', async () => {
    await send(WORKFLOW_EVENT).expect(200);
    await send(TASK_EVENT).expect(200);
    expect(heard).toEqual([
      { executionId, kind: 'execution', name: 'build.main', state: 'SUCCESS' },
      { executionId, kind: 'task', name: 'image_build', state: 'ERROR' },
    ]);
  });

  it.each([
    ['without a signature', ''],
    ['with nonsense', 'x'],
    ['with another execution’s', undefined],
  ])('are not heard %s', async (_, signature) => {
    const { body, headers } = await send(WORKFLOW_EVENT, signature ?? events.signatureOf(newId())).expect(
      401,
    );
    expect(headers['www-authenticate']).toBe(EVENT_SIGNATURE_HEADER);
    expect(body.code).toBe('engine.event_unauthenticated');
    expect(heard).toEqual([]);
  });

  it('are refused where they are none', async () => {
    await send({ name: 'x' }).expect(400);
    await send({ name: 'x'.repeat(300), state: 'SUCCESS' }).expect(400);
    await send(WORKFLOW_EVENT, '', 'no-id').expect(404);
    expect(heard).toEqual([]);
  });
});
