import { PyOpaque, PyValue } from '../python/values.js';

/**
 * What `$name` and a function's name mean at one place of an expression: yaql's Context. Calls and lambdas open child
 * scopes; `let`, `with`, `unpack` and `def` answer theirs, and `->` evaluates its right side there.
 */
export class Scope<F extends { readonly name: string }> extends PyOpaque {
  readonly typeName = 'Context';
  private readonly variables = new Map<string, PyValue>();
  private readonly functions = new Map<string, F[]>();

  constructor(private readonly parent?: Scope<F>) {
    super();
  }

  child(): Scope<F> {
    return new Scope(this);
  }

  set(name: string, value: PyValue): void {
    this.variables.set(variableName(name), value);
  }

  /** The innermost value; a variable nobody has set is null. */
  get(name: string): PyValue {
    const key = variableName(name);
    for (const scope of this.outwards()) {
      const value = scope.variables.get(key);
      if (value !== undefined) return value;
    }
    return null;
  }

  register(definition: F): void {
    this.functions.set(definition.name, [...(this.functions.get(definition.name) ?? []), definition]);
  }

  /** The overloads of that name, innermost level first. */
  *overloads(name: string): Generator<readonly F[]> {
    for (const scope of this.outwards()) {
      const level = scope.functions.get(name);
      if (level !== undefined) yield level;
    }
  }

  private *outwards(): Generator<Scope<F>> {
    yield this;
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) yield scope;
  }
}

/** `$` is the first argument: `$1`. */
function variableName(name: string): string {
  const bare = name.startsWith('$') ? name.slice(1) : name;
  return bare === '' ? '1' : bare;
}
