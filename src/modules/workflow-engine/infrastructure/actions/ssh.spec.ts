import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type Connection } from 'ssh2';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { contextOfAction } from './action-context.mother.js';
import { SshAction, type SshSettings } from './ssh.js';

const { Server, utils } = ssh2;
const HOST_KEY = utils.generateKeyPairSync('ed25519');
const OTHER_KEY = utils.generateKeyPairSync('ed25519');
const USER_KEY = utils.generateKeyPairSync('ed25519');

/** What the host on this machine does with each command. */
const COMMANDS: Readonly<Record<string, (say: (text: string) => void) => number | undefined>> = {
  'uname -n': (say) => (say('host-1\n'), 0),
  false: () => 1,
  yes: (say) => {
    for (let round = 0; round < 40; round += 1) say('y\n'.repeat(20_000));
    return 0;
  },
  'sleep 600': () => undefined,
};

/** A real SSH server that lets `solum` in by its password or its key. */
class SshHost {
  readonly commands: string[] = [];
  private readonly connections = new Set<Connection>();
  private readonly server = new Server({ hostKeys: [HOST_KEY.private] }, (connection) =>
    this.serve(connection),
  );

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const connection of this.connections) connection.end();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private serve(connection: Connection): void {
    this.connections.add(connection);
    connection.on('close', () => this.connections.delete(connection));
    connection.on('error', () => undefined);
    connection.on('authentication', (attempt) => {
      const byPassword = attempt.method === 'password' && attempt.password === 'secret';
      const known = utils.parseKey(USER_KEY.public);
      const byKey =
        attempt.method === 'publickey' &&
        !(known instanceof Error) &&
        attempt.key.data.equals(known.getPublicSSH());
      if (attempt.username === 'solum' && (byPassword || byKey)) attempt.accept();
      else attempt.reject(['password', 'publickey']);
    });
    connection.on('session', (accept) => {
      accept().on('exec', (acceptCommand, _reject, { command }) => {
        this.commands.push(command);
        const channel = acceptCommand();
        const code = COMMANDS[command]?.((text) => channel.write(text));
        if (code === undefined) return;
        channel.exit(code);
        channel.end();
      });
    });
  }
}

describe('std.ssh', () => {
  const directory = mkdtempSync(join(tmpdir(), 'solum-ssh-'));
  const knownHostsFile = join(directory, 'known_hosts');
  let host: SshHost;
  let port: number;
  let settings: SshSettings;

  const know = (...lines: string[]): void => writeFileSync(knownHostsFile, `# hosts\n${lines.join('\n')}\n`);
  const name = (): string => `[127.0.0.1]:${port}`;

  beforeAll(async () => {
    host = new SshHost();
    port = await host.listen();
    const keyDir = join(directory, 'keys');
    mkdirSync(join(keyDir, 'demo'), { recursive: true });
    writeFileSync(join(keyDir, 'demo', 'deploy'), USER_KEY.private);
    writeFileSync(join(keyDir, 'secret'), USER_KEY.private);
    settings = { allowedHosts: [`127.0.0.1:${port}`], knownHostsFile, keyDir, timeoutSeconds: 20 };
  });
  beforeEach(() => {
    know(`${name()} ${HOST_KEY.public}`);
    host.commands.length = 0;
  });
  afterAll(async () => {
    await host.close();
    rmSync(directory, { recursive: true });
  });

  function running(
    input: JsonObject,
    given: Partial<SshSettings> = {},
    projectId = 'demo',
  ): Promise<ActionOutcome> {
    const full = {
      cmd: 'uname -n',
      host: `127.0.0.1:${port}`,
      username: 'solum',
      password: 'secret',
      ...input,
    };
    return new SshAction({ ...settings, ...given }).run(full, contextOfAction({ projectId }));
  }

  it('is off where no host is allowed, and says which setting is missing', async () => {
    const { state, output } = await new SshAction(undefined).run(
      { cmd: 'ls', host: 'h', username: 'u' },
      contextOfAction(),
    );
    expect(state).toBe('ERROR');
    expect(output).toContain('SOLUM_SSH_ALLOWED_HOSTS is not set');
  });

  it('gives what the command printed', async () => {
    expect(await running({})).toEqual({ state: 'SUCCESS', output: 'host-1\n' });
  });

  it('gives a list for several hosts, in their order', async () => {
    const place = `127.0.0.1:${port}`;
    expect(await running({ host: [place, place] })).toEqual({
      state: 'SUCCESS',
      output: ['host-1\n', 'host-1\n'],
    });
  });

  it.each([
    ['in the input', () => ({ private_key: USER_KEY.private })],
    ['of the project', () => ({ private_key_filename: 'deploy' })],
  ])('lets itself in by a private key %s', async (_what, key) => {
    expect(await running({ password: null, ...key() })).toEqual({ state: 'SUCCESS', output: 'host-1\n' });
  });

  it('knows a host whose name is hashed, or stands for several', async () => {
    const salt = randomBytes(20);
    const hash = createHmac('sha1', salt).update(name()).digest('base64');
    know(`|1|${salt.toString('base64')}|${hash} ${HOST_KEY.public}`);
    expect((await running({})).state).toBe('SUCCESS');
    know(`[127.0.0.?]:* ${HOST_KEY.public}`);
    expect((await running({})).state).toBe('SUCCESS');
  });

  it.each([
    [
      'a host that shows another key',
      () => `${name()} ${OTHER_KEY.public}`,
      /not the one SOLUM_SSH_KNOWN_HOSTS has/,
    ],
    ['a host that nobody knows', () => '', /No key of 127.0.0.1 is known/],
    ['a host by the name of another', () => `[127.0.0.2]:${port} ${HOST_KEY.public}`, /No key of 127.0.0.1/],
    [
      'a key that is revoked',
      () => `${name()} ${HOST_KEY.public}\n@revoked ${name()} ${HOST_KEY.public}`,
      /not the one SOLUM_SSH_KNOWN_HOSTS has/,
    ],
    [
      'a host that a pattern takes out',
      () => `!${name()},[127.0.0.*]:* ${HOST_KEY.public}`,
      /No key of 127.0.0.1 is known/,
    ],
  ])('runs nothing on %s', async (_what, line, reason) => {
    know(line());
    const { state, output } = await running({});
    expect(state).toBe('ERROR');
    expect(output).toMatch(reason);
    expect(host.commands).toEqual([]);
  });

  it.each([
    [
      'a host that is not allowed',
      { host: 'localhost' },
      {},
      /SOLUM_SSH_ALLOWED_HOSTS does not allow localhost/,
    ],
    ['another port', { host: '127.0.0.1' }, {}, /does not allow 127.0.0.1/],
    ['a host that is an option', { host: '-oProxyCommand=x' }, {}, /does not allow/],
    ['a key outside of the directory', { private_key_filename: '../secret' }, {}, /without a directory/],
    ['a key by its path', { private_key_filename: '/etc/ssh/key' }, {}, /without a directory/],
    ['a key that is not there', { private_key_filename: 'none' }, {}, /no private key none of this project/],
    [
      'a key where there are none',
      { private_key_filename: 'deploy' },
      { keyDir: undefined },
      /SOLUM_SSH_KEY_DIR/,
    ],
    ['a wrong password', { password: 'guess' }, {}, /authentication/i],
    ['a command that is no text', { cmd: { a: 1 } }, {}, /cmd is not a text/],
  ])('refuses %s', async (_what, input, given, reason) => {
    const { state, output } = await running(input, given);
    expect(state).toBe('ERROR');
    expect(output).toMatch(reason);
    expect(output).not.toContain('secret');
    expect(host.commands).toEqual([]);
  });

  it('keeps the keys of one project from another', async () => {
    const { output } = await running({ private_key_filename: 'deploy' }, {}, 'stranger');
    expect(output).toMatch(/no private key deploy of this project/);
    const { output: above } = await running({ private_key_filename: 'secret' }, {}, '..');
    expect(above).toMatch(/without a directory/);
  });

  it('fails with the command', async () => {
    const { state, output } = await running({ cmd: 'false' });
    expect(state).toBe('ERROR');
    expect(output).toMatch(/Failed to execute ssh cmd 'false' on '127.0.0.1:\d+': exit code 1/);
  });

  it('is stopped where it prints too much or takes too long', async () => {
    expect((await running({ cmd: 'yes' })).output).toMatch(/prints more than 1048576 bytes/);
    expect((await running({ cmd: 'sleep 600' }, { timeoutSeconds: 0.5 })).output).toMatch(
      /longer than 0.5 seconds/,
    );
  });
});
