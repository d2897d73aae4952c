import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Execution, Executions, StartExecution } from '../../src/modules/executions/index.js';
import { type EngineScope, WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { RecordState } from '../../src/modules/executions/application/record-state.js';
import { breakdown } from '../support/fault.js';
import { newId } from '../../src/shared/domain/ids.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const MANY = 60;
const A_MINUTE = 60_000;
const WAITING =
  "version: '2.0'\nname: waiting\nworkflows: {main: {tasks: {hold: {action: std.noop, pause-before: true}}}}\n";

describe('executions on their way to the engine', () => {
  let service: TestService;
  let engine: WorkflowEngine;
  let letGo: () => void = () => {};

  beforeAll(async () => {
    service = await startService();
    engine = service.app.get(WorkflowEngine, { strict: false });
    const hanging = new Promise<void>((resolve) => (letGo = resolve));
    const find = engine.findWorkbook.bind(engine);
    engine.findWorkbook = async (scope: EngineScope, name: string) => {
      if (scope.projectId === 'hanging') await hanging;
      return find(scope, name);
    };
  });

  afterAll(async () => {
    letGo();
    await service.close();
  });

  async function start(projectId: string, workbookName = 'unit_test'): Promise<string> {
    const id = newId();
    await service.app.get(StartExecution, { strict: false }).execute({
      identity: { id, digest: null },
      projectId,
      pipelineId: newId(),
      delegationId: newId(),
      workbookName,
      trigger: { kind: 'manual', actor: 'somebody', ref: null, commit: null },
      offeredInputs: { source: 'here' },
      givenInputs: {},
      repoToken: null,
    });
    return id;
  }

  const scopeOf = (projectId: string): EngineScope => ({ projectId, token: async () => 'token' });

  it(
    'do not wait for those of a project whose calls hang, and those go on when they can',
    async () => {
      const hung = await Promise.all(Array.from({ length: MANY }, () => start('hanging')));
      const other = await start('healthy');
      await until(async () => engine.getExecution(scopeOf('healthy'), other));
      await expect(engine.getExecution(scopeOf('hanging'), hung[0] as string)).rejects.toMatchObject({
        kind: 'not_found',
      });
      letGo();
      await until(async () => {
        for (const id of hung) await engine.getExecution(scopeOf('hanging'), id);
        return true;
      }, A_MINUTE);
    },
    2 * A_MINUTE,
  );

  it('take the present workbook where the one of a moment ago is refused, and ask for none in between', async () => {
    const scope = scopeOf('editing');
    const workbook = (input: string): string =>
      `---\nversion: '2.0'\nname: mine\nworkflows:\n  main:\n    input: ${input}\n    tasks:\n      only:\n        action: std.noop\n`;
    const ended = async () => {
      const id = await start('editing', 'mine');
      return until(async () => {
        const execution = await service.app.get(Executions, { strict: false }).get(id);
        return execution?.state === 'SUCCESS' && execution;
      });
    };
    let asked = 0;
    const find = engine.findWorkbook.bind(engine);
    engine.findWorkbook = async (whose: EngineScope, name: string) => {
      if (whose.projectId === 'editing') asked += 1;
      return find(whose, name);
    };
    await engine.saveWorkbook(scope, workbook('[source]'));
    const first = await ended();
    const second = await ended();
    expect([second.inputs, second.workbookDigest]).toEqual([{ source: 'here' }, first.workbookDigest]);
    expect(asked).toBe(1);
    await engine.saveWorkbook(scope, workbook('[{ other: 1 }]'));
    const third = await ended();
    expect(third.inputs).toEqual({});
    expect(third.workbookDigest).not.toBe(first.workbookDigest);
    expect(asked).toBe(2);
  });

  it('that ended before it was known that the engine has them are ended there too', async () => {
    await engine.saveWorkbook(scopeOf('healthy'), WAITING);
    const restore = breakdown(engine, 'startExecution', 'after');
    const id = await start('healthy', 'waiting');
    await until(async () => engine.getExecution(scopeOf('healthy'), id));
    restore();
    const execution = await service.app.get(Executions, { strict: false }).get(id);
    const end = { by: 'user' as const, user: null, reason: 'no longer needed' };
    await service.app.get(RecordState, { strict: false }).end(execution as Execution, 'CANCELLED', end);
    await until(async () => (await engine.getExecution(scopeOf('healthy'), id)).state === 'CANCELLED');
  });
});
