/** A process with the role `worker` for the local stack provider; its one argument is JSON. Says "ready" when it is. */
import { URL } from 'node:url';
import { register } from 'node:module';

register('./stack-provider-local.typescript-hooks.mjs', import.meta.url);
await import('reflect-metadata');
const load = (path) => import(new URL(`../../${path}`, import.meta.url).href);
const { openDatabase } = await load('test/support/test-database.ts');
const { SystemClock } = await load('src/shared/domain/clock.ts');
const { LocalArtifactStore } = await load('src/shared/artifacts/local-artifact-store.ts');
const { FileTemplateCatalogue } = await load('src/modules/stacks/infrastructure/file-template-catalogue.ts');
const { LocalStackRecord } = await load('src/modules/stacks/infrastructure/local/local-stack.record.ts');
const { StackProcessRecord } = await load('src/modules/stacks/infrastructure/local/stack-process.record.ts');
const { LocalStacks } = await load('src/modules/stacks/infrastructure/local/local-stacks.ts');

const { dataDir, databaseUrl, sandbox, options } = JSON.parse(process.argv[2]);
const { session } = await openDatabase({ settings: { dataDir, databaseUrl } }, [
  LocalStackRecord,
  StackProcessRecord,
]);
const stacks = new LocalStacks({
  session,
  clock: new SystemClock(),
  artifacts: new LocalArtifactStore(dataDir),
  catalogue: new FileTemplateCatalogue('etc/templates'),
  dataDir,
  sandbox,
  options,
  log: () => {},
});
await stacks.startSupervising();
console.log('ready');
