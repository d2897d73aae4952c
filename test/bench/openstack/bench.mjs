import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { dropLeftovers, findMariadb } from '../../../scripts/mariadb.mjs';
import { mariadbDatabase, sqliteDatabase } from '../databases.mjs';
import { CloudUser } from './cloud-user.mjs';
import { measureFirstTask } from './first-task.mjs';
import { heading, line, rowOf, verdicts } from './report.mjs';
import { measureWarmToken } from './warm-token.mjs';

const HELP = `npm run bench -- openstack [OPTIONS]

Measures what the cloud costs, in the test cloud (npm run openstack:up):

  first_task   milliseconds from a trigger's POST to Mistral's first task, beside a bare POST to Mistral
  warm_token   requests per second of an authenticated GET whose token is known, beside the development strategy

  --json FILE   write the rows
  --quick       a few samples, one short round
  --only NAME   first_task, warm_token (may be repeated)
  --db NAME     sqlite, mariadb (may be repeated)
  --samples N   of first_task, each of both (40)
  --rounds N    of warm_token, each of both (15)
  --seconds N   length of one round (2)
  --help        this text
`;

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: ['first_task', 'warm_token'] },
    db: { type: 'string', multiple: true, default: ['sqlite', 'mariadb'] },
    samples: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});
const samples = Number(options.samples ?? (options.quick ? 5 : 40));
const effort = {
  rounds: Number(options.rounds ?? (options.quick ? 1 : 15)),
  seconds: Number(options.seconds),
};

async function bench() {
  const user = await CloudUser.signIn();
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  console.log(heading());
  try {
    if (options.db.includes('sqlite')) await benchOn('sqlite', async () => sqliteDatabase(), user, rows);
    if (options.db.includes('mariadb')) {
      const server = await findMariadb();
      try {
        await dropLeftovers(server.url);
        await benchOn('mariadb', () => mariadbDatabase(server.url), user, rows);
      } finally {
        await server.stop();
      }
    }
  } finally {
    await user.leave();
  }
  console.log(`\n${verdicts(rows).join('\n')}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
}

/**
 * @param {string} db
 * @param {() => Promise<import('../databases.mjs').BenchDatabase>} open
 * @param {CloudUser} user
 * @param {import('./report.mjs').Row[]} rows are added to
 */
async function benchOn(db, open, user, rows) {
  const measured = {
    first_task: () => using(open, 1, ([database]) => measureFirstTask(database, user, samples)),
    warm_token: () => using(open, 2, (databases) => measureWarmToken(databases, user, effort)),
  };
  for (const [name, measure] of Object.entries(measured)) {
    if (!options.only.includes(name)) continue;
    const row = rowOf(name, db, await measure(), loadavg()[0] ?? NaN);
    console.log(line(row));
    rows.push(row);
  }
}

/**
 * @template T
 * @param {() => Promise<import('../databases.mjs').BenchDatabase>} open
 * @param {number} count
 * @param {(databases: any[]) => Promise<T>} work
 */
async function using(open, count, work) {
  const databases = [];
  try {
    for (let made = 0; made < count; made += 1) databases.push(await open());
    return await work(databases);
  } finally {
    for (const database of databases) await database.drop();
  }
}

if (options.help) console.log(HELP);
else {
  await bench().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
