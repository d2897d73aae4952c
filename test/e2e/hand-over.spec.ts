import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StartExecution } from '../../src/modules/executions/index.js';
import { type EngineScope, WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { newId } from '../../src/shared/domain/ids.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const MANY = 60;

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

  async function start(projectId: string): Promise<string> {
    const id = newId();
    await service.app.get(StartExecution, { strict: false }).execute({
      identity: { id, digest: null },
      projectId,
      pipelineId: newId(),
      delegationId: newId(),
      workbookName: 'unit_test',
      trigger: { kind: 'manual', actor: 'somebody', ref: null, commit: null },
      offeredInputs: { source: 'here' },
      givenInputs: {},
      repoToken: null,
    });
    return id;
  }

  const scopeOf = (projectId: string): EngineScope => ({ projectId, token: async () => 'token' });

  it('do not wait for those of a project whose calls hang, and those go on when they can', async () => {
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
    });
  });
});
