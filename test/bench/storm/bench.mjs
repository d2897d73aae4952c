import process from 'node:process';
import { parseArgs } from 'node:util';
import { dropLeftovers, findMariadb } from '../../../scripts/mariadb.mjs';
import { mariadbDatabase, sqliteDatabase } from '../databases.mjs';
import { answerTimes } from './latency.mjs';
import { storm } from './storm.mjs';

const HELP = `npm run bench -- storm [OPTIONS]

Posts webhooks to the service: first at a steady rate, to see how long the answers take; then as a storm, while the service is
killed again and again and the engine is away for a while, to see that every good one starts one execution and no bad one any.

  --db NAME       sqlite, mariadb (may be repeated)
  --count N       deliveries of the storm (5000)
  --kills N       how often the service is killed (12)
  --per-second N  the steady rate (200)
  --seconds N     for so long (30)
  --pipelines N   that the steady ones are for (10)
  --help          this text
`;
const MOST_P99_MS = 100;

const { values: options } = parseArgs({
  options: {
    db: { type: 'string', multiple: true, default: ['sqlite', 'mariadb'] },
    count: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '12' },
    'per-second': { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    pipelines: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});

async function bench() {
  if (options.db.includes('sqlite')) await benchOn('SQLite', async () => sqliteDatabase());
  if (!options.db.includes('mariadb')) return;
  const server = await findMariadb();
  try {
    await dropLeftovers(server.url);
    await benchOn('MariaDB', () => mariadbDatabase(server.url));
  } finally {
    await server.stop();
  }
}

/** @param {string} name @param {() => Promise<import('../databases.mjs').BenchDatabase>} open */
async function benchOn(name, open) {
  await on(open, async (environment) => {
    const perSecond = Number(options['per-second']);
    const { sent, statuses, p50, p99, max } = await answerTimes(environment, {
      perSecond,
      seconds: Number(options.seconds),
      pipelines: Number(options.pipelines),
    });
    console.log(
      `${name}: ${sent} webhooks, ${perSecond} a second (${JSON.stringify(statuses)}): answered within ` +
        `${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} ms (p99), ${max.toFixed(1)} ms (all)`,
    );
    if (p99 > MOST_P99_MS) process.exitCode = 1;
  });
  await on(open, async (environment) => {
    const result = await storm(environment, { count: Number(options.count), kills: Number(options.kills) });
    const { posted, attempts, kills, refused, executions, seconds, settled, wrong } = result;
    console.log(
      `${name}: a storm of ${posted} in ${seconds.toFixed(0)} s (${attempts} requests, ${kills} kills, ${refused} times 503 of ` +
        `the engine): ${executions} executions, all with the engine after ${settled.toFixed(0)} s, ${wrong.length} mistakes`,
    );
    for (const mistake of new Set(wrong)) console.log(`  ${mistake}`);
    if (wrong.length > 0) process.exitCode = 1;
  });
}

/**
 * @param {() => Promise<import('../databases.mjs').BenchDatabase>} open
 * @param {(environment: Record<string, string>) => Promise<void>} work
 */
async function on(open, work) {
  const database = await open();
  try {
    await work(database.environment);
  } finally {
    await database.drop();
  }
}

if (options.help) console.log(HELP);
else await bench();
