import { dropLeftovers, findMariadb } from './mariadb.mjs';
import { prepare } from './prepare.mjs';
import { failure, jest, READERS_TOOLS, report, SHELLS, tools } from './test-run.mjs';

await prepare();
report([
  tools('git', 'bwrap', 'buildah', 'chromium', ...READERS_TOOLS, ...SHELLS),
  await onSqlite(),
  await asDocumented(),
  await inTheBrowser(),
  await onMariadb(),
]);

async function onSqlite() {
  console.log('\nUnit, contract, e2e and command line tests, on SQLite');
  return jest('SQLite', ['unit', 'contract', 'e2e', 'cli'], {
    environment: { TEST_DATABASE_URL: undefined },
  });
}

async function asDocumented() {
  console.log('\nThe commands of the documents');
  return jest('Documents', ['documents'], { environment: { TEST_DATABASE_URL: undefined } });
}

/** One browser at a time: two take each other the processor that their waits count on. */
async function inTheBrowser() {
  console.log('\nThe dashboard, in Chromium');
  return jest('Browser', ['browser'], { environment: { TEST_DATABASE_URL: undefined }, workers: 1 });
}

async function onMariadb() {
  try {
    const server = await findMariadb();
    try {
      console.log(`\nContract and e2e tests, on MariaDB (${server.origin})`);
      await dropLeftovers(server.url);
      const environment = { TEST_DATABASE_URL: server.url };
      return await jest('MariaDB', ['contract', 'e2e'], { environment });
    } finally {
      await server.stop();
    }
  } catch (error) {
    return failure('MariaDB', error);
  }
}
