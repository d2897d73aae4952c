import { PythonError, typeError } from '../python/errors.js';
import { PyValue } from '../python/values.js';
import { Arguments } from './runtime.js';
import { defined } from './values.js';

/** Arguments sorted by the names of the parameters; absent ones are undefined. */
export class Bound {
  private readonly values = new Map<string, PyValue>();

  /** @param signature the parameters' names in order; `!` behind one demands it. */
  constructor(
    private readonly callee: string,
    signature: string,
    { positional, named }: Arguments,
  ) {
    const parameters = signature.split(' ').filter((word) => word !== '');
    const names = parameters.map((parameter) => parameter.replace('!', ''));
    if (positional.length > names.length) {
      throw typeError(
        `${callee}() takes ${names.length} positional arguments but ${positional.length} were given`,
      );
    }
    positional.forEach((value, index) => this.values.set(names[index] ?? '', value));
    for (const [name, value] of named) {
      if (!names.includes(name)) throw typeError(`${callee}() got an unexpected keyword argument '${name}'`);
      this.values.set(name, value);
    }
    for (const parameter of parameters) {
      const name = parameter.slice(0, -1);
      if (parameter.endsWith('!') && !this.values.has(name)) {
        throw typeError(`${callee}() missing 1 required positional argument: '${name}'`);
      }
    }
  }

  get(name: string): PyValue | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : defined(value);
  }

  getOr(name: string, fallback: PyValue): PyValue {
    const value = this.get(name);
    return value === undefined ? fallback : value;
  }

  /** Null and absent are the same to most parameters. */
  orNull(name: string): PyValue {
    return this.get(name) ?? null;
  }

  text(name: string, fallback: string): string;
  text(name: string, fallback: null): string | null;
  text(name: string, fallback: string | null): string | null {
    const value = this.orNull(name);
    if (value === null) return fallback;
    if (typeof value === 'string') return value;
    throw this.wrong(name, 'a string');
  }

  whole(name: string, fallback: number): number {
    const value = this.orNull(name);
    if (value === null) return fallback;
    if (typeof value === 'bigint') return Number(value);
    if (typeof value === 'boolean') return value ? 1 : 0;
    throw this.wrong(name, 'an integer');
  }

  flag(name: string, fallback = false): boolean {
    const value = this.orNull(name);
    return value === null ? fallback : value !== false && value !== 0n && value !== '';
  }

  private wrong(name: string, wanted: string): PythonError {
    return typeError(`${this.callee}() argument '${name}' must be ${wanted}`);
  }
}
