import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { until } from '../../../test/support/until.js';
import { answer, reset, ScriptedServer, silence } from '../../../test/support/scripted-server.js';
import { DomainError } from '../domain/domain-error.js';
import { OpenStackClient, type OpenStackClientOptions, type OpenStackRequest } from './openstack-client.js';
import { ServiceRefusal, TokenRefused } from './openstack-errors.js';

describe('the client of OpenStack services', () => {
  let server: ScriptedServer;
  const clients: OpenStackClient[] = [];

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await server.stop();
  });

  function client(
    options: OpenStackClientOptions = {},
  ): (request?: Partial<OpenStackRequest>) => Promise<unknown> {
    const made = new OpenStackClient({ pauseMs: 1, timeoutMs: 2_000, breakAfter: 100, ...options });
    clients.push(made);
    return (request = {}) =>
      made.request({ service: 'mistral', method: 'GET', url: `${server.url}/v2/x`, ...request });
  }

  async function failure(call: Promise<unknown>): Promise<DomainError> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof DomainError) return error;
    throw new Error(`not a DomainError: ${inspect(error)}`);
  }

  it('sends token, headers and JSON, and hands back status, headers and data', async () => {
    server.script(answer(201, { id: 'a' }, { 'X-Subject-Token': 'subject' }));
    const response = await client()({
      method: 'POST',
      token: 'secret',
      headers: { 'X-A': 'b' },
      body: { c: 1 },
    });
    expect(response).toMatchObject({
      status: 201,
      data: { id: 'a' },
      headers: { 'x-subject-token': 'subject' },
    });
    expect(server.received[0]).toMatchObject({
      body: '{"c":1}',
      headers: { 'x-auth-token': 'secret', 'x-a': 'b', 'content-type': 'application/json' },
    });
  });

  it('sends a text as it is', async () => {
    await client()({ method: 'POST', body: 'version: "2.0"', contentType: 'text/plain' });
    expect(server.received[0]).toMatchObject({
      body: 'version: "2.0"',
      headers: { 'content-type': 'text/plain' },
    });
  });

  it('keeps connections', async () => {
    const call = client();
    for (let i = 0; i < 5; i += 1) await call();
    expect(new Set(server.received.map(({ connection }) => connection)).size).toBe(1);
  });

  it('repeats an idempotent request at once where the kept connection was reset', async () => {
    const call = client({ retries: 0 });
    await call();
    server.script(reset, answer(200, { again: true }));
    await expect(call()).resolves.toMatchObject({ data: { again: true } });
    expect(server.received.map(({ connection }) => connection)).toEqual([1, 2]);
  });

  it('gives what may not be repeated a connection of its own, and does not repeat it', async () => {
    const call = client();
    await call();
    server.script(reset);
    const error = await failure(call({ method: 'POST', body: {} }));
    expect(error).toMatchObject({ kind: 'unavailable', code: 'mistral.unavailable' });
    expect(server.received.map(({ connection }) => connection)).toEqual([2]);
  });

  it.each([502, 503, 504])('repeats an idempotent request on %i', async (status) => {
    server.script(answer(status), answer(status), answer(200, { ok: true }));
    await expect(client()()).resolves.toMatchObject({ data: { ok: true } });
    expect(server.received).toHaveLength(3);
  });

  it('repeats a POST that is said to be idempotent', async () => {
    server.script(answer(503), answer(201));
    await expect(client()({ method: 'POST', body: {}, idempotent: true })).resolves.toMatchObject({
      status: 201,
    });
  });

  it('says after how long to come back, in the words of the service where it has some', async () => {
    server.script(answer(503, {}, { 'Retry-After': '17' }));
    expect(await failure(client()())).toMatchObject({ code: 'mistral.unavailable', retryAfter: 17 });
    server.script(answer(429, { error: { message: 'slowly' } }, { 'Retry-After': '3' }));
    expect(await failure(client()())).toMatchObject({ code: 'mistral.unavailable', retryAfter: 3 });
    expect(server.received).toHaveLength(1);
  });

  it('does not wait longer than it was told', async () => {
    server.script(silence);
    const error = await failure(client({ retries: 1 })({ timeoutMs: 20 }));
    expect(error.message).toBe('Mistral does not answer (no answer within 20 ms).');
    expect(server.received).toHaveLength(2);
  });

  it('stops asking a dead service, and asks again after a while', async () => {
    const call = client({ retries: 0, breakAfter: 2, breakMs: 30 });
    server.script(answer(503));
    await failure(call());
    await failure(call());
    expect(await failure(call())).toMatchObject({ code: 'mistral.unavailable', retryAfter: 1 });
    expect(server.received).toHaveLength(2);
    server.script(answer(200));
    await until(() => call());
    expect(server.received).toHaveLength(1);
  });

  it('lets one dead service be no other one’s fault', async () => {
    const call = client({ retries: 0, breakAfter: 1, breakMs: 60_000 });
    server.script(answer(503), answer(200));
    await failure(call());
    await expect(call({ service: 'heat' })).resolves.toMatchObject({ status: 200 });
  });

  it('counts a refusal as an answer', async () => {
    const call = client({ breakAfter: 1 });
    server.script(answer(404, { faultstring: 'Workflow not found' }));
    for (let i = 0; i < 3; i += 1) {
      await expect(call()).rejects.toMatchObject({ status: 404, explanation: 'Workflow not found' });
    }
    await expect(call()).rejects.toBeInstanceOf(ServiceRefusal);
    await expect(call({ acceptedStatuses: [404] })).resolves.toMatchObject({ status: 404 });
  });

  it('tells a refused token apart', async () => {
    server.script(answer(401, { error: { message: 'The request you have made requires authentication.' } }));
    await expect(client()()).rejects.toBeInstanceOf(TokenRefused);
  });

  it('says that the service failed, and does not insist', async () => {
    server.script(answer(500, { explanation: 'boom' }));
    expect(await failure(client()())).toMatchObject({
      kind: 'unavailable',
      code: 'mistral.failed',
      message: 'Mistral failed (500): boom',
    });
    expect(server.received).toHaveLength(1);
  });

  it('follows no redirect with a token', async () => {
    server.script(answer(302, {}, { Location: 'http://127.0.0.1:1/elsewhere' }));
    await expect(client()({ token: 'secret', acceptedStatuses: [302] })).resolves.toMatchObject({
      status: 302,
    });
  });

  it('lets go at once when the caller does', async () => {
    server.script(silence);
    const caller = new AbortController();
    const call = client()({ signal: caller.signal });
    caller.abort(new Error('the caller left'));
    await expect(call).rejects.toThrow('the caller left');
  });

  it('has the token in no error', async () => {
    const errors: unknown[] = [];
    for (const step of [reset, answer(401), answer(404), answer(500), answer(503), silence]) {
      server.script(step);
      errors.push(await client()({ token: 'the secret', timeoutMs: 20 }).catch((error: unknown) => error));
    }
    await server.stop();
    errors.push(await client()({ token: 'the secret' }).catch((error: unknown) => error));
    expect(errors).toHaveLength(7);
    expect(inspect(errors, { depth: 20, showHidden: true })).not.toContain('the secret');
  });
});
