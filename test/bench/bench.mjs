import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dropLeftovers, findMariadb } from '../../scripts/mariadb.mjs';
import { limit, service } from './contenders.mjs';
import { fill, mariadbDatabase, sampleIds, sqliteDatabase } from './databases.mjs';
import { measure, MEASUREMENTS } from './measurements.mjs';
import { heading, line, rowOf, verdicts } from './report.mjs';

const HELP = `npm run bench [-- OPTIONS]            this one
npm run bench -- engine [OPTIONS]   the workflow engine's

Measures this service side by side with its limit: a bare node:http handler with the database's driver that
returns the same bytes from the same database.

  --json FILE   write the rows
  --quick       one short round at 1,000 pipelines
  --only NAME   ${MEASUREMENTS.map(({ name }) => name).join(', ')} (may be repeated)
  --db NAME     sqlite, mariadb (may be repeated)
  --rows N      pipelines in the table (may be repeated; 1000 and 100000)
  --rounds N    rounds of each, of which the median counts (5; at most 3 of post_execution)
  --seconds N   length of one round (2)
  --help        this text
`;

const SAMPLE = 1000;
const CONNECTIONS = 10;
const PLAN = {
  version: 1,
  name: 'shop',
  description: 'A web shop, to measure with.',
  artifacts: [
    {
      name: 'shop',
      artifact_type: 'heroku',
      content: { href: 'https://git.example.org/shop.git' },
      unittest_cmd: './run-tests.sh',
      run_cmd: 'node server.js',
      ports: 8080,
    },
  ],
};

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: MEASUREMENTS.map(({ name }) => name) },
    db: { type: 'string', multiple: true, default: ['sqlite', 'mariadb'] },
    rows: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const effort = {
  rounds: Number(options.rounds ?? (options.quick ? 1 : 5)),
  seconds: Number(options.seconds ?? 2),
  connections: CONNECTIONS,
};
const sizes = (options.rows ?? (options.quick ? ['1000'] : ['1000', '100000'])).map(Number);

async function bench() {
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  console.log(heading());
  if (options.db.includes('sqlite')) await benchOn('sqlite', async () => sqliteDatabase(), rows);
  if (options.db.includes('mariadb')) {
    const server = await findMariadb();
    try {
      await dropLeftovers(server.url);
      await benchOn('mariadb', () => mariadbDatabase(server.url), rows);
    } finally {
      await server.stop();
    }
  }
  console.log(`\n${verdicts(rows).join('\n')}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
}

/**
 * @param {string} db
 * @param {() => Promise<import('./databases.mjs').BenchDatabase>} open
 * @param {import('./report.mjs').Row[]} rows are added to
 */
async function benchOn(db, open, rows) {
  /** @type {import('./measurements.mjs').Arena[]} */
  const arenas = [];
  try {
    for (const size of sizes) arenas.push(await arenaOf(await open(), size));
    for (const measurement of MEASUREMENTS.filter(({ name }) => options.only.includes(name))) {
      const figures = await measure(measurement, arenas, effort);
      const measured = arenas.map(({ size }, index) => rowOf(measurement.name, db, size, figures[index]));
      for (const row of measured) console.log(line(row));
      rows.push(...measured);
    }
  } finally {
    for (const { service: ours, limit: bare, database } of arenas) {
      await Promise.all([ours.stop(), bare.stop()]);
      await database.drop();
    }
  }
}

/**
 * @param {import('./databases.mjs').BenchDatabase} database
 * @param {number} size
 * @returns {Promise<import('./measurements.mjs').Arena>}
 */
async function arenaOf(database, size) {
  const ours = await service(database.environment);
  const bare = await limit(database.environment, ours.url);
  await ours.start();
  await makePipeline(ours.url);
  await fill(database, size);
  await bare.start();
  return { size, database, service: ours, limit: bare, ids: await sampleIds(database, SAMPLE) };
}

/**
 * By the API, as a user would; the other rows are copies of it.
 *
 * @param {string} url
 */
async function makePipeline(url) {
  const post = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const plan = await post('/v1/plans', PLAN);
  const pipeline = {
    name: 'shop',
    plan_uri: plan.uri,
    workbook_name: 'test_build_deploy',
    tags: ['web', 'team-a'],
  };
  await post('/v1/pipelines', { ...pipeline, description: 'Tests, builds and deploys the shop.' });
}

if (options.help) console.log(HELP);
else await bench();
