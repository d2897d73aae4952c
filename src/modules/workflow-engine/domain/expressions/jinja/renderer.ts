import { typeError, valueError } from '../python/errors.js';
import { iterate } from '../python/operations.js';
import { str } from '../python/text.js';
import { PyValue } from '../python/values.js';
import { Statement, Target } from './ast.js';
import { JinjaEvaluator } from './evaluator.js';
import { JinjaScope } from './scope.js';
import { Callable, defined, Namespace, Undefined } from './values.js';

/** Runs the statements of a template and gathers its text. */
export class JinjaRenderer {
  constructor(private readonly evaluator: JinjaEvaluator) {}

  render(statements: readonly Statement[], scope: JinjaScope): string {
    const { budget } = this.evaluator;
    let text = '';
    for (const statement of statements) {
      budget.spend();
      text += budget.descend(() => this.statement(statement, scope));
      budget.allowText(text.length);
    }
    return text;
  }

  private statement(statement: Statement, scope: JinjaScope): string {
    switch (statement.kind) {
      case 'text':
        return statement.text;
      case 'output':
        return this.text(this.evaluator.evaluate(statement.expression, scope));
      case 'if': {
        const branch = statement.branches.find(([condition]) => this.evaluator.truth(condition, scope));
        return this.render(branch === undefined ? statement.otherwise : branch[1], scope);
      }
      case 'for':
        return this.loop(statement, scope);
      case 'set':
        this.assign(statement.target, this.evaluator.evaluate(statement.value, scope), scope);
        return '';
      case 'capture': {
        const text = this.render(statement.body, scope.child());
        const { filter } = statement;
        this.assign(statement.target, filter ? this.evaluator.filterText(filter, text, scope) : text, scope);
        return '';
      }
      case 'with': {
        const inner = scope.child();
        for (const [target, value] of statement.bindings) {
          this.assign(target, this.evaluator.evaluate(value, scope), inner);
        }
        return this.render(statement.body, inner);
      }
      case 'filter-block': {
        const text = this.render(statement.body, scope.child());
        return this.text(this.evaluator.filterText(statement.filter, text, scope));
      }
    }
  }

  private text(value: PyValue): string {
    if (value instanceof Undefined && value.isLenient) return '';
    return str(defined(value), this.evaluator.budget);
  }

  private loop(statement: Extract<Statement, { kind: 'for' }>, scope: JinjaScope): string {
    const { budget } = this.evaluator;
    const { target, condition } = statement;
    const all = budget.collect(iterate(this.evaluator.value(statement.items, scope)));
    const items = condition
      ? all.filter((item) => this.evaluator.truth(condition, this.bound(target, item, scope)))
      : all;
    if (items.length === 0) return this.render(statement.otherwise, scope.child());
    let text = '';
    for (const [index, item] of items.entries()) {
      const inner = this.bound(target, item, scope);
      inner.set('loop', loopOf(items, index));
      text += this.render(statement.body, inner);
      budget.allowText(text.length);
    }
    return text;
  }

  private bound(target: Target, item: PyValue, scope: JinjaScope): JinjaScope {
    const inner = scope.child();
    this.assign(target, item, inner);
    return inner;
  }

  private assign(target: Target, value: PyValue, scope: JinjaScope): void {
    switch (target.kind) {
      case 'name':
        return scope.set(target.name, value);
      case 'member': {
        const namespace = scope.get(target.namespace);
        if (!(namespace instanceof Namespace))
          throw typeError('cannot assign attribute on non-namespace object');
        namespace.members.set(target.name, value);
        return;
      }
      case 'names': {
        const values = this.evaluator.budget.collect(iterate(defined(value)));
        const wanted = target.targets.length;
        if (values.length > wanted) throw valueError(`too many values to unpack (expected ${wanted})`);
        if (values.length < wanted) {
          throw valueError(`not enough values to unpack (expected ${wanted}, got ${values.length})`);
        }
        target.targets.forEach((part, index) => this.assign(part, values[index] ?? null, scope));
      }
    }
  }
}

function loopOf(items: readonly PyValue[], index: number): Namespace {
  const { length } = items;
  const members = new Map<string, PyValue>([
    ['index', BigInt(index + 1)],
    ['index0', BigInt(index)],
    ['revindex', BigInt(length - index)],
    ['revindex0', BigInt(length - index - 1)],
    ['first', index === 0],
    ['last', index === length - 1],
    ['length', BigInt(length)],
    ['depth', 1n],
    ['depth0', 0n],
    ['cycle', new Callable('cycle', (args) => args[index % Math.max(1, args.length)] ?? null)],
  ]);
  if (index > 0) members.set('previtem', items[index - 1] ?? null);
  if (index < length - 1) members.set('nextitem', items[index + 1] ?? null);
  return new Namespace('LoopContext', members);
}
