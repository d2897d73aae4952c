import { typeError, valueError } from '../python/errors.js';
import { iterate } from '../python/operations.js';
import { str } from '../python/text.js';
import { PyValue } from '../python/values.js';
import { MacroSignature, Statement, Target } from './ast.js';
import { JinjaEvaluator } from './evaluator.js';
import { LoopRounds } from './loop-rounds.js';
import { Macro } from './macro.js';
import { JinjaScope } from './scope.js';
import { defined, Namespace, Undefined } from './values.js';

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
        return this.loop(statement, this.evaluator.value(statement.items, scope), scope, 0);
      case 'set':
        this.assign(statement.target, this.evaluator.evaluate(statement.value, scope), scope);
        return '';
      case 'capture': {
        const text = this.render(statement.body, scope.child());
        const { filter } = statement;
        this.assign(statement.target, filter ? this.evaluator.filterText(filter, text, scope) : text, scope);
        return '';
      }
      case 'macro':
        scope.set(statement.signature.name, this.macro(statement.signature, statement.body, scope));
        return '';
      case 'call':
        return this.text(this.calling(statement, scope));
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

  private macro(signature: MacroSignature, body: readonly Statement[], scope: JinjaScope): Macro {
    return new Macro(signature, (bind) => {
      const inner = scope.child();
      bind(inner, (node) => this.evaluator.evaluate(node, inner));
      return this.render(body, inner);
    });
  }

  /** Calls a macro with the body as its `caller`. */
  private calling(
    { call, signature, body }: Extract<Statement, { kind: 'call' }>,
    scope: JinjaScope,
  ): PyValue {
    const { positional, named } = this.evaluator.args(call.args, scope);
    const caller = this.macro(signature, body, scope);
    const withCaller = new Map([...named, ['caller', caller] as const]);
    return this.evaluator.call(this.evaluator.value(call.callee, scope), { positional, named: withCaller });
  }

  private text(value: PyValue): string {
    if (value instanceof Undefined && value.isLenient) return '';
    return str(defined(value), this.evaluator.budget);
  }

  private loop(
    statement: Extract<Statement, { kind: 'for' }>,
    values: PyValue,
    scope: JinjaScope,
    depth: number,
  ): string {
    const { budget } = this.evaluator;
    const { target, condition } = statement;
    const all = budget.collect(iterate(values));
    const items = condition
      ? all.filter((item) => this.evaluator.truth(condition, this.bound(target, item, scope)))
      : all;
    if (items.length === 0) return this.render(statement.otherwise, scope.child());
    const deeper = (inner: PyValue): PyValue => {
      if (statement.recursive) return budget.descend(() => this.loop(statement, inner, scope, depth + 1));
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    };
    const rounds = new LoopRounds(items, depth, deeper, budget);
    let text = '';
    for (const [index, item] of items.entries()) {
      const inner = this.bound(target, item, scope);
      inner.set('loop', rounds.at(index));
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
