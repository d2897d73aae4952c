import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ExecutionContexts, StationCredentials } from '../../src/modules/executions/index.js';
import { StationJobs } from '../../src/modules/stations/index.js';
import { newId } from '../../src/shared/domain/ids.js';
import { GitRepository } from '../support/git-repository.js';
import { FakeContexts } from '../support/station-rig.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

/** What is answered to a call: a job, or the error body. */
type Answer = { job_id: string; status_url: string; code: string; errors: { pointer: string }[] };

describe('the stations over HTTP', () => {
  let service: TestService;
  let contexts: FakeContexts;
  let repository: GitRepository;
  let callback: Server;
  let callbacks: string[];
  let executionId: string;
  let headers: Record<string, string>;

  beforeAll(async () => {
    contexts = new FakeContexts();
    service = await startService({
      override: (builder) => builder.overrideProvider(ExecutionContexts).useValue(contexts),
    });
    repository = await GitRepository.make(join(service.config.dataDir, 'repository'));
    await repository.commit({ 'test.sh': '#!/bin/sh\necho tested\n' });
    callback = createServer((request, response) => {
      callbacks.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    await service.close();
    await new Promise((resolve) => callback.close(resolve));
  });

  beforeEach(() => {
    callbacks = [];
    executionId = contexts.begin();
    headers = {
      'Mistral-Workflow-Name': 'build.main',
      'Mistral-Workflow-Execution-Id': newId(),
      'Mistral-Task-Id': newId(),
      'Mistral-Action-Execution-Id': newId(),
      'Mistral-Callback-URL': `http://127.0.0.1:${(callback.address() as AddressInfo).port}/callback`,
      'X-Station-Credential': service.app.get(StationCredentials, { strict: false }).issue(executionId),
    };
  });

  const input = () => ({ source: { href: repository.path, ref: null }, command: './test.sh' });

  async function call(station: string, body: unknown, over: Record<string, string | undefined> = {}) {
    const sent = Object.entries({ 'Content-Type': 'application/json', ...headers, ...over });
    const response = await fetch(`${service.config.publicUrl}/v1/stations/${station}/jobs`, {
      method: 'POST',
      headers: sent.filter((entry): entry is [string, string] => entry[1] !== undefined),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  }

  const jobs = () => service.app.get(StationJobs, { strict: false }).ofExecution(executionId);

  it('takes an order at once, does it, and never calls the URL out of the request', async () => {
    const { status, body } = await call('unit-test', input());
    expect(status).toBe(202);
    expect(body).toEqual({
      job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status_url: `${service.config.publicUrl}/v1/executions/${executionId}/tasks/${headers['Mistral-Task-Id']}`,
    });
    const job = await until(async () => (await jobs()).find(({ state }) => state === 'done') ?? false);
    expect(job).toMatchObject({ id: body.job_id, verdict: 'pass', summary: 'the unit tests passed' });
    expect(callbacks).toEqual([]);
  });

  it('answers the same call again with the same job', async () => {
    const first = await call('unit-test', input());
    const again = await call('unit-test', input());
    expect(again).toMatchObject({ status: 202, body: first.body });
    expect(await jobs()).toHaveLength(1);
  });

  it.each([
    ['no credential', undefined],
    ['another’s signature', `${newId()}.${'A'.repeat(43)}`],
    ['no signature', newId()],
    ['nonsense', 'x'],
  ])('turns away a call with %s', async (_, credential) => {
    const {
      status,
      body,
      headers: answered,
    } = await call('unit-test', input(), { 'X-Station-Credential': credential });
    expect(status).toBe(401);
    expect(answered.get('WWW-Authenticate')).toBe('X-Station-Credential');
    expect(body).toMatchObject({
      code: 'station.unauthenticated',
      faultstring: expect.stringContaining('X-Station-Credential'),
    });
    expect(await jobs()).toEqual([]);
  });

  it('does not know other stations', async () => {
    expect(await call('teleport', input())).toMatchObject({
      status: 404,
      body: { code: 'station.not_found' },
    });
  });

  it.each([
    [{}, ['/source']],
    [{ source: { href: 'ext::sh -c id' }, command: 'x' }, ['/source/href']],
    [{ source: { href: '/a' }, command: 'x', shell: 'zsh' }, ['/shell']],
    [[], ['']],
    ['null', ['']],
  ])('points to what is wrong in %j', async (body, pointers) => {
    const answer = await call('unit-test', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'station.input_invalid' } });
    expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('hands what it refuses to the engine too, which Mistral does not hear from an action of a workbook’s own', async () => {
    await call('unit-test', {});
    expect(await call('unit-test', {})).toMatchObject({ status: 400 });
    expect(await jobs()).toMatchObject([
      { state: 'done', verdict: 'error', summary: expect.stringContaining('/source: is missing') },
    ]);
  });

  it.each([
    ['Mistral-Task-Id', undefined],
    ['Mistral-Action-Execution-Id', undefined],
    ['Mistral-Action-Execution-Id', '../../etc/passwd'],
    ['Mistral-Task-Id', 'x'.repeat(65)],
  ])('asks for the header %s of Mistral’s own and refuses %j', async (name, value) => {
    const answer = await call('unit-test', input(), { [name]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'station.headers_invalid' } });
    expect(answer.body.errors).toMatchObject([{ pointer: `/headers/${name.toLowerCase()}` }]);
  });

  it('takes no new work for an execution that has ended', async () => {
    contexts.end(executionId);
    expect(await call('unit-test', input())).toMatchObject({
      status: 409,
      body: { code: 'station.execution_ended' },
    });
  });

  it('lists the stations with the JSON schemas of their inputs', async () => {
    const response = await fetch(`${service.config.publicUrl}/v1/stations`);
    const stations = (await response.json()) as {
      id: string;
      description: string;
      input: { required: string[] };
    }[];
    expect(stations.map(({ id }) => id)).toEqual([
      'approval',
      'functional-test',
      'image-build',
      'stack-check',
      'stack-update',
      'unit-test',
    ]);
    for (const { description, input: schema } of stations) {
      expect(description).toContain('Answers {passed, summary');
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect(stations[5]?.input.required).toEqual(['source']);
  });
});
