import { typeError } from '../python/errors.js';
import { PyDict } from '../python/dict.js';
import { PyValue, tuple } from '../python/values.js';
import { Expression, MacroSignature } from './ast.js';
import { JinjaScope } from './scope.js';
import { Callable, NamedArguments, Undefined } from './values.js';

type Bind = (scope: JinjaScope, evaluate: (node: Expression) => PyValue) => void;

/** A `macro` of a template, or the `caller` that a `call` makes. */
export class Macro extends Callable {
  /** @param render renders the body in a scope that it makes and lets the arguments be bound in. */
  constructor(
    private readonly signature: MacroSignature,
    render: (bind: Bind) => PyValue,
  ) {
    super(signature.name, (args, named) => {
      this.check(args, named);
      return render((scope, evaluate) => this.bind(scope, evaluate, args, named));
    });
  }

  override shown(): string {
    return `<Macro '${this.signature.name}'>`;
  }

  private check(args: readonly PyValue[], named: NamedArguments): void {
    const { name, parameters, uses } = this.signature;
    for (const [index, parameter] of parameters.entries()) {
      if (index < args.length && named.has(parameter)) {
        throw typeError(`macro '${name}' got multiple values for argument '${parameter}'`);
      }
    }
    const unknown = [...named.keys()].find((key) => !this.takes(key));
    if (unknown !== undefined) throw typeError(`macro '${name}' takes no keyword argument '${unknown}'`);
    if (args.length > parameters.length && !uses.has('varargs')) {
      throw typeError(`macro '${name}' takes not more than ${parameters.length} argument(s)`);
    }
  }

  private takes(name: string): boolean {
    const { parameters, uses } = this.signature;
    return parameters.includes(name) || uses.has('kwargs') || (name === 'caller' && uses.has('caller'));
  }

  private bind(
    scope: JinjaScope,
    evaluate: (node: Expression) => PyValue,
    args: readonly PyValue[],
    named: NamedArguments,
  ): void {
    const { parameters, defaults, uses } = this.signature;
    const required = parameters.length - defaults.length;
    if (uses.has('caller') && !parameters.includes('caller')) {
      scope.set('caller', named.get('caller') ?? new Undefined('No caller defined'));
    }
    for (const [index, name] of parameters.entries()) {
      const given = args[index] ?? named.get(name);
      const fallback = defaults[index - required];
      if (index < args.length || named.has(name)) scope.set(name, given ?? null);
      else if (fallback !== undefined) scope.set(name, evaluate(fallback));
      else scope.set(name, new Undefined(`parameter '${name}' was not provided`));
    }
    if (uses.has('varargs')) scope.set('varargs', tuple(args.slice(parameters.length)));
    if (!uses.has('kwargs')) return;
    const rest = [...named].filter(([name]) => !parameters.includes(name) && name !== 'caller');
    scope.set('kwargs', PyDict.of(rest));
  }
}
