import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dropLeftovers, findMariadb } from '../../../scripts/mariadb.mjs';
import { mariadbDatabase, sqliteDatabase } from '../databases.mjs';
import { measureHistory } from './history.mjs';
import { measureMemory } from './memory.mjs';
import { Mistral } from './mistral.mjs';
import { measure } from './rounds.mjs';
import { SCENARIOS } from './scenarios.mjs';

const HELP = `npm run bench -- engine [OPTIONS]

Measures the embedded engine, every step of it kept in the database, beside the real Mistral of the test cloud where
that is up (npm run openstack:up).

  --json FILE    write the rows
  --quick        one round
  --only NAME    ${SCENARIOS.map(({ name }) => name).join(', ')} (may be repeated)
  --db NAME      sqlite, mariadb (may be repeated)
  --rounds N     rounds of each, of which the median counts (5)
  --no-mistral   without Mistral beside it
  --history N    beside an engine whose tables hold N tasks of ended executions (1000000 is what is promised)
  --memory       10,000 executions, and what the process holds on the way
  --help         this text
`;

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: SCENARIOS.map(({ name }) => name) },
    db: { type: 'string', multiple: true, default: ['sqlite', 'mariadb'] },
    rounds: { type: 'string' },
    'no-mistral': { type: 'boolean', default: false },
    history: { type: 'string' },
    memory: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const scenarios = SCENARIOS.filter(({ name }) => options.only.includes(name));
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));

/** @typedef {{ rows: object[], verdicts: string[] }} Result */

/** @param {import('../databases.mjs').DatabaseKind} kind */
async function benchOn(kind) {
  if (options.memory) return measureMemory(kind);
  if (options.history) return measureHistory(kind, scenarios, rounds, Number(options.history));
  return measure(kind, scenarios, rounds, options['no-mistral'] ? undefined : await Mistral.find());
}

async function bench() {
  /** @type {Result[]} */
  const results = [];
  if (options.db.includes('sqlite')) {
    results.push(await benchOn({ name: 'sqlite', open: async () => sqliteDatabase() }));
  }
  if (options.db.includes('mariadb')) {
    const server = await findMariadb();
    try {
      await dropLeftovers(server.url);
      results.push(await benchOn({ name: 'mariadb', open: () => mariadbDatabase(server.url) }));
    } finally {
      await server.stop();
    }
  }
  console.log(`\n${results.flatMap(({ verdicts }) => verdicts).join('\n')}`);
  const rows = results.flatMap((result) => result.rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
}

if (options.help) console.log(HELP);
else await bench();
