import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Pipeline } from '../support/api-client.js';
import { startService, type TestService } from '../support/test-service.js';

describe('the delegation of a pipeline where nobody is authenticated', () => {
  let service: TestService;
  let pipeline: Pipeline;

  beforeAll(async () => {
    service = await startService();
    pipeline = await service.api.createPipeline({ workbook_name: 'build' });
  });

  afterAll(() => service.close());

  const works = {
    status: 'ok',
    reason: null,
    trustor: { id: 'developer', name: 'developer' },
    expires_at: null,
  };

  it('works, and is linked from the pipeline', async () => {
    expect(pipeline).toMatchObject({ delegation_status: 'ok' });
    const path = new URL(String(pipeline.delegation_uri)).pathname;
    expect(path).toBe(`/v1/pipelines/${pipeline.uuid}/delegation`);
    expect((await service.api.get(path).expect(200)).body).toMatchObject(works);
  });

  it('has nothing to renew', async () => {
    const answer = await service.api.post(`/v1/pipelines/${pipeline.uuid}/delegation/renew`).expect(200);
    expect(answer.body).toMatchObject(works);
  });

  it('is not there for a pipeline that is not', async () => {
    const missing = '00000000-0000-4000-8000-000000000000';
    for (const call of [
      service.api.get(`/v1/pipelines/${missing}/delegation`),
      service.api.post(`/v1/pipelines/${missing}/delegation/renew`),
    ]) {
      expect((await call.expect(404)).body.code).toBe('pipeline.not_found');
    }
  });
});
