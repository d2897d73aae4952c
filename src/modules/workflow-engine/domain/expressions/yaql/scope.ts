import { PyOpaque, PyValue } from '../python/values.js';
import type { YaqlFunction } from './function.js';

/**
 * What `$name` and a function's name mean at one place of an expression: yaql's Context. Calls and lambdas open child
 * scopes; `let`, `with`, `unpack` and `def` answer theirs, and `->` evaluates its right side there.
 */
export class Scope extends PyOpaque {
  readonly typeName = 'Context';
  private readonly variables = new Map<string, PyValue>();
  private readonly functions = new Map<string, YaqlFunction[]>();

  constructor(private readonly parent?: Scope) {
    super();
  }

  child(): Scope {
    return new Scope(this);
  }

  set(name: string, value: PyValue): void {
    this.variables.set(variableName(name), value);
  }

  /** The innermost value; a variable nobody has set is null. */
  get(name: string): PyValue {
    const key = variableName(name);
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const value = scope.variables.get(key);
      if (value !== undefined) return value;
    }
    return null;
  }

  register(definition: YaqlFunction): void {
    this.functions.set(definition.name, [...(this.functions.get(definition.name) ?? []), definition]);
  }

  /** The overloads of that name, innermost level first. */
  *overloads(name: string): Generator<readonly YaqlFunction[]> {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const level = scope.functions.get(name);
      if (level !== undefined) yield level;
    }
  }
}

/** `$` is the first argument: `$1`. */
function variableName(name: string): string {
  const bare = name.startsWith('$') ? name.slice(1) : name;
  return bare === '' ? '1' : bare;
}
