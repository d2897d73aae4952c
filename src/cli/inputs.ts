import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { usageError } from './exit-code.js';

/** The content of a file; of standard input for `-`. */
export async function readDocument(file: string): Promise<string> {
  if (file === '-') {
    if (process.stdin.isTTY) process.stderr.write('Reading from the terminal; Ctrl-D ends it.\n');
    let text = '';
    process.stdin.setEncoding('utf8');
    for await (const part of process.stdin) text += String(part);
    return text;
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

/** A YAML (or JSON) document that is an object. */
export async function readObject(file: string): Promise<Record<string, unknown>> {
  let document: unknown;
  const text = await readDocument(file);
  try {
    document = load(text);
  } catch (error) {
    throw usageError(`${file} is no YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  if (typeof document === 'object' && document !== null && !Array.isArray(document))
    return document as Record<string, unknown>;
  throw usageError(`${file} must hold an object.`);
}

/** `--input name=value`: the value is JSON where it reads as JSON, else text. */
export function readInputs(pairs: readonly string[] | undefined): Record<string, unknown> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined) throw usageError(`--input ${pair}: it must be NAME=VALUE.`);
      return [name, jsonOrText(value)];
    }),
  );
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An object of the options that were given. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
