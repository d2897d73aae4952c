import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStream, ReceivedEvent } from '../support/event-stream.js';
import { GATED, GatedLog } from '../support/gated-log.js';
import { startService, TestService } from '../support/test-service.js';

interface Told {
  readonly sequence: number;
  readonly type: string;
  readonly execution_id: string;
  readonly data: Record<string, unknown>;
}

const told = ({ data }: ReceivedEvent) => data as Told;
const typesOf = (events: readonly Told[]) =>
  events.map(({ type, data }) => [type, data.state ?? data.verdict ?? null]);

/** What a run of one task tells, besides the states of the task. */
const RUN = [
  ['execution.created', 'IDLE'],
  ['execution.state_changed', 'RUNNING'],
  ['job.started', null],
  ['job.ended', 'pass'],
  ['execution.state_changed', 'SUCCESS'],
];

describe('events', () => {
  let service: TestService;
  let gated: GatedLog;

  beforeAll(async () => {
    service = await startService({ environment: GATED });
    gated = await GatedLog.make(service.config.dataDir);
  });
  beforeEach(() => gated.shut());
  afterAll(() => service.close());

  const page = async (path: string) => (await service.api.get(path).expect(200)).body as Told[];

  async function endedRun(): Promise<string> {
    await gated.open();
    const { executionId } = await gated.run(service.api, 'true');
    await service.api.ended(executionId);
    return executionId;
  }

  it('tell of a run from its creation to its end', async () => {
    const executionId = await endedRun();
    const events = await page(`/v1/executions/${executionId}/events`);
    expect(typesOf(events.filter(({ type }) => type !== 'task.state_changed'))).toEqual(RUN);
    const tasks = events.filter(({ type }) => type === 'task.state_changed');
    expect(tasks.at(-1)?.data).toMatchObject({ name: 'unit_test', state: 'SUCCESS' });
    tasks.forEach(({ data }, index) =>
      expect(data.previous_state).toBe(tasks[index - 1]?.data.state ?? null),
    );
    expect(events.at(-1)?.type).toBe('execution.state_changed');
    expect(new Set(events.map(({ execution_id }) => execution_id))).toEqual(new Set([executionId]));
  });

  it('are followed while the run goes on, to its end', async () => {
    const { executionId } = await gated.run(service.api, gated.wait);
    const stream = await EventStream.open(`${service.api.url}/v1/executions/${executionId}/events`);
    const before = await stream.until(({ event }) => event === 'job.started');
    expect((await page(`/v1/executions/${executionId}/events`)).map(({ type }) => type)).not.toContain(
      'job.ended',
    );
    await gated.open();
    const events = [...before, ...(await stream.rest())];
    expect(events.at(-1)?.event).toBe('end');
    const recorded = await page(`/v1/executions/${executionId}/events`);
    expect(events.slice(0, -1).map(told)).toEqual(recorded);
    expect(events.slice(0, -1).map(({ id }) => Number(id))).toEqual(recorded.map(({ sequence }) => sequence));
  });

  it('go on after the last one that a client has', async () => {
    const executionId = await endedRun();
    const path = `/v1/executions/${executionId}/events`;
    const all = await page(path);
    for (const [index, { sequence }] of all.entries()) {
      const stream = await EventStream.open(service.api.url + path, { 'Last-Event-ID': String(sequence) });
      const rest = (await stream.rest()).slice(0, -1);
      expect(rest.map(told)).toEqual(all.slice(index + 1));
    }
  });

  it('come in pages, oldest first', async () => {
    const executionId = await endedRun();
    const path = `/v1/executions/${executionId}/events`;
    const all = await page(path);
    const paged: Told[] = [];
    for (let next: string | undefined = `${path}?limit=2`; next !== undefined;) {
      const { body, headers } = (await service.api.get(next).expect(200)) as {
        body: Told[];
        headers: Record<string, string>;
      };
      expect(body.length).toBeLessThanOrEqual(2);
      paged.push(...body);
      next = /<(.*)>; rel="next"/.exec(headers.link ?? '')?.[1];
    }
    expect(paged).toEqual(all);
  });

  it('of a project are followed from now on, or from the oldest that is kept', async () => {
    const earlier = await endedRun();
    const url = `${service.api.url}/v1/events`;
    const [fromNow, fromOldest] = [
      await EventStream.open(url),
      await EventStream.open(url, { 'Last-Event-ID': '0' }),
    ];
    const executionId = await endedRun();
    const isLast = (event: ReceivedEvent) =>
      told(event).execution_id === executionId &&
      told(event).data.state === 'SUCCESS' &&
      event.event === 'execution.state_changed';
    const now = (await fromNow.until(isLast)).map(told);
    const all = (await fromOldest.until(isLast)).map(told);
    expect(new Set(now.map(({ execution_id }) => execution_id))).toEqual(new Set([executionId]));
    expect(all.map(({ execution_id }) => execution_id)).toContain(earlier);
    expect(all).toEqual((await page('/v1/events')).slice(0, all.length));
    fromNow.close();
    fromOldest.close();
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=x', '/limit'],
    ['marker=-1', '/marker'],
    ['marker=1&marker=2', '/marker'],
    ['sort=created_at', '/sort'],
  ])('refuse the query %s', async (query, pointer) => {
    const { body } = await service.api.get(`/v1/events?${query}`).expect(400);
    expect(body).toMatchObject({ code: 'query.invalid', errors: [{ pointer }] });
  });

  it.each(['x', '-1', '999999999999'])('are not followed after an id like %s', async (id) => {
    const { body } = await service.api
      .get('/v1/events')
      .set({ Accept: 'text/event-stream', 'Last-Event-ID': id })
      .expect(400);
    expect(body.code).toBe('stream.invalid');
  });

  it('of an execution that is not there are none', async () => {
    await service.api.get('/v1/executions/00000000-0000-4000-8000-000000000000/events').expect(404);
  });
});
