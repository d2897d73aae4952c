import { load } from 'js-yaml';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { authError } from '../exit-code.js';

type Section = Readonly<Record<string, unknown>>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** What clouds.yaml and secure.yaml say of one cloud. */
export interface CloudEntry {
  readonly name: string;
  readonly settings: Section;
}

const EXTENSIONS = ['yaml', 'yml', 'json'];

/**
 * The entry of the named cloud, with what secure.yaml says laid over it. Where none is named, the only one there is; undefined
 * where there are none, or several. Throws where the named one is missing.
 */
export function cloudEntry(name: string | undefined, env: Environment): CloudEntry | undefined {
  const file = findFile('clouds', env.OS_CLIENT_CONFIG_FILE, env);
  const clouds = file === undefined ? {} : section(read(file), 'clouds');
  const names = Object.keys(clouds);
  const wanted = name ?? (names.length === 1 ? names[0] : undefined);
  if (wanted === undefined) return undefined;
  if (!(wanted in clouds)) {
    const known = names.length > 0 ? `; there are ${names.join(', ')}` : '';
    throw authError(`There is no cloud ${wanted} in ${file ?? 'any clouds.yaml'}${known}.`);
  }
  const secure = findFile('secure', env.OS_CLIENT_SECURE_FILE, env);
  const secrets = secure === undefined ? {} : section(read(secure), 'clouds');
  return { name: wanted, settings: overlaid(section(clouds, wanted), section(secrets, wanted)) };
}

function findFile(kind: string, given: string | undefined, env: Environment): string | undefined {
  if (given) {
    if (existsSync(given)) return given;
    throw authError(`${given} is not there.`);
  }
  const home = env.HOME || homedir();
  const directories = [
    process.cwd(),
    join(env.XDG_CONFIG_HOME || join(home, '.config'), 'openstack'),
    '/etc/openstack',
  ];
  const paths = directories.flatMap((directory) =>
    EXTENSIONS.map((extension) => join(directory, `${kind}.${extension}`)),
  );
  return paths.find((path) => existsSync(path));
}

function read(file: string): Section {
  try {
    const document: unknown = load(readFileSync(file, 'utf8'));
    return isSection(document) ? document : {};
  } catch (error) {
    // The text of a YAML error quotes the lines around it, which may hold a password.
    const { reason, message, mark } = error as { reason?: string; message: string; mark?: { line: number } };
    const place = mark ? `, line ${mark.line + 1}` : '';
    throw authError(`${file}${place}: ${reason ?? message.split('\n')[0]}`);
  }
}

function section(of: Section, name: string): Section {
  const found = of[name];
  return isSection(found) ? found : {};
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function overlaid(below: Section, above: Section): Section {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const other = merged[name];
    merged[name] = isSection(value) && isSection(other) ? overlaid(other, value) : value;
  }
  return merged;
}
