import 'reflect-metadata';
import { FileTemplateCatalogue } from '../../src/modules/stacks/infrastructure/file-template-catalogue.js';
import { LocalStackOptions } from '../../src/modules/stacks/infrastructure/local/local-stack-options.js';
import { LocalStackRecord } from '../../src/modules/stacks/infrastructure/local/local-stack.record.js';
import { LocalStacks } from '../../src/modules/stacks/infrastructure/local/local-stacks.js';
import { StackProcessRecord } from '../../src/modules/stacks/infrastructure/local/stack-process.record.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { SandboxChoice } from '../../src/shared/process/sandbox.js';
import { ArtifactRecord, artifactStore } from '../support/artifacts.js';
import { openDatabase } from '../support/test-database.js';

/** What the process is told by its one argument, as JSON. */
export interface StackWorkerSettings {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly sandbox: SandboxChoice;
  readonly options: LocalStackOptions;
}

/** A process with the role `worker` for the local stack provider. Says "ready" when it is. */
const { dataDir, databaseUrl, sandbox, options } = JSON.parse(process.argv[2] ?? '') as StackWorkerSettings;
const scratch = {
  dataDir,
  settings: { dataDir, ...(databaseUrl ? { databaseUrl } : {}) },
  drop: async () => {},
};
const { session } = await openDatabase(scratch, [ArtifactRecord, LocalStackRecord, StackProcessRecord]);
const stacks = new LocalStacks({
  session,
  clock: new SystemClock(),
  artifacts: artifactStore(session, dataDir),
  catalogue: new FileTemplateCatalogue('etc/templates'),
  dataDir,
  sandbox,
  options,
  log: () => {},
});
await stacks.startSupervising();
process.stdout.write('ready\n');
