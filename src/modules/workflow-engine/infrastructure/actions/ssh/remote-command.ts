import { Client, type ClientChannel, type ConnectConfig, type ServerHostKeyAlgorithm } from 'ssh2';
import { withinTime } from '../../../../../shared/domain/time-limit.js';
import { KnownHosts } from './known-hosts.js';

export interface RemoteHost {
  readonly host: string;
  readonly port: number;
}

export interface Credentials {
  readonly username: string;
  /** Of the user; of the private key, where one is given. */
  readonly password: string | undefined;
  /** PEM or OpenSSH. */
  readonly privateKey: string | undefined;
}

export interface RemoteCommand extends Credentials {
  readonly target: RemoteHost;
  readonly command: string;
  readonly knownHosts: KnownHosts;
  /** Milliseconds for all of it. */
  readonly timeout: number;
  readonly longestOutput: number;
  readonly signal: AbortSignal;
}

export interface RemoteResult {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** The signatures that a key of the type may make. */
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
};

/**
 * Runs one command on one host and gives what it printed. The host must show a key that is known of it. Rejects with the
 * reason where there is no result: nobody there, another key, not let in, too slow, too much output.
 */
export function runRemotely(command: RemoteCommand): Promise<RemoteResult> {
  const { signal, timeout } = command;
  return withinTime(timeout, signal, (over) => runUntil(over, command));
}

function runUntil(over: AbortSignal, command: RemoteCommand): Promise<RemoteResult> {
  const { timeout } = command;
  const client = new Client();
  return new Promise<RemoteResult>((resolve, reject) => {
    const late = (): void => reject(new Error(`It takes longer than ${timeout / 1000} seconds.`));
    if (over.aborted) late();
    over.addEventListener('abort', late, { once: true });
    client.on('error', reject);
    client.on('close', () => reject(new Error('The host has closed the connection.')));
    client.on('ready', () => {
      client.exec(command.command, (error, channel) => {
        if (error) reject(error);
        else read(channel, command.longestOutput).then(resolve, reject);
      });
    });
    client.connect(connection(command, reject));
  }).finally(() => client.destroy());
}

function connection(
  { target, username, password, privateKey, knownHosts, timeout }: RemoteCommand,
  refuse: (error: Error) => void,
): ConnectConfig {
  const { host, port } = target;
  const types = knownHosts.typesOf(host, port);
  if (types.length === 0) throw new Error(`No key of ${host} is known: SOLUM_SSH_KNOWN_HOSTS has none.`);
  return {
    host,
    port,
    username,
    readyTimeout: timeout,
    algorithms: { serverHostKey: types.flatMap(algorithmsOf) },
    hostVerifier: (key: Buffer): boolean => {
      const trusted = knownHosts.trusts(host, port, key);
      if (!trusted)
        refuse(new Error(`${host} has shown a key that is not the one SOLUM_SSH_KNOWN_HOSTS has.`));
      return trusted;
    },
    ...(privateKey === undefined ? { password } : { privateKey, passphrase: password }),
  };
}

function algorithmsOf(type: string): ServerHostKeyAlgorithm[] {
  return [...(ALGORITHMS[type] ?? [type])] as ServerHostKeyAlgorithm[];
}

function read(channel: ClientChannel, longest: number): Promise<RemoteResult> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let exitCode: number | null = null;
    channel.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longest) reject(new Error(`The command prints more than ${longest} bytes.`));
      else chunks.push(chunk);
    });
    // Read, or the command would stand still once its pipe is full.
    channel.stderr.resume();
    channel.on('exit', (code: number | null) => (exitCode = code));
    channel.on('close', () => resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8') }));
    channel.on('error', reject);
  });
}
