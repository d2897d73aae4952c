import { ExpressionContext } from '../expression-context.js';
import { Budget } from '../python/budget.js';
import { PyDict } from '../python/dict.js';
import { compare, equals, numeric, truthy } from '../python/equality.js';
import { typeError } from '../python/errors.js';
import { isIn, iterate, operate } from '../python/operations.js';
import { slice } from '../python/slices.js';
import { str } from '../python/text.js';
import { PyValue, tuple, typeName } from '../python/values.js';
import { BinaryOperator, CallArguments, Comparison, Expression, FilterExpression } from './ast.js';
import { attribute, item } from './attributes.js';
import { applyFilter } from './filters.js';
import { applyTest } from './tests.js';
import { Arguments, JinjaRuntime } from './runtime.js';
import { JinjaScope } from './scope.js';
import { Callable, defined, Undefined } from './values.js';

/** Evaluates Jinja2 expressions with Python's semantics, reaching nothing but the members of plain values. */
export class JinjaEvaluator implements JinjaRuntime {
  constructor(
    readonly context: ExpressionContext,
    readonly budget: Budget,
  ) {}

  evaluate(node: Expression, scope: JinjaScope): PyValue {
    this.budget.spend();
    return this.budget.descend(() => this.visit(node, scope));
  }

  /** The value, which must not be undefined. */
  value(node: Expression, scope: JinjaScope): PyValue {
    return defined(this.evaluate(node, scope));
  }

  truth(node: Expression, scope: JinjaScope): boolean {
    return truthy(this.value(node, scope));
  }

  private visit(node: Expression, scope: JinjaScope): PyValue {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'name':
        return this.name(node.name, scope);
      case 'list':
        return node.items.map((entry) => this.evaluate(entry, scope));
      case 'tuple':
        return tuple(node.items.map((entry) => this.evaluate(entry, scope)));
      case 'dict':
        return PyDict.of(
          node.entries.map(([key, entry]) => [this.value(key, scope), this.evaluate(entry, scope)]),
        );
      case 'attribute':
        return attribute(this.value(node.object, scope), node.name, this.budget);
      case 'item':
        return item(this.value(node.object, scope), this.value(node.key, scope), this.budget);
      case 'slice': {
        const [start, stop, step] = node.bounds.map((bound) => bound && this.value(bound, scope));
        return slice(this.value(node.object, scope), start, stop, step);
      }
      case 'call':
        return this.call(this.value(node.callee, scope), this.args(node.args, scope));
      case 'filter':
        return this.filter(
          node.name,
          node.target === undefined ? '' : this.evaluate(node.target, scope),
          this.args(node.args, scope),
        );
      case 'test': {
        const target = this.evaluate(node.target, scope);
        return this.test(node.name, target, this.args(node.args, scope).positional) !== node.negated;
      }
      case 'binary':
        return this.binary(node.operator, this.value(node.left, scope), this.value(node.right, scope));
      case 'unary':
        return this.unary(node.operator, this.value(node.operand, scope));
      case 'compare':
        return this.compareAll(node, scope);
      case 'and': {
        const left = this.value(node.left, scope);
        return truthy(left) ? this.evaluate(node.right, scope) : left;
      }
      case 'or': {
        const left = this.value(node.left, scope);
        return truthy(left) ? left : this.evaluate(node.right, scope);
      }
      case 'conditional':
        return this.conditional(node, scope);
    }
  }

  private name(name: string, scope: JinjaScope): PyValue {
    const value = scope.get(name);
    return value === undefined ? new Undefined(`'${name}' is undefined`) : value;
  }

  call(callee: PyValue, { positional, named }: Arguments): PyValue {
    if (!(callee instanceof Callable)) throw typeError(`'${typeName(callee)}' object is not callable`);
    return callee.run(positional, named);
  }

  args(args: CallArguments, scope: JinjaScope): Arguments {
    const positional = args.positional.map((node) => this.evaluate(node, scope));
    if (args.spread !== undefined)
      positional.push(...this.budget.collect(iterate(this.value(args.spread, scope))));
    const named = new Map(args.named.map(([name, node]) => [name, this.evaluate(node, scope)]));
    if (args.namedSpread !== undefined) {
      const dict = this.value(args.namedSpread, scope);
      if (!(dict instanceof PyDict))
        throw typeError(`argument after ** must be a mapping, not ${typeName(dict)}`);
      for (const [name, value] of dict.items()) named.set(str(name, this.budget), value);
    }
    return { positional, named };
  }

  filter(name: string, value: PyValue, args: Arguments): PyValue {
    return applyFilter(this, name, value, args);
  }

  test(name: string, value: PyValue, args: readonly PyValue[]): boolean {
    return applyTest(this, name, value, args);
  }

  /** A filter block's text goes into the innermost of its filters. */
  filterText(node: FilterExpression, text: string, scope: JinjaScope): PyValue {
    const target = node.target?.kind === 'filter' ? this.filterText(node.target, text, scope) : text;
    return this.filter(node.name, target, this.args(node.args, scope));
  }

  private binary(operator: BinaryOperator, left: PyValue, right: PyValue): PyValue {
    if (operator !== '~') return operate(operator, left, right, this.budget);
    return operate('+', str(left, this.budget), str(right, this.budget), this.budget);
  }

  private unary(operator: '+' | '-' | 'not', value: PyValue): PyValue {
    if (operator === 'not') return !truthy(value);
    const number = numeric(value);
    if (number === undefined) throw typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`);
    return operator === '-' ? -number : number;
  }

  private compareAll(node: Extract<Expression, { kind: 'compare' }>, scope: JinjaScope): boolean {
    let left = this.value(node.first, scope);
    for (const [operator, expression] of node.rest) {
      const right = this.value(expression, scope);
      if (!this.compare(operator, left, right)) return false;
      left = right;
    }
    return true;
  }

  compare(operator: Comparison, left: PyValue, right: PyValue): boolean {
    switch (operator) {
      case '==':
        return equals(left, right, this.budget);
      case '!=':
        return !equals(left, right, this.budget);
      case 'in':
        return isIn(left, right, this.budget);
      case 'not in':
        return !isIn(left, right, this.budget);
      case '<':
        return compare(left, right, this.budget) < 0;
      case '<=':
        return compare(left, right, this.budget) <= 0;
      case '>':
        return compare(left, right, this.budget) > 0;
      case '>=':
        return compare(left, right, this.budget) >= 0;
    }
  }

  private conditional(node: Extract<Expression, { kind: 'conditional' }>, scope: JinjaScope): PyValue {
    if (this.truth(node.test, scope)) return this.evaluate(node.then, scope);
    if (node.otherwise !== undefined) return this.evaluate(node.otherwise, scope);
    return new Undefined(
      'the inline if-expression evaluated to false and no else section was defined.',
      true,
    );
  }
}
