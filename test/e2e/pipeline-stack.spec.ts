import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StackProvider } from '../../src/modules/stacks/index.js';
import { FakeStackProvider } from '../support/fake-stack-provider.js';
import { startService, TestService } from '../support/test-service.js';

const SCOPE = { projectId: 'development', token: async () => '' };

describe('the stack of a pipeline', () => {
  let service: TestService;
  const stacks = new FakeStackProvider();

  beforeAll(async () => {
    service = await startService({
      override: (builder) => builder.overrideProvider(StackProvider).useValue(stacks),
    });
  });
  afterAll(() => service.close());

  it('has no URL before the first deployment', async () => {
    const { uuid, stack_id: stackId } = await service.api.createPipeline();
    const { body } = await service.api.get(`/v1/pipelines/${uuid}/stack`).expect(200);
    expect(body).toMatchObject({ id: stackId, status: 'CREATE_COMPLETE', url: null, outputs: {} });
  });

  it('tells where its application answers, and since when', async () => {
    const { uuid, stack_id: stackId } = await service.api.createPipeline();
    const stack = await stacks.get(SCOPE, stackId);
    const updatedAt = new Date('2031-05-06T07:08:09Z');
    const outputs = { url: 'http://shop.example.org/' };
    stacks.stacks.set(stackId, { ...stack, status: 'UPDATE_COMPLETE', outputs, updatedAt });
    const { body } = await service.api.get(`/v1/pipelines/${uuid}/stack`).expect(200);
    expect(body).toMatchObject({
      status: 'UPDATE_COMPLETE',
      url: outputs.url,
      updated_at: '2031-05-06T07:08:09.000Z',
    });
  });

  it('that is gone is not found', async () => {
    const { uuid, stack_id: stackId } = await service.api.createPipeline();
    await stacks.delete(SCOPE, stackId);
    const { body } = await service.api.get(`/v1/pipelines/${uuid}/stack`).expect(404);
    expect(body.code).toBe('stack.not_found');
  });

  it('is not told of a pipeline that is not there', async () => {
    const { body } = await service.api
      .get('/v1/pipelines/00000000-0000-4000-8000-000000000000/stack')
      .expect(404);
    expect(body.code).toBe('pipeline.not_found');
  });
});
