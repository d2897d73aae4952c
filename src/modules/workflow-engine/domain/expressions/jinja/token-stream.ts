import { ExpressionError } from '../expression-error.js';
import { Token, TokenKind } from './lexer.js';

/** Nesting that no template written by a person has, and the JavaScript stack still bears. */
const DEEPEST = 100;

const DESCRIPTIONS: Readonly<Partial<Record<TokenKind, string>>> = {
  'begin-block': 'begin of statement block',
  'end-block': 'end of statement block',
  'begin-print': 'begin of print statement',
  'end-print': 'end of print statement',
  text: 'template data / text',
};

/** The tokens of a template, read one by one; complains in Jinja2's words. */
export class TokenStream {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get next(): Token | undefined {
    return this.tokens[this.index];
  }

  /** Where it is, for `namesSince`. */
  get position(): number {
    return this.index;
  }

  /** The names that were read since then. */
  namesSince(position: number): ReadonlySet<string> {
    const read = this.tokens.slice(position, this.index).filter(({ kind }) => kind === 'name');
    return new Set(read.map(({ text }) => text));
  }

  get ended(): boolean {
    return this.index >= this.tokens.length;
  }

  peek(distance = 1): Token | undefined {
    return this.tokens[this.index + distance];
  }

  take(): Token {
    const token = this.next;
    if (token === undefined) throw this.unexpected();
    this.index += 1;
    return token;
  }

  is(kind: TokenKind, text?: string): boolean {
    const token = this.next;
    return token !== undefined && token.kind === kind && (text === undefined || token.text === text);
  }

  isOperator(...texts: string[]): boolean {
    const token = this.next;
    return token?.kind === 'operator' && texts.includes(token.text);
  }

  accept(kind: TokenKind, text?: string): boolean {
    if (!this.is(kind, text)) return false;
    this.index += 1;
    return true;
  }

  acceptOperator(text: string): boolean {
    return this.accept('operator', text);
  }

  expect(kind: TokenKind, text?: string): Token {
    if (this.is(kind, text)) return this.take();
    const wanted = text ?? DESCRIPTIONS[kind] ?? kind;
    throw new ExpressionError(
      this.ended
        ? `unexpected end of template, expected '${wanted}'.`
        : `expected token '${wanted}', got '${this.description()}'`,
    );
  }

  description(): string {
    const token = this.next;
    if (token === undefined) return 'end of template';
    if (token.kind === 'literal') return literalType(token.value);
    return DESCRIPTIONS[token.kind] ?? token.text;
  }

  unexpected(): ExpressionError {
    return new ExpressionError(`unexpected '${this.description()}'`);
  }

  deeper<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new ExpressionError('template is nested too deeply');
    const parsed = parse();
    this.depth -= 1;
    return parsed;
  }
}

const literalType = (value: Token['value']): string =>
  typeof value === 'string' ? 'string' : typeof value === 'bigint' ? 'integer' : 'float';
