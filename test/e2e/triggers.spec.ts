import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const GONE = '0'.repeat(40);

describe('a trigger', () => {
  let service: TestService;
  let pipeline: Pipeline;
  let path: string;

  beforeAll(async () => {
    service = await startService();
    pipeline = await service.api.createPipeline({
      workbook_name: 'unit_test',
      trigger: { unsigned: 'allowed' },
    });
    path = new URL(pipeline.trigger_uri).pathname;
  });

  afterAll(() => service.close());

  it('posted to with nothing builds the default branch, on behalf of the owner', async () => {
    const { body } = await service.api.post(path).expect(202);
    expect(body).toMatchObject({ verdict: 'started', reason: null });
    const execution = await service.api.execution(body.execution_id);
    expect(execution).toMatchObject({ trigger: 'webhook', started_by: 'developer', ref: null, commit: null });
    const shown = await service.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(200);
    expect(shown.body.last_execution).toBe(body.execution_id);
  });

  it('given a push of GitHub’s builds its commit', async () => {
    const push = {
      ref: 'refs/heads/feature/x',
      after: COMMIT,
      repository: { clone_url: 'https://attacker.example/x.git' },
    };
    const { body } = await service.api.post(path, push).set('X-GitHub-Event', 'push').expect(202);
    const ended = await service.api.ended(body.execution_id);
    expect(ended).toMatchObject({ ref: 'refs/heads/feature/x', commit: COMMIT });
    expect(ended.inputs.source).toEqual({
      href: 'https://git.example.org/shop.git',
      ref: 'refs/heads/feature/x',
      commit: COMMIT,
    });
  });

  it.each([
    ['a ping', 'ping', { zen: 'x' }, /ping/],
    ['the deletion of a branch', 'push', { ref: 'refs/heads/x', after: GONE, deleted: true }, /deleted/],
    ['an event that is no push', 'issues', { action: 'opened' }, /issues/],
    ['a ref that is an option', 'push', { ref: '--upload-pack=x', after: COMMIT }, /ref/],
    ['a commit that is none', 'push', { ref: 'refs/heads/x', after: 'HEAD; rm -rf /' }, /commit/],
  ])('given %s starts nothing, and says why', async (_, event, payload, reason) => {
    const { body } = await service.api.post(path, payload).set('X-GitHub-Event', event).expect(202);
    expect(body).toMatchObject({
      verdict: 'ignored',
      execution_id: null,
      reason: expect.stringMatching(reason),
    });
  });

  it('reads a form as GitHub sends it', async () => {
    const payload = JSON.stringify({ ref: 'refs/heads/main', after: COMMIT });
    const { body } = await service.api
      .post(path)
      .type('form')
      .send({ payload })
      .set('X-GitHub-Event', 'push')
      .expect(202);
    expect(await service.api.execution(body.execution_id)).toMatchObject({ commit: COMMIT });
  });

  it('that is not there is 404, whatever the payload', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'nothing']) {
      const { body } = await service.api.post(`/v1/triggers/${id}`, { ref: 'refs/heads/x' }).expect(404);
      expect(body.code).toBe('trigger.not_found');
    }
  });
});
