import { ExpressionError } from '../expression-error.js';
import { BinaryOperator, CallArguments, Comparison, Expression, FilterExpression } from './ast.js';
import { KNOWN_FILTERS, KNOWN_TESTS } from './known-names.js';
import { TokenStream } from './token-stream.js';

const NO_ARGUMENTS: CallArguments = { positional: [], named: [], spread: undefined, namedSpread: undefined };

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Binary operators from the loosest to the tightest; they associate to the left. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [['+', '-'], ['~'], ['*', '/', '//', '%'], ['**']];

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** A parser by recursive descent, after jinja2/parser.py. */
export class ExpressionParser {
  constructor(protected readonly tokens: TokenStream) {}

  expression(): Expression {
    return this.tokens.deeper(() => this.conditional());
  }

  /** `a, b`: a tuple where there is a comma. */
  tuple(): Expression {
    if (this.endsTuple())
      throw new ExpressionError(`Expected an expression, got '${this.tokens.description()}'`);
    const first = this.expression();
    if (!this.tokens.isOperator(',')) return first;
    const items = [first];
    while (this.tokens.acceptOperator(',') && !this.endsTuple()) items.push(this.expression());
    return { kind: 'tuple', items };
  }

  private endsTuple(): boolean {
    return (
      this.tokens.ended ||
      this.tokens.is('end-print') ||
      this.tokens.is('end-block') ||
      this.tokens.isOperator(')')
    );
  }

  private conditional(): Expression {
    let then = this.or();
    while (this.tokens.accept('name', 'if')) {
      const test = this.or();
      const otherwise = this.tokens.accept('name', 'else') ? this.expression() : undefined;
      then = { kind: 'conditional', test, then, otherwise };
    }
    return then;
  }

  or(): Expression {
    let left = this.and();
    while (this.tokens.accept('name', 'or')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): Expression {
    let left = this.not();
    while (this.tokens.accept('name', 'and')) left = { kind: 'and', left, right: this.not() };
    return left;
  }

  private not(): Expression {
    if (!this.tokens.accept('name', 'not')) return this.comparison();
    return { kind: 'unary', operator: 'not', operand: this.tokens.deeper(() => this.not()) };
  }

  private comparison(): Expression {
    const first = this.binary(0);
    const rest: [Comparison, Expression][] = [];
    for (let operator = this.comparisonOperator(); operator; operator = this.comparisonOperator()) {
      rest.push([operator, this.binary(0)]);
    }
    return rest.length === 0 ? first : { kind: 'compare', first, rest };
  }

  private comparisonOperator(): Comparison | undefined {
    const { next } = this.tokens;
    if (next?.kind === 'operator' && COMPARISONS.has(next.text)) return this.tokens.take().text as Comparison;
    if (this.tokens.accept('name', 'in')) return 'in';
    const after = this.tokens.peek();
    if (!this.tokens.is('name', 'not') || after?.kind !== 'name' || after.text !== 'in') return undefined;
    this.tokens.take();
    this.tokens.take();
    return 'not in';
  }

  private binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary(true);
    let left = this.binary(level + 1);
    while (this.tokens.isOperator(...operators)) {
      const operator = this.tokens.take().text as BinaryOperator;
      left = { kind: 'binary', operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  private unary(withFilter: boolean): Expression {
    let node: Expression;
    if (this.tokens.isOperator('-', '+')) {
      const operator = this.tokens.take().text as '-' | '+';
      node = { kind: 'unary', operator, operand: this.tokens.deeper(() => this.unary(false)) };
    } else {
      node = this.primary();
    }
    node = this.postfix(node);
    return withFilter ? this.filtered(node) : node;
  }

  private primary(): Expression {
    const token = this.tokens.next;
    if (token === undefined) throw this.tokens.unexpected();
    if (token.kind === 'name') {
      this.tokens.take();
      const constant = CONSTANTS.get(token.text);
      return constant === undefined
        ? { kind: 'name', name: token.text }
        : { kind: 'literal', value: constant };
    }
    if (token.kind === 'literal') return this.literal();
    if (this.tokens.acceptOperator('(')) return this.parenthesized();
    if (this.tokens.acceptOperator('[')) return { kind: 'list', items: this.items(']') };
    if (this.tokens.acceptOperator('{')) return this.dict();
    throw this.tokens.unexpected();
  }

  private literal(): Expression {
    const { value = '' } = this.tokens.take();
    if (typeof value !== 'string') return { kind: 'literal', value };
    let text = value;
    while (typeof this.tokens.next?.value === 'string') text += String(this.tokens.take().value);
    return { kind: 'literal', value: text };
  }

  private parenthesized(): Expression {
    if (this.tokens.acceptOperator(')')) return { kind: 'tuple', items: [] };
    const inner = this.tuple();
    this.tokens.expect('operator', ')');
    return inner;
  }

  private items(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.tokens.acceptOperator(close)) {
      if (items.length > 0) this.tokens.expect('operator', ',');
      if (this.tokens.acceptOperator(close)) break;
      items.push(this.expression());
    }
    return items;
  }

  private dict(): Expression {
    const entries: [Expression, Expression][] = [];
    while (!this.tokens.acceptOperator('}')) {
      if (entries.length > 0) this.tokens.expect('operator', ',');
      if (this.tokens.acceptOperator('}')) break;
      const key = this.expression();
      this.tokens.expect('operator', ':');
      entries.push([key, this.expression()]);
    }
    return { kind: 'dict', entries };
  }

  private postfix(start: Expression): Expression {
    let node = start;
    for (;;) {
      if (this.tokens.acceptOperator('.')) node = this.attribute(node);
      else if (this.tokens.acceptOperator('[')) node = this.subscript(node);
      else if (this.tokens.isOperator('(')) node = { kind: 'call', callee: node, args: this.callArguments() };
      else return node;
    }
  }

  private attribute(object: Expression): Expression {
    const token = this.tokens.take();
    if (token.kind === 'name') return { kind: 'attribute', object, name: token.text };
    if (typeof token.value === 'bigint')
      return { kind: 'item', object, key: { kind: 'literal', value: token.value } };
    throw new ExpressionError('expected name or number');
  }

  private subscript(object: Expression): Expression {
    const bounds: (Expression | undefined)[] = [];
    let colons = 0;
    while (!this.tokens.isOperator(']')) {
      if (this.tokens.acceptOperator(':')) colons += 1;
      else bounds[colons] = this.expression();
      if (colons > 2) throw this.tokens.unexpected();
    }
    this.tokens.expect('operator', ']');
    const [key] = bounds;
    if (colons > 0) return { kind: 'slice', object, bounds: [bounds[0], bounds[1], bounds[2]] };
    if (key === undefined) throw new ExpressionError('expected subscript expression');
    return { kind: 'item', object, key };
  }

  private filtered(start: Expression): Expression {
    let node = start;
    for (;;) {
      if (this.tokens.acceptOperator('|')) node = this.filter(node);
      else if (this.tokens.accept('name', 'is')) node = this.test(node);
      else if (this.tokens.isOperator('(')) node = { kind: 'call', callee: node, args: this.callArguments() };
      else return node;
    }
  }

  /** The name behind `|` and its arguments. */
  filter(target: Expression | undefined): FilterExpression {
    const name = this.dottedName();
    if (!KNOWN_FILTERS.has(name)) throw new ExpressionError(`No filter named '${name}'.`);
    const args = this.tokens.isOperator('(') ? this.callArguments() : NO_ARGUMENTS;
    return { kind: 'filter', name, target, args };
  }

  private dottedName(): string {
    let name = this.tokens.expect('name').text;
    while (this.tokens.acceptOperator('.')) name += `.${this.tokens.expect('name').text}`;
    return name;
  }

  private test(target: Expression): Expression {
    const negated = this.tokens.accept('name', 'not');
    const name = this.dottedName();
    if (!KNOWN_TESTS.has(name)) throw new ExpressionError(`No test named '${name}'.`);
    if (this.tokens.isOperator('('))
      return { kind: 'test', name, target, args: this.callArguments(), negated };
    const positional = this.startsTestArgument() ? [this.postfix(this.primary())] : [];
    return { kind: 'test', name, target, args: { ...NO_ARGUMENTS, positional }, negated };
  }

  private startsTestArgument(): boolean {
    const token = this.tokens.next;
    if (token === undefined) return false;
    if (token.kind === 'literal') return true;
    if (token.kind === 'operator') return ['(', '[', '{'].includes(token.text);
    if (token.kind !== 'name') return false;
    if (token.text === 'is') throw new ExpressionError('You cannot chain multiple tests with is');
    return !['else', 'or', 'and', 'if', 'in', 'not'].includes(token.text);
  }

  private callArguments(): CallArguments {
    this.tokens.expect('operator', '(');
    const positional: Expression[] = [];
    const named: [string, Expression][] = [];
    let spread: Expression | undefined;
    let namedSpread: Expression | undefined;
    for (let first = true; !this.tokens.isOperator(')'); first = false) {
      if (!first) this.tokens.expect('operator', ',');
      if (this.tokens.isOperator(')')) break;
      if (this.tokens.acceptOperator('*')) spread = this.expression();
      else if (this.tokens.acceptOperator('**')) namedSpread = this.expression();
      else if (
        this.tokens.is('name') &&
        this.tokens.peek()?.text === '=' &&
        this.tokens.peek()?.kind === 'operator'
      ) {
        const { text } = this.tokens.take();
        this.tokens.take();
        named.push([text, this.expression()]);
      } else if (named.length > 0 || namedSpread !== undefined) {
        throw new ExpressionError('invalid syntax for function call expression');
      } else positional.push(this.expression());
    }
    this.tokens.expect('operator', ')');
    return { positional, named, spread, namedSpread };
  }
}
