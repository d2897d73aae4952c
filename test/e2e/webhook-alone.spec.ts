import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import type { Pipeline } from '../support/api-client.js';
import { instead } from '../support/fault.js';
import { commitOf, pushTo } from '../support/github-push.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';

const WORKBOOK = "version: '2.0'\nname: passes\nworkflows: {main: {tasks: {only: {action: std.noop}}}}\n";
const PUSHES = 20;
/** Longer than an answer takes on a busy machine, shorter than any deadline of a call to something else. */
const PATIENCE_MS = 5_000;

describe('webhooks, while nothing that a run needs answers', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let pipeline: Pipeline;

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity, { SOLUM_WORKFLOW_ENGINE: 'embedded' });
    const api = await service.as('member');
    await api.post('/v1/workbooks', { definition: WORKBOOK }).expect(201);
    pipeline = await api.createPipeline({ workbook_name: 'passes' });
    await api.ended(pipeline.last_execution);
  });

  afterAll(async () => {
    await service.close();
    await identity.close();
  });

  /** Keystone and the engine take what they are asked, and say nothing until the returned function is called. */
  function silence(): () => void {
    const engine = service.app.get(WorkflowEngine, { strict: false });
    let speak: () => void = () => {};
    const silent = new Promise<void>((resolve) => (speak = resolve));
    const restore = (['findWorkbook', 'startExecution', 'getExecution', 'listTasks'] as const).map((method) =>
      instead(engine, method, (real) => async (...asked: unknown[]) => {
        await silent;
        return (real as (...args: unknown[]) => Promise<never>)(...asked);
      }),
    );
    service.line.hush();
    return () => {
      restore.forEach((each) => each());
      service.line.mend();
      speak();
    };
  }

  it('are answered, refused where they are badly signed, and run when it answers again', async () => {
    const speak = silence();
    let ids: string[];
    try {
      const pushes = Array.from({ length: PUSHES }, (_, at) =>
        pushTo(service.api, pipeline, { after: commitOf(at) })
          .timeout(PATIENCE_MS)
          .expect(202),
      );
      const answers = (await Promise.all(pushes)).map(({ body }) => body as Record<string, string>);
      expect(answers.map(({ verdict }) => verdict)).toEqual(Array(PUSHES).fill('started'));
      await pushTo(service.api, pipeline, { secret: 'wrong' }).timeout(PATIENCE_MS).expect(401);
      ids = answers.map(({ execution_id: id }) => String(id));
    } finally {
      speak();
    }
    const api = await service.as('member');
    for (const id of new Set(ids)) expect((await api.ended(id)).state).toBe('SUCCESS');
    expect(new Set(ids).size).toBe(PUSHES);
  });
});
