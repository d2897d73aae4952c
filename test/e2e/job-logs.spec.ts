import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStream, logText } from '../support/event-stream.js';
import { GATED, GatedLog } from '../support/gated-log.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const TEXT = 'printf "\\033[32mgrün\\033[0m 🚀\\r\\n"';
const SHOWN = '\u001b[32mgrün\u001b[0m 🚀\r\n';

describe.each(['disk', 'database'])('the log of a task, kept in %s', (store) => {
  let service: TestService;
  let gated: GatedLog;

  beforeAll(async () => {
    service = await startService({
      environment: { ...GATED, SOLUM_LOG_STORE: store, SOLUM_MAX_PROJECT_STREAMS: '3' },
    });
    gated = await GatedLog.make(service.config.dataDir);
  });
  beforeEach(() => gated.shut());
  afterAll(() => service.close());

  const whole = async (path: string): Promise<Buffer> => {
    const answer = await fetch(service.config.publicUrl + path);
    return Buffer.from(await answer.arrayBuffer());
  };

  it('can be read while the task runs and afterwards, with its colours', async () => {
    const { path, executionId } = await gated.run(service.api, `${TEXT}; ${gated.wait}; echo after`);
    const during = await until(async () => {
      const { text } = await service.api.get(path).expect(200);
      return text.includes(SHOWN) ? text : false;
    });
    expect(during).not.toContain('\nafter\n');
    await gated.open();
    await service.api.ended(executionId);
    const { text, headers } = await service.api.get(path).expect(200);
    expect(text.startsWith(during)).toBe(true);
    expect(text).toContain('\nafter\n');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('is answered by ranges of bytes, and its size without its bytes', async () => {
    await gated.open();
    const { path, executionId } = await gated.run(service.api, TEXT);
    await service.api.ended(executionId);
    const bytes = await whole(path);
    const size = bytes.length;
    const ask = (range: string) => fetch(service.config.publicUrl + path, { headers: { Range: range } });
    for (const [range, start, end] of [
      ['bytes=3-9', 3, 10],
      ['bytes=5-', 5, size],
      ['bytes=-7', size - 7, size],
      [`bytes=0-${size + 100}`, 0, size],
    ] as const) {
      const answer = await ask(range);
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${size}`);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(start, end));
    }
    const beyond = await ask(`bytes=${size}-`);
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    const head = await fetch(service.config.publicUrl + path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(size),
      '',
    ]);
    expect(head.headers.get('accept-ranges')).toBe('bytes');
  });

  it('is followed as it grows, to its end', async () => {
    const { path, url, executionId } = await gated.run(service.api, `${TEXT}; ${gated.wait}; echo after`);
    const stream = await EventStream.open(url);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const before = await stream.until(({ data }) => String(data).includes('🚀'));
    await gated.open();
    const events = [...before, ...(await stream.rest())];
    await service.api.ended(executionId);
    const bytes = await whole(path);
    expect(logText(events)).toBe(bytes.toString());
    expect(events.at(-1)).toEqual({
      id: String(bytes.length),
      event: 'end',
      data: { size: bytes.length },
    });
  });

  it('goes on after any event that a client has, and loses and doubles nothing', async () => {
    await gated.open();
    const { path, url, executionId } = await gated.run(service.api, `for i in 1 2 3 4 5; do ${TEXT}; done`);
    await service.api.ended(executionId);
    const bytes = await whole(path);
    const first = await (await EventStream.open(url)).rest();
    for (const id of [0, 1, Number(first[0]?.id), bytes.length]) {
      const rest = await (await EventStream.open(url, { 'Last-Event-ID': String(id) })).rest();
      expect(logText(rest)).toBe(bytes.subarray(id).toString());
      expect(rest.at(-1)?.event).toBe('end');
    }
  });

  it.each(['x', '-1', '1e3', '99999999', '9'.repeat(40)])(
    'is not followed after an id like %s',
    async (id) => {
      await gated.open();
      const { path, executionId } = await gated.run(service.api, 'true');
      await service.api.ended(executionId);
      const { body } = await service.api
        .get(path)
        .set({ Accept: 'text/event-stream', 'Last-Event-ID': id })
        .expect(400);
      expect(body).toMatchObject({
        code: 'stream.invalid',
        errors: [{ pointer: '/headers/last-event-id' }],
      });
    },
  );

  it('is followed by so many of a project at a time, and by others when they have gone', async () => {
    const { url } = await gated.run(service.api, `echo before; ${gated.wait}`);
    const open = await Promise.all([1, 2, 3].map(() => EventStream.open(url)));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = await EventStream.open(url);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.response.json()).toMatchObject({ code: 'stream.too_many' });
    open[0]?.close();
    const next = await until(async () => {
      const stream = await EventStream.open(url);
      if (stream.status === 200) return stream;
      stream.close();
      return false;
    });
    for (const stream of [...open, next]) stream.close();
    await gated.open();
  });

  it('does not hold up the end of the service while it is followed', async () => {
    const other = await startService({ environment: GATED });
    const log = await GatedLog.make(other.config.dataDir);
    const { url } = await log.run(other.api, `echo before; ${log.wait}`);
    const stream = await EventStream.open(url);
    await stream.until(({ data }) => String(data).includes('before'));
    const begun = performance.now();
    await other.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect((await stream.rest()).map(({ event }) => event)).not.toContain('end');
  });
});
