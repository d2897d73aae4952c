import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import type { AppConfig } from '../../config/app-config.js';
import { SimulatedClock } from '../domain/simulated-clock.js';
import { EventStreams, ServerSentEvent, StreamOwner } from './event-streams.js';
import { sendProblem } from './problem.filter.js';

const MOST = 3;
const EVENT: ServerSentEvent = { id: '1', event: 'told', data: { text: 'a\r\nb' } };

async function* forever(signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  yield EVENT;
  await once(signal, 'abort');
}

describe('an event stream', () => {
  let clock: SimulatedClock;
  let streams: EventStreams;
  let server: FastifyInstance;
  let owner: StreamOwner;
  let events: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

  beforeEach(async () => {
    clock = new SimulatedClock();
    streams = new EventStreams(clock, { streams: { most: MOST, mostOfProject: 2 } } as AppConfig);
    owner = { projectId: 'p', expiresAt: null };
    events = forever;
    server = fastify({ forceCloseConnections: 'idle' });
    server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
    server.get('/', (_request, reply) => streams.answer(reply, owner, (signal) => events(signal)));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    streams.beforeApplicationShutdown();
    clock.advance(2_000);
    await server.close();
  });

  async function open(): Promise<IncomingMessage> {
    const { port } = server.server.address() as AddressInfo;
    const [answer] = (await once(get({ port, host: '127.0.0.1', agent: false }), 'response')) as [
      IncomingMessage,
    ];
    return answer.setEncoding('utf8');
  }

  async function readUntil(answer: IncomingMessage, wanted: string): Promise<string> {
    let text = '';
    while (!text.includes(wanted)) text += String((await once(answer, 'data'))[0]);
    return text;
  }

  it('carries each event as lines of the standard, its data as JSON on one line', async () => {
    const answer = await open();
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    const text = await readUntil(answer, 'data:');
    expect(text).toContain('id: 1\nevent: told\ndata: {"text":"a\\r\\nb"}\n\n');
  });

  it('beats while nothing comes', async () => {
    const answer = await open();
    await readUntil(answer, 'data:');
    clock.advance(15_000);
    expect(await readUntil(answer, ': \n\n')).toBe(': \n\n');
  });

  it('ends when the token expires that it was opened with', async () => {
    owner = { projectId: 'p', expiresAt: clock.after(3_600_000) };
    const answer = await open();
    await readUntil(answer, 'data:');
    const ended = once(answer, 'end');
    clock.advance(3_600_000);
    answer.resume();
    await ended;
  });

  it('takes from its source only what the client reads', async () => {
    let taken = 0;
    events = async function* () {
      for (; taken < 10_000; taken += 1) yield { ...EVENT, data: 'x'.repeat(10_000) };
    };
    const answer = await open();
    await new Promise((resolve) => setImmediate(resolve));
    answer.pause();
    const settled = async (): Promise<number> => {
      for (let before = -1; before !== taken;) {
        before = taken;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return taken;
    };
    expect(await settled()).toBeLessThan(2_000);
    clock.advance(61_000);
    const closed = new Promise((resolve) => answer.once('close', resolve));
    answer.on('error', () => undefined).resume();
    await closed;
    expect(answer.complete).toBe(false);
  });

  it('is refused where the project, or the process, has as many as it may', async () => {
    await Promise.all([open(), open()]);
    const tooMany = await open();
    expect([tooMany.statusCode, tooMany.headers['retry-after']]).toEqual([429, '10']);
    owner = { projectId: 'other', expiresAt: null };
    const third = await open();
    expect(third.statusCode).toBe(200);
    owner = { projectId: 'yet another', expiresAt: null };
    const busy = await open();
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([503, '10']);
  });

  it('ends, and no other begins, when the service shuts down', async () => {
    const answer = await open();
    await readUntil(answer, 'data:');
    const ended = once(answer.resume(), 'end');
    streams.beforeApplicationShutdown();
    await ended;
    expect((await open()).statusCode).toBe(503);
  });

  it('ends where its source fails, so that the client comes again', async () => {
    events = async function* () {
      yield EVENT;
      throw new Error('the database is away');
    };
    const answer = await open();
    await once(answer.resume(), 'end');
  });
});
