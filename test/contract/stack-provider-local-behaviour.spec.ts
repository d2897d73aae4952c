import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { Agent, get, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Stack, StackScope, UpdateStack } from '../../src/modules/stacks/domain/stack-provider.js';
import { LocalStacks } from '../../src/modules/stacks/infrastructure/local/local-stacks.js';
import { CancelTimer, SystemClock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { LocalMachine, processesWith, serversWith, until } from './stack-provider-local.harness.js';

let machine: LocalMachine;
let scope: StackScope;

beforeEach(async () => {
  machine = await LocalMachine.open();
  scope = machine.newScope();
});

afterEach(() => machine.close());

async function deploy(stacks: LocalStacks, update: UpdateStack, to?: Stack): Promise<Stack> {
  const stack = to ?? (await stacks.provider.create(scope, { requestId: newId(), name: 'shop' }));
  await stacks.provider.update(scope, stack.id, update);
  return stacks.provider.settled(scope, stack.id, AbortSignal.timeout(20_000));
}

const urlOf = ({ outputs }: Stack): string => outputs.url as string;

async function read(stack: Stack, path = '/'): Promise<string> {
  const response = await fetch(urlOf(stack) + path).catch(() => undefined);
  return response?.ok ? response.text() : '';
}

/** One request; the answer's text, or what went wrong. */
function ask(url: string, agent: Agent | false): Promise<string> {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      text(response).then(
        (body) => resolve(response.statusCode === 200 ? body : `status ${response.statusCode}: ${body}`),
        (error: Error) => resolve(`cut: ${error.message}`),
      );
    }).once('error', (error) => resolve(`failed: ${error.message}`));
  });
}

describe('an update', () => {
  it.each([
    ['with kept connections', true],
    ['with a connection for each request', false],
  ])('fails no request while it switches under load, %s', async (_, keepAlive) => {
    const stacks = await machine.worker();
    const stack = await deploy(stacks, await machine.answering('one'));
    const agent = keepAlive && new Agent({ keepAlive: true });
    const answers = new Map<string, number>();
    let stop = false;
    const user = async (milliseconds: number): Promise<void> => {
      while (!stop) {
        const answer = await ask(`${urlOf(stack)}/?ms=${milliseconds}`, agent);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    };
    const users = [0, 0, 0, 0, 5, 20, 100, 300].map(user);
    for (const version of ['two', 'three']) await deploy(stacks, await machine.answering(version), stack);
    await until(() => (answers.get('three') ?? 0) > 50, 'the last version is in use');
    stop = true;
    await Promise.all(users);
    if (agent) agent.destroy();
    expect([...answers.keys()].sort()).toEqual(['one', 'three', 'two']);
  });

  it('ends the application that it replaces', async () => {
    const stacks = await machine.worker();
    const stack = await deploy(stacks, await machine.answering('one', { MARK: `old-${scope.projectId}` }));
    await deploy(stacks, await machine.answering('two'), stack);
    await until(() => processesWith(`MARK=old-${scope.projectId}`).length === 0, 'the old one is gone');
    const revisions = join(machine.scratch.dataDir, 'stacks', stack.id, 'revisions');
    await until(async () => (await readdir(revisions)).join() === '2', 'its files are gone');
  });

  it('leaves nothing of an application that never became ready', async () => {
    const stacks = await machine.worker({ startDeadlineMs: 300 });
    const mark = newId();
    const failed = await deploy(stacks, await machine.updateTo('sleep 1000 & sleep 1000', { MARK: mark }));
    expect(failed).toMatchObject({ status: 'UPDATE_FAILED', outputs: {} });
    expect(failed.statusReason).toContain('was not ready within 0.3 s');
    expect(processesWith(`MARK=${mark}`)).toEqual([]);
  });

  it('shows no secrets of the environment in the reason of its failure', async () => {
    const stacks = await machine.worker();
    const failed = await deploy(stacks, await machine.updateTo('env; exit 1', { TOKEN: 'very-secret' }));
    expect(failed.statusReason).toContain('TOKEN=********');
  });

  it('does nothing where the same runs already', async () => {
    const stacks = await machine.worker();
    const update = await machine.answering('same', { MARK: scope.projectId });
    const stack = await deploy(stacks, update);
    const before = processesWith(`MARK=${scope.projectId}`);
    await deploy(stacks, update, stack);
    expect(processesWith(`MARK=${scope.projectId}`)).toEqual(before);
  });

  it('refuses an artifact that there is not', async () => {
    const { provider } = machine.process();
    const stack = await provider.create(scope, { requestId: newId(), name: 'shop' });
    const parameters = { artifact: `sha256:${'0'.repeat(64)}`, run_cmd: 'true' };
    await expect(provider.update(scope, stack.id, { template: 'basic', parameters })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'stack.wrong_artifact',
    });
  });

  it('is done by a worker, whichever process it was given to', async () => {
    const api = machine.process();
    await machine.worker();
    const stack = await deploy(api, await machine.answering('from afar'));
    expect(await read(stack)).toBe('from afar');
    expect((await api.provider.check(scope, stack.id)).status).toBe('CHECK_COMPLETE');
    await api.provider.delete(scope, stack.id);
    expect(await read(stack)).toBe('');
  });
});

describe('an application', () => {
  it('gets PORT, HOST and its own environment, and nothing of the service', async () => {
    process.env.SOLUM_TEST_SECRET = 'secret';
    const stacks = await machine.worker();
    const stack = await deploy(stacks, await machine.answering('x', { COLOR: 'red' }));
    delete process.env.SOLUM_TEST_SECRET;
    const environment = JSON.parse(await read(stack, '/environment')) as Record<string, string>;
    expect(environment).toMatchObject({ COLOR: 'red', HOST: '127.0.0.1', PATH: process.env.PATH });
    expect(Object.keys(environment)).not.toContain('SOLUM_TEST_SECRET');
    expect(environment.HOME).toContain(stack.id);
  });

  it('is reached by WebSockets too', async () => {
    const stacks = await machine.worker();
    const stack = await deploy(stacks, await machine.answering('x'));
    const echo = await new Promise<string>((resolve, reject) => {
      request(urlOf(stack), { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } })
        .once('upgrade', (_response, socket) => {
          socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
          socket.write('ping');
        })
        .once('error', reject)
        .end();
    });
    expect(echo).toBe('ping');
  });

  it('is started again when it ends, at the same URL', async () => {
    const stacks = await machine.worker();
    const stack = await deploy(stacks, await machine.answering('phoenix'));
    expect(await read(stack, '/crash')).toBe('');
    await until(async () => (await read(stack)) === 'phoenix', 'it answers again');
  });

  it('is started again later each time it ends at once, and an update puts an end to that', async () => {
    const stacks = await machine.worker({ firstPauseMs: 20_000 });
    const stack = await deploy(stacks, await machine.answering('one'));
    await read(stack, '/crash');
    await until(async () => (await fetch(urlOf(stack))).status === 503, 'it is down');
    const checked = await stacks.provider.check(scope, stack.id);
    expect(checked).toMatchObject({
      status: 'CHECK_FAILED',
      statusReason: expect.stringContaining('serving one'),
    });
    expect(await read(await deploy(stacks, await machine.answering('two'), stack))).toBe('two');
  });

  it('is gone with its whole family after a deletion, and so are its files', async () => {
    const stacks = await machine.worker();
    const mark = newId();
    const stack = await deploy(stacks, await machine.answering('family', { STAYING: '1', MARK: mark }));
    await until(() => processesWith(`MARK=${mark}`).length >= 4, 'the grandchildren live');
    await stacks.provider.delete(scope, stack.id);
    expect(processesWith(`MARK=${mark}`)).toEqual([]);
    expect(existsSync(join(machine.scratch.dataDir, 'stacks', stack.id))).toBe(false);
  });

  it('has its output in a log', async () => {
    const stacks = await machine.worker();
    const stack = await deploy(stacks, await machine.answering('words'));
    const log = join(machine.scratch.dataDir, 'stacks', stack.id, 'log');
    expect(await readFile(log, 'utf8')).toContain('serving words');
  });
});

/** A worker with this clock falls silent: no timer of it fires any more. */
class StoppableClock extends SystemClock {
  private stopped = false;

  stop(): void {
    this.stopped = true;
  }

  override schedule(at: Date, run: () => void): CancelTimer {
    return super.schedule(at, () => {
      if (!this.stopped) run();
    });
  }
}

describe('the service', () => {
  it('ends everything when it stops, and starts it again at the same URL when it starts', async () => {
    const mark = newId();
    const first = await machine.worker();
    const stack = await deploy(first, await machine.answering('durable', { MARK: mark }));
    await first.stopSupervising();
    expect(processesWith(`MARK=${mark}`)).toEqual([]);
    await machine.worker();
    await until(async () => (await read(stack)) === 'durable', 'it answers again');
  });

  it('finishes an update that was under way when it stopped', async () => {
    const first = await machine.worker();
    const stack = await deploy(first, await machine.answering('one'));
    await first.provider.update(scope, stack.id, await machine.answering('two'));
    await first.stopSupervising();
    const second = await machine.worker();
    const done = await second.provider.settled(scope, stack.id, AbortSignal.timeout(20_000));
    expect(done.status).toBe('UPDATE_COMPLETE');
    expect(await read(done)).toBe('two');
  });

  it('starts what last succeeded, not what failed after it', async () => {
    const first = await machine.worker();
    const stack = await deploy(first, await machine.answering('good'));
    await deploy(first, await machine.updateTo('exit 1'), stack);
    await first.stopSupervising();
    await machine.worker();
    await until(async () => (await read(stack)) === 'good', 'it answers again');
  });

  it.each(['none', 'auto'] as const)(
    'leaves nothing behind when it is killed, and starts it all again at the same URL, with sandbox %s',
    async (sandbox) => {
      const other = await LocalMachine.open(sandbox);
      const mark = newId();
      const killed = await other.workerProcess();
      const stack = await deploy(
        other.process(),
        await other.answering('immortal', { STAYING: '1', MARK: mark }),
      );
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      await until(
        () => serversWith(`MARK=${mark}`).length === 0 || sandbox === 'none',
        'the sandbox is gone',
      );
      const orphans = processesWith(`MARK=${mark}`);
      await other.worker();
      await until(async () => (await read(stack)) === 'immortal', 'it answers again');
      expect(serversWith(`MARK=${mark}`)).toHaveLength(1);
      expect(processesWith(`MARK=${mark}`).filter((pid) => orphans.includes(pid))).toEqual([]);
      await other.close();
    },
  );

  it('waits for the lease of a worker that is silent but not known to be dead, and then takes its stacks over', async () => {
    const mark = newId();
    const clock = new StoppableClock();
    const silent = machine.process({ leaseMs: 2_000 }, clock);
    await silent.startSupervising();
    const stack = await deploy(silent, await machine.answering('taken over', { MARK: mark }));
    const [before] = serversWith(`MARK=${mark}`);
    clock.stop();
    await machine.worker({ leaseMs: 2_000 });
    expect(serversWith(`MARK=${mark}`)).toEqual([before]);
    await until(() => !serversWith(`MARK=${mark}`).includes(before ?? 0), 'the former one is ended');
    await until(() => serversWith(`MARK=${mark}`).length === 1, 'it runs again');
    const moved = async () => machine.process().provider.get(scope, stack.id);
    await until(async () => (await read(await moved())) === 'taken over', 'it answers again');
    expect(serversWith(`MARK=${mark}`)).toHaveLength(1);
  });

  it('never runs one stack twice, however many workers there are', async () => {
    const workers = await Promise.all([1, 2, 3, 4].map(() => machine.worker()));
    const mark = newId();
    const deployed = workers.map(async (stacks, index) =>
      deploy(stacks, await machine.answering(`stack ${index}`, { MARK: `${mark}-${index}` })),
    );
    const stacks = await Promise.all(deployed);
    for (const [index, stack] of stacks.entries()) {
      expect(await read(stack)).toBe(`stack ${index}`);
      expect(serversWith(`MARK=${mark}-${index}`)).toHaveLength(1);
    }
  });
});
