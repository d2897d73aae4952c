import { PyDict } from '../python/dict.js';
import { PythonError } from '../python/errors.js';
import { PyOpaque, PyTuple, PyValue } from '../python/values.js';

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

  override shown(): string {
    return 'Undefined';
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

/** An object with members by name: a `namespace(…)`, a `cycler(…)`. */
export class PyRecord extends PyOpaque {
  constructor(
    readonly typeName: string,
    readonly members: Map<string, PyValue>,
  ) {
    super();
  }
}

/** `namespace(…)`: its members may be set. */
export class Namespace extends PyRecord {
  constructor(
    members: Map<string, PyValue>,
    private readonly text: (value: PyValue) => string,
  ) {
    super('Namespace', members);
  }

  override shown(): string {
    return `<Namespace ${this.text(PyDict.of(this.members))}>`;
  }
}

/** The `loop` of a `for`: members, and a call where the loop is recursive. */
export class LoopContext extends Callable {
  constructor(
    readonly members: ReadonlyMap<string, PyValue>,
    private readonly position: string,
    run: Callable['run'],
  ) {
    super('loop', run);
  }

  override shown(): string {
    return `<LoopContext ${this.position}>`;
  }
}

/** A member of what `groupby` answers: a pair whose parts have names. */
export class GroupTuple extends PyTuple {}
