import { ExpressionError } from '../expression-error.js';
import { floatText, quoted } from '../python/text.js';

export type TokenKind =
  'name' | 'literal' | 'operator' | 'text' | 'begin-block' | 'end-block' | 'begin-print' | 'end-print';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Of a literal. */
  readonly value?: bigint | number | string;
}

const DELIMITER = /\{(?:([%#{])([-+]?))/g;
const RAW_BEGIN = /^\{%[-+]?\s*raw\s*(-?)%\}/;

type CodeForm = readonly [RegExp, (text: string) => Token];

const CODE_FORMS: readonly CodeForm[] = [
  [/\d+(?:_\d+)*\.\d+(?:_\d+)*(?:e[+-]?\d+(?:_\d+)*)?|\d+(?:_\d+)*e[+-]?\d+(?:_\d+)*/iy, floatToken],
  [/0b[01_]+|0o[0-7_]+|0x[\da-f_]+|[1-9](?:_?\d)*|0(?:_?0)*/iy, integerToken],
  [/[\p{L}_][\p{L}\p{N}_]*/uy, (text) => ({ kind: 'name', text })],
  [/'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y, stringToken],
  [/\/\/|\*\*|==|!=|>=|<=|[-+*/%~[\](){}<>=.:|,;]/y, (text) => ({ kind: 'operator', text })],
];

function floatToken(text: string): Token {
  const value = Number(text.replaceAll('_', ''));
  return { kind: 'literal', text: floatText(value), value };
}

function integerToken(text: string): Token {
  const value = BigInt(text.replaceAll('_', '').toLowerCase());
  return { kind: 'literal', text: String(value), value };
}

const ESCAPE =
  /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\n)|([\\'"abfnrtv]))/g;
const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function stringToken(text: string): Token {
  const value = text
    .slice(1, -1)
    .replace(
      ESCAPE,
      (
        whole,
        long?: string,
        short?: string,
        byte?: string,
        octal?: string,
        line?: string,
        control?: string,
      ) => {
        if (line !== undefined) return '';
        if (control !== undefined) return CONTROLS[control] ?? control;
        const code = octal === undefined ? parseInt(long ?? short ?? byte ?? '', 16) : parseInt(octal, 8);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
  return { kind: 'literal', text: value, value };
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Cuts the code between delimiters into tokens, until `end` is met outside of brackets, or the source ends. */
class CodeReader {
  readonly tokens: Token[] = [];
  private readonly brackets: string[] = [];

  constructor(
    private readonly source: string,
    public index: number,
  ) {}

  /** Answers how the end was written (`%}`, `-%}`), or undefined at the end of the source. */
  readUntil(end: RegExp): string | undefined {
    while (this.index < this.source.length) {
      if (this.brackets.length === 0) {
        end.lastIndex = this.index;
        const ended = end.exec(this.source)?.[0];
        if (ended !== undefined) {
          this.index += ended.length;
          return ended;
        }
      }
      if (/\s/.test(this.source.charAt(this.index))) this.index += 1;
      else this.readToken();
    }
    return undefined;
  }

  private readToken(): void {
    for (const [form, token] of CODE_FORMS) {
      form.lastIndex = this.index;
      const text = form.exec(this.source)?.[0];
      if (text === undefined) continue;
      const made = token(text);
      if (made.kind === 'operator') this.balance(text);
      this.tokens.push(made);
      this.index += text.length;
      return;
    }
    const character = String.fromCodePoint(this.source.codePointAt(this.index) ?? 0);
    throw new ExpressionError(`unexpected char ${quoted(character)} at ${this.index}`);
  }

  private balance(text: string): void {
    const closing = CLOSING[text];
    if (closing !== undefined) {
      this.brackets.push(closing);
    } else if (text === ')' || text === ']' || text === '}') {
      const expected = this.brackets.pop();
      if (expected === undefined) throw new ExpressionError(`unexpected '${text}'`);
      if (expected !== text) throw new ExpressionError(`unexpected '${text}', expected '${expected}'`);
    }
  }
}

const BLOCK_END = /[-+]?%\}/y;
const PRINT_END = /-?\}\}/y;

/** Cuts an expression that stands alone into tokens; `}}` in it ends it, and the rest is too much. */
export function tokenizeExpression(source: string): Token[] {
  const reader = new CodeReader(source, 0);
  const end = reader.readUntil(PRINT_END);
  return end === undefined ? reader.tokens : [...reader.tokens, { kind: 'end-print', text: end }];
}

/** Cuts a template into its texts and its code, with the environment's trim_blocks and lstrip_blocks. */
export function tokenizeTemplate(template: string): Token[] {
  return new TemplateReader(template.replace(/\r\n|\r/g, '\n').replace(/\n$/, '')).read();
}

/** Without the blanks and tabs at its end. */
function withoutIndent(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

class TemplateReader {
  private readonly tokens: Token[] = [];
  private index = 0;
  /** What the last delimiter says about the white space behind it. */
  private trim: 'none' | 'all' | 'newline' = 'none';

  constructor(private readonly source: string) {}

  read(): Token[] {
    while (this.index < this.source.length) {
      DELIMITER.lastIndex = this.index;
      const match = DELIMITER.exec(this.source);
      if (match === null) break;
      const [opening, kind = '', sign = ''] = match;
      this.text(this.source.slice(this.index, match.index), sign, kind !== '{');
      this.index = match.index;
      this.construct(kind, opening.length);
    }
    this.text(this.source.slice(this.index), '', false);
    return this.tokens;
  }

  private text(raw: string, sign: string, isBlock: boolean): void {
    let text = raw;
    if (this.trim === 'all') text = text.trimStart();
    if (this.trim === 'newline') text = text.replace(/^\n/, '');
    if (sign === '-') text = text.trimEnd();
    else if (isBlock && sign !== '+') {
      const bare = withoutIndent(text);
      if (bare.endsWith('\n') || (bare === '' && this.atLineStart(raw))) text = bare;
    }
    this.trim = 'none';
    if (text !== '') this.tokens.push({ kind: 'text', text });
  }

  /** Whether a text without a line break begins at the beginning of a line. */
  private atLineStart(raw: string): boolean {
    const start = this.index;
    return raw.trim() === '' && (start === 0 || this.source.charAt(start - 1) === '\n');
  }

  private construct(kind: string, length: number): void {
    if (kind === '#') return this.comment();
    const raw = kind === '%' ? RAW_BEGIN.exec(this.source.slice(this.index)) : null;
    if (raw !== null) return this.raw(raw[0].length, raw[1] === '-');
    const isBlock = kind === '%';
    const reader = new CodeReader(this.source, this.index + length);
    const end = reader.readUntil(isBlock ? BLOCK_END : PRINT_END);
    this.tokens.push(
      { kind: isBlock ? 'begin-block' : 'begin-print', text: isBlock ? '{%' : '{{' },
      ...reader.tokens,
    );
    this.index = reader.index;
    if (end === undefined) return;
    this.tokens.push({ kind: isBlock ? 'end-block' : 'end-print', text: end });
    this.trim = end.startsWith('-') ? 'all' : isBlock && !end.startsWith('+') ? 'newline' : 'none';
  }

  private comment(): void {
    const end = this.source.indexOf('#}', this.index + 2);
    if (end < 0) throw new ExpressionError('Missing end of comment tag');
    this.trim = this.source.charAt(end - 1) === '-' ? 'all' : 'newline';
    this.index = end + 2;
  }

  private raw(length: number, trims: boolean): void {
    const start = this.index + length;
    const end = /\{%(-?)\s*endraw\s*(-?)%\}/.exec(this.source.slice(start));
    if (end === null) throw new ExpressionError('Missing end of raw directive');
    let text = this.source.slice(start, start + end.index);
    if (trims) text = text.trimStart();
    if (end[1] === '-') text = text.trimEnd();
    if (text !== '') this.tokens.push({ kind: 'text', text });
    this.index = start + end.index + end[0].length;
    this.trim = end[2] === '-' ? 'all' : 'newline';
  }
}
