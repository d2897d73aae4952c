import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStream, logText, ReceivedEvent } from '../support/event-stream.js';
import { GATED, GatedLog } from '../support/gated-log.js';
import { ServiceProcess, SOURCES } from '../support/service-process.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { freePort } from '../support/test-service.js';

const LINES = 20_000;
const PRINT = `i=0; while [ $i -lt ${LINES} ]; do echo "é $i"; i=$((i+1)); done`;

describe.each(['disk', 'database'])('the log of a task, kept in %s, when the service is killed', (store) => {
  let database: ScratchDatabase;
  let service: ServiceProcess;
  let gated: GatedLog;

  beforeAll(async () => {
    database = await scratchDatabase();
    const { databaseUrl } = database.settings;
    const settings = {
      ...GATED,
      SOLUM_LOG_STORE: store,
      SOLUM_LOG_LEVEL: 'warn',
      SOLUM_SOURCE_PROTOCOLS: 'file',
      SOLUM_JOB_LEASE_SECONDS: '2',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    };
    service = new ServiceProcess(database.dataDir, await freePort(), settings, SOURCES);
    await service.start();
    gated = await GatedLog.make(database.dataDir);
  }, 90_000);

  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('is followed further where the client was, and nothing is lost or doubled', async () => {
    const { url, executionId } = await gated.run(service.api, `${PRINT}; ${gated.wait}; echo the end`);
    const events: ReceivedEvent[] = [];
    for (const kill of [true, true, false]) {
      const last = events.at(-1)?.id ?? '0';
      const stream = await EventStream.open(url, { 'Last-Event-ID': last });
      expect(stream.status).toBe(200);
      if (kill) {
        // In the middle of an attempt's output, wherever that is.
        for (let count = 0; count < 3; count += 1) {
          const event = await stream.next();
          if (!event) throw new Error('The stream has ended too early.');
          events.push(event);
        }
        service.kill();
        events.push(...(await stream.rest()));
        await service.dead();
        await service.start();
      } else {
        await gated.open();
        events.push(...(await stream.rest()));
      }
    }
    await service.api.ended(executionId, 60_000);
    const answer = await fetch(url);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(events.at(-1)).toEqual({
      id: String(bytes.length),
      event: 'end',
      data: { size: bytes.length },
    });
    expect(logText(events)).toBe(bytes.toString());
    expect(bytes.toString()).toContain('attempt 3');
    expect(bytes.toString()).toContain(`é ${LINES - 1}\n`);
    expect(bytes.toString()).toContain('\nthe end\n');
  }, 180_000);
});
