import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { pythonRepr, pythonStr } from '../../domain/language/index.js';
import { ActionContext, ActionPlugin, optional, raised, required } from './action-plugin.js';
import { KnownHosts, matches } from './ssh/known-hosts.js';
import { Credentials, RemoteHost, runRemotely } from './ssh/remote-command.js';

/** Where commands may run, and who vouches for the hosts. */
export interface SshSettings {
  /** `host`, `host:port`, or `*.domain` with or without a port. */
  readonly allowedHosts: readonly string[];
  /** OpenSSH's known_hosts. */
  readonly knownHostsFile: string;
  /** Holds a directory for each project, named by its id, with its private keys. */
  readonly keyDir: string | undefined;
  readonly timeoutSeconds: number;
}

const LONGEST_OUTPUT = 1_048_576;
const MOST_HOSTS = 50;
const KEY_NAME = /^[\w][\w.-]{0,99}$/;

/** An input that cannot be followed; the message is for its author. */
class Refused extends Error {}

/**
 * `std.ssh`: runs a command on the hosts, one after the other, and gives what each printed on its standard output. Only
 * hosts that the configuration allows and whose keys it knows are reached.
 */
export class SshAction implements ActionPlugin {
  readonly name = 'std.ssh';
  readonly className = 'mistral.actions.std_actions.SSHAction';
  readonly parameters = [
    ...['cmd', 'host', 'username'].map(required),
    ...['password', 'private_key_filename', 'private_key'].map(optional),
  ];

  constructor(private readonly settings: SshSettings | undefined) {}

  async run(input: JsonObject, action: ActionContext): Promise<ActionOutcome> {
    try {
      const outputs = await this.runOnAll(input, action);
      return { state: 'SUCCESS', output: outputs.length > 1 ? outputs : (outputs[0] ?? '') };
    } catch (error) {
      const what = `Failed to execute ssh cmd '${pythonStr(input.cmd ?? '')}' on ${pythonRepr(input.host ?? null)}`;
      return raised(`<${this.className}>`, action, `${what}: ${(error as Error).message}`);
    }
  }

  private async runOnAll(input: JsonObject, { projectId, signal }: ActionContext): Promise<string[]> {
    const { settings } = this;
    if (!settings) throw new Refused('std.ssh is off here: SOLUM_SSH_ALLOWED_HOSTS is not set.');
    const command = textOf(input, 'cmd');
    const targets = hostsOf(input).map((host) => allowed(host, settings.allowedHosts));
    const credentials = await credentialsOf(input, projectId, settings.keyDir);
    // Read each time: an administrator who takes a key away need not restart the service.
    const knownHosts = new KnownHosts(await readFile(settings.knownHostsFile, 'utf8'));
    const limits = { timeout: settings.timeoutSeconds * 1000, longestOutput: LONGEST_OUTPUT, signal };
    const outputs: string[] = [];
    for (const target of targets) {
      const { exitCode, output } = await runRemotely({
        target,
        command,
        knownHosts,
        ...credentials,
        ...limits,
      });
      if (exitCode !== 0) throw new Refused(endOf(target, exitCode, output));
      outputs.push(output);
    }
    return outputs;
  }
}

const SHOWN = 1000;

function endOf({ host }: RemoteHost, exitCode: number | null, output: string): string {
  const how = exitCode === null ? 'ended by a signal' : `exit code ${exitCode}`;
  return `${how} on ${host}, printed: ${output.slice(-SHOWN)}`;
}

function textOf(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Refused(`${name} is not a text.`);
}

function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return value === undefined || value === null || value === '' ? undefined : textOf(input, name);
}

function hostsOf({ host }: JsonObject): string[] {
  const hosts = Array.isArray(host) ? host : [host];
  if (hosts.length > MOST_HOSTS) throw new Refused(`There are ${hosts.length} hosts, at most ${MOST_HOSTS}.`);
  return hosts.map((each) => textOf({ host: each ?? null }, 'host'));
}

/** The host as it may be reached; `host:port` for another port than 22. */
function allowed(text: string, patterns: readonly string[]): RemoteHost {
  const [, host = '', port = '22'] = /^([\w.-]+?)(?::(\d{1,5}))?$/.exec(text.toLowerCase()) ?? [];
  const named = patterns.some((pattern) => {
    const [wantedHost = '', wantedPort = '22'] = pattern.toLowerCase().split(':');
    return host !== '' && matches(wantedHost, host) && wantedPort === port;
  });
  if (!named) throw new Refused(`SOLUM_SSH_ALLOWED_HOSTS does not allow ${text}.`);
  return { host, port: Number(port) };
}

async function credentialsOf(
  input: JsonObject,
  projectId: string,
  keyDir: string | undefined,
): Promise<Credentials> {
  return {
    username: textOf(input, 'username'),
    password: optionalText(input, 'password'),
    privateKey: optionalText(input, 'private_key') ?? (await keyOf(input, projectId, keyDir)),
  };
}

/** A key of the project's own: another project's is as little to be had as the service's. */
async function keyOf(
  input: JsonObject,
  projectId: string,
  keyDir: string | undefined,
): Promise<string | undefined> {
  const name = optionalText(input, 'private_key_filename');
  if (name === undefined) return undefined;
  if (keyDir === undefined)
    throw new Refused('There are no private keys here: SOLUM_SSH_KEY_DIR is not set.');
  if (!KEY_NAME.test(name) || !KEY_NAME.test(projectId)) {
    throw new Refused('private_key_filename is the name of a file, without a directory.');
  }
  return readFile(join(keyDir, projectId, name), 'utf8').catch(() => {
    throw new Refused(`There is no private key ${name} of this project.`);
  });
}
