import { PythonError } from '../python/errors.js';
import { PyOpaque, PyValue } from '../python/values.js';

export type NamedArguments = ReadonlyMap<string, PyValue>;

/** Something a template can call: a method of a value, one of Mistral's functions, `range`. */
export class Callable extends PyOpaque {
  readonly typeName = 'builtin_function_or_method';

  constructor(
    readonly name: string,
    readonly run: (args: readonly PyValue[], named: NamedArguments) => PyValue,
  ) {
    super();
  }
}

/** Jinja2's StrictUndefined: it may be tested and defaulted; every other use of it fails. */
export class Undefined extends PyOpaque {
  readonly typeName = 'StrictUndefined';

  constructor(
    readonly reason: string,
    /** An `if` without an `else` is no error where it is put into a text. */
    readonly isLenient = false,
  ) {
    super();
  }

  get error(): PythonError {
    return new PythonError('UndefinedError', this.reason);
  }
}

/** Fails where a value is undefined. */
export function defined(value: PyValue): PyValue {
  if (value instanceof Undefined) throw value.error;
  return value;
}

/** `namespace(…)`, and the `loop` of a `for`: members by name. */
export class Namespace extends PyOpaque {
  constructor(
    readonly typeName: string,
    readonly members: Map<string, PyValue>,
  ) {
    super();
  }
}
