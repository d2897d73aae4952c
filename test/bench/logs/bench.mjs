import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { table } from '../table.mjs';
import { LogService } from './log-service.mjs';
import { followed, ranged } from './readers.mjs';

const HELP = `npm run bench -- logs [OPTIONS]

A job prints a log of 100 MB, with a secret in each line; meanwhile one client follows it, and afterwards it is read back by
ranges of 1 MB. Measures the service's memory all the way. Fails where the two readers saw different bytes, the secret, or
not all of it, or where the memory grew by 150 MB or more.

  --json FILE    write the rows
  --store NAME   disk, database (may be repeated)
  --db URL       mysql://…, with the database's name; absent: SQLite
  --mb N         how much is printed (100)
  --help         this text
`;
const MOST_GROWTH_MB = 150;

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    store: { type: 'string', multiple: true, default: ['disk', 'database'] },
    db: { type: 'string' },
    mb: { type: 'string', default: '100' },
    help: { type: 'boolean', default: false },
  },
});

const COLUMNS = {
  store: -10,
  mb: 6,
  'write and follow MB/s': 23,
  'ranges MB/s': 13,
  'idle MB': 9,
  'most MB': 9,
  'growth MB': 11,
};

/** @param {string} store */
async function measure(store) {
  const service = await LogService.start(store, options.db);
  try {
    await service.printed(1);
    const idle = await service.idleMb();
    service.watchMemory();
    const bytes = Number(options.mb) * 1_000_000;
    const begun = performance.now();
    const log = await service.print(bytes);
    const live = await followed(log.url);
    const written = performance.now();
    const back = await ranged(log.url, 1_000_000);
    const end = performance.now();
    const most = service.mostMb();
    const faults = [
      live.digest !== back.digest && 'the two readers saw different bytes',
      live.bytes < bytes && `only ${live.bytes} bytes came`,
      (live.leaked || back.leaked) && 'the secret was seen',
      most - idle >= MOST_GROWTH_MB && `the memory grew by ${Math.round(most - idle)} MB`,
    ].filter(Boolean);
    const row = {
      store,
      mb: Math.round(live.bytes / 1e6),
      'write and follow MB/s': Math.round(live.bytes / 1e3 / (written - begun)),
      'ranges MB/s': Math.round(back.bytes / 1e3 / (end - written)),
      'idle MB': Math.round(idle),
      'most MB': Math.round(most),
      'growth MB': Math.round(most - idle),
    };
    return { row, faults };
  } finally {
    await service.stop();
  }
}

if (options.help) {
  process.stdout.write(HELP);
} else {
  const { heading, line } = table(COLUMNS);
  process.stdout.write(`${heading()}\n`);
  const results = [];
  for (const store of options.store) {
    const result = await measure(store);
    process.stdout.write(`${line(result.row)}\n`);
    for (const fault of result.faults) process.stdout.write(`  FAILED: ${fault}\n`);
    results.push(result);
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  process.exitCode = results.some(({ faults }) => faults.length > 0) ? 1 : 0;
}
