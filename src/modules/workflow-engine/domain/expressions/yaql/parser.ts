import { ExpressionError } from '../expression-error.js';
import { CallNode, MappingNode, YaqlNode } from './ast.js';
import { Token, tokenize } from './lexer.js';

/** Nesting that no expression written by a person has, and the JavaScript stack still bears. */
const DEEPEST = 200;

/** How tight each operator binds, from yaql/language/factory.py. */
const BINDING: Readonly<Record<string, number>> = {
  '.': 11,
  '?.': 11,
  '[': 10,
  '(': 12,
  '=~': 8,
  '!~': 8,
  '*': 7,
  '/': 7,
  mod: 7,
  '+': 6,
  '-': 6,
  '>': 5,
  '<': 5,
  '>=': 5,
  '<=': 5,
  '!=': 5,
  '=': 5,
  in: 5,
  and: 3,
  or: 2,
  '->': 1,
};
const SIGN_BINDING = 9;
const NOT_BINDING = 4;
const FUNCTION_OF: Readonly<Record<string, string>> = { '=': '*equal', '!=': '*not_equal' };

export function call(name: string, args: readonly YaqlNode[], written = false): CallNode {
  return { kind: 'call', name, args, written };
}

/** A Pratt parser for one expression. */
class Parser {
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;

  constructor(private readonly expression: string) {
    this.tokens = tokenize(expression);
  }

  parse(): YaqlNode {
    const node = this.value(0);
    if (this.peek() !== undefined) this.fail();
    return node;
  }

  private peek(): Token | undefined {
    return this.tokens[this.index];
  }

  private isNext(operator: string): boolean {
    const token = this.peek();
    return token?.kind === 'operator' && token.text === operator;
  }

  private accept(operator: string): boolean {
    if (!this.isNext(operator)) return false;
    this.index += 1;
    return true;
  }

  private expect(operator: string): void {
    if (!this.accept(operator)) this.fail();
  }

  private fail(): never {
    const token = this.peek();
    if (token === undefined) throw new ExpressionError('Parse error: unexpected end of statement');
    throw new ExpressionError(
      `Parse error: unexpected '${token.text}' at position ${token.position} of expression '${this.expression}'`,
    );
  }

  private value(minimum: number): YaqlNode {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new ExpressionError('Parse error: expression is nested too deeply');
    let left = this.prefix();
    for (let token = this.peek(); token?.kind === 'operator'; token = this.peek()) {
      const binding = BINDING[token.text];
      if (binding === undefined || binding <= minimum) break;
      this.index += 1;
      left = this.infix(left, token.text, binding);
    }
    this.depth -= 1;
    return left;
  }

  private infix(left: YaqlNode, operator: string, binding: number): YaqlNode {
    if (operator === '[') return call('#indexer', [left, ...this.args(']')]);
    if (operator === '(') return call('#call', [left, ...this.args(')')], true);
    const right = this.value(operator === '->' ? binding - 1 : binding);
    return call(FUNCTION_OF[operator] ?? `#operator_${operator}`, [left, right]);
  }

  private prefix(): YaqlNode {
    const token = this.peek();
    if (token === undefined) this.fail();
    this.index += 1;
    switch (token.kind) {
      case 'constant':
        return { kind: 'constant', value: token.value ?? null };
      case 'keyword':
        return { kind: 'keyword', name: token.text };
      case 'variable':
        return { kind: 'variable', name: token.text };
      case 'function':
        return call(token.text, this.args(')'), true);
      case 'operator':
        return this.operator(token.text);
    }
  }

  private operator(text: string): YaqlNode {
    switch (text) {
      case '(': {
        const inner = this.value(0);
        this.expect(')');
        return { kind: 'wrap', inner };
      }
      case '[':
        return call('#list', this.args(']'));
      case '{':
        return call('#map', this.args('}'));
      case '+':
      case '-':
        return call(`#unary_operator_${text}`, [this.value(SIGN_BINDING)]);
      case 'not':
        return call('#unary_operator_not', [this.value(NOT_BINDING)]);
      default:
        this.index -= 1;
        return this.fail();
    }
  }

  /** Positional arguments, of which some may be left out, then named ones. */
  private args(close: string): YaqlNode[] {
    const args: YaqlNode[] = [];
    if (this.accept(close)) return args;
    let named = false;
    for (;;) {
      if (!named && this.isNext(',')) {
        args.push({ kind: 'hole' });
      } else {
        const arg = this.arg();
        if (named && arg.kind !== 'mapping') this.fail();
        named = arg.kind === 'mapping';
        args.push(arg);
      }
      if (this.accept(close)) return args;
      this.expect(',');
    }
  }

  private arg(): YaqlNode | MappingNode {
    const source = this.value(0);
    if (!this.accept('=>')) return source;
    return { kind: 'mapping', source, destination: this.value(0) };
  }
}

/** Reads a YAQL expression; throws only `ExpressionError`, in YAQL's words. */
export function parseYaql(expression: string): YaqlNode {
  return new Parser(expression).parse();
}
