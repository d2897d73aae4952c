import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import {
  ActionRegistry,
  standardActions,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { DatabaseSettings } from '../../src/database/data-source-options.js';
import { openDatabase } from '../support/test-database.js';

/** A call of the engine's port, as its parent process asks for it. */
export interface EngineCall {
  readonly id: number;
  readonly method: 'saveWorkbook' | 'startExecution' | 'completeAction';
  readonly args: readonly unknown[];
}

export type EngineAnswer = { readonly id: number; readonly error: string | null } | 'ready';

/** A process with the embedded engine and nothing else; its one argument is the database's settings as JSON. */
const settings = JSON.parse(process.argv[2] ?? '') as DatabaseSettings;
Logger.overrideLogger(false);
const scratch = { settings, dataDir: settings.dataDir, drop: async () => {} };
const { session } = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
const clock = new SystemClock();
const options = { sweepIntervalMs: 100, leaseMs: 1500 };
const engine = new EmbeddedWorkflowEngine(
  session,
  clock,
  new ActionRegistry(standardActions(clock)),
  options,
);
engine.onApplicationBootstrap();
const scope = { projectId: 'demo', token: async () => 'none' };
const answer = (message: EngineAnswer): boolean | undefined => process.send?.(message);

process.on('disconnect', () => process.exit());
process.on('message', ({ id, method, args }: EngineCall) => {
  const calls = engine as unknown as Record<string, (...all: readonly unknown[]) => Promise<unknown>>;
  const called = calls[method]?.(scope, ...args) ?? Promise.reject(new Error(method));
  called.then(
    () => answer({ id, error: null }),
    (error: unknown) => answer({ id, error: String(error) }),
  );
});
answer('ready');
