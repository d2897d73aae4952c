import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Pipeline } from '../support/api-client.js';
import { startService, type TestService } from '../support/test-service.js';

const MISSING = '00000000-0000-4000-8000-000000000000';

describe('the schedules of a pipeline', () => {
  let service: TestService;
  let pipeline: Pipeline;
  let path: string;

  beforeAll(async () => {
    service = await startService();
    pipeline = await service.api.createPipeline({ workbook_name: 'build' });
    path = `/v1/pipelines/${pipeline.uuid}/schedules`;
  });

  afterAll(() => service.close());

  async function make(body: Record<string, unknown> = { cron: '0 3 1 1 *' }) {
    return service.api.post(path, body).expect(201);
  }

  it('are made, shown, listed, changed and deleted', async () => {
    const made = await make({
      cron: '30 2 * * MON',
      time_zone: 'America/Lima',
      ref: 'main',
      inputs: { name: 'w' },
    });
    expect(made.body).toMatchObject({
      ...{
        type: 'schedule',
        cron: '30 2 * * MON',
        time_zone: 'America/Lima',
        ref: 'main',
        inputs: { name: 'w' },
      },
      ...{ enabled: true, last_run: null, pipeline_id: pipeline.uuid, user_id: 'developer' },
    });
    expect(new Date(made.body.next_run_at as string).getUTCHours()).toBe(7);
    const own = new URL(made.headers.location as string).pathname;
    expect((await service.api.get(own).expect(200)).body).toEqual(made.body);
    expect((await service.api.get(path).expect(200)).body).toEqual([made.body]);
    const changed = await service.api.put(own, { enabled: false, ref: null }).expect(200);
    expect(changed.body).toMatchObject({
      enabled: false,
      next_run_at: null,
      ref: null,
      cron: '30 2 * * MON',
    });
    await service.api.delete(own).expect(204);
    await service.api.get(own).expect(404);
    expect((await service.api.get(path).expect(200)).body).toEqual([]);
  });

  it('are changed and deleted only as they were read, where the caller says so', async () => {
    const made = await make();
    const own = `${path}/${made.body.uuid}`;
    const changed = await service.api
      .put(own, { cron: '0 4 1 1 *' })
      .set('If-Match', made.headers.etag as string)
      .expect(200);
    await service.api
      .put(own, { cron: '0 5 1 1 *' })
      .set('If-Match', made.headers.etag as string)
      .expect(412);
    await service.api
      .delete(own)
      .set('If-Match', made.headers.etag as string)
      .expect(412);
    await service.api
      .get(own)
      .set('If-None-Match', changed.headers.etag as string)
      .expect(304);
    await service.api
      .delete(own)
      .set('If-Match', changed.headers.etag as string)
      .expect(204);
  });

  it('are made once under an Idempotency-Key', async () => {
    const post = (cron: string) => service.api.post(path, { cron }).set('Idempotency-Key', 'nightly');
    const first = await post('0 3 1 2 *').expect(201);
    expect((await post('0 3 1 2 *').expect(201)).body.uuid).toBe(first.body.uuid);
    expect((await post('0 4 1 2 *').expect(409)).body.code).toBe('idempotency.key_reused');
    await service.api.delete(`${path}/${first.body.uuid}`).expect(204);
  });

  it.each([
    [{}, '/cron'],
    [{ cron: 'every day' }, '/cron'],
    [{ cron: '0 0 30 2 *' }, '/cron'],
    [{ cron: '0 0 0 1 1 *' }, '/cron'],
    [{ cron: '0 3 * * *', time_zone: 'Mars/Olympus' }, '/time_zone'],
    [{ cron: '0 3 * * *', ref: '--upload-pack=x' }, '/ref'],
    [{ cron: '0 3 * * *', inputs: { colour: 1 } }, '/inputs/colour'],
    [{ cron: '0 3 * * *', enabled: 'yes' }, '/enabled'],
    [{ cron: '0 3 * * *', user_id: 'somebody' }, '/user_id'],
  ])('are refused where they are wrong, by the name of what is: %j', async (body, pointer) => {
    const { body: problem } = await service.api.post(path, body).expect(400);
    expect(problem.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
    const made = await make();
    if (pointer !== '/cron' || 'cron' in body)
      await service.api.put(`${path}/${made.body.uuid}`, body).expect(400);
    await service.api.delete(`${path}/${made.body.uuid}`).expect(204);
  });

  it('are not there for a pipeline that is not, nor for another pipeline', async () => {
    const { body } = await make();
    const other = await service.api.createPipeline({ workbook_name: 'build', name: 'other' });
    for (const id of [MISSING, other.uuid]) {
      const elsewhere = `/v1/pipelines/${id}/schedules/${body.uuid}`;
      await service.api.get(elsewhere).expect(404);
      await service.api.put(elsewhere, { enabled: false }).expect(404);
      await service.api.delete(elsewhere).expect(404);
    }
    await service.api.get(`/v1/pipelines/${MISSING}/schedules`).expect(404);
    await service.api.post(`/v1/pipelines/${MISSING}/schedules`, { cron: '0 3 * * *' }).expect(404);
    await service.api.delete(`${path}/${body.uuid}`).expect(204);
  });

  it('are a hundred at the most', async () => {
    const made = await Promise.all(Array.from({ length: 100 }, () => make()));
    expect((await service.api.post(path, { cron: '0 3 * * *' }).expect(409)).body.code).toBe(
      'schedule.too_many',
    );
    const page = await service.api.get(`${path}?limit=40&sort=created_at:asc`).expect(200);
    expect(page.body).toHaveLength(40);
    expect(page.headers.link).toMatch(/rel="next"/);
    for (const { body } of made) await service.api.delete(`${path}/${body.uuid}`).expect(204);
  });
});
