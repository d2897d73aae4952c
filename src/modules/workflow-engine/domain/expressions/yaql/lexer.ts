import { ExpressionError } from '../expression-error.js';
import { floatText } from '../python/text.js';

export type TokenKind = 'constant' | 'keyword' | 'variable' | 'function' | 'operator';

export interface Token {
  readonly kind: TokenKind;
  /** The operator's or punctuation's own text, or the name. */
  readonly text: string;
  readonly value?: null | boolean | bigint | number | string;
  readonly position: number;
}

const WORD = '\\p{L}\\p{N}_';
const START = `(?<![${WORD}])`;
const END = `(?![${WORD}])`;

/** The forms of yaql/language/lexer.py, in its order: the first that matches wins. */
const FORMS: readonly (readonly [RegExp, (text: string, position: number) => Token])[] = [
  [pattern(`\\$[${WORD}]*`), (text, position) => ({ kind: 'variable', text, position })],
  [pattern(`${START}\\d+(?:\\.?\\d+)?${END}`), numberToken],
  [
    pattern(`${START}[\\p{L}_][${WORD}]*\\(`),
    (text, position) => ({ kind: 'function', text: text.slice(0, -1), position }),
  ],
  [pattern(`(?!__)${START}[\\p{L}_][${WORD}]*${END}`), wordToken],
  [pattern(`'(?:[^'\\\\]|\\\\.)*'`), quotedToken],
  [pattern(`"(?:[^"\\\\]|\\\\.)*"`), quotedToken],
  [pattern('`(?:[^`\\\\]|\\\\.)*`'), verbatimToken],
  [
    pattern('->|=>|=~|!~|!=|>=|<=|\\?\\.|[-+*/.=<>\\[\\](){},]'),
    (text, position) => ({ kind: 'operator', text, position }),
  ],
];

const WORD_OPERATORS: ReadonlySet<string> = new Set(['mod', 'in', 'not', 'and', 'or']);
const LITERAL_WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function pattern(source: string): RegExp {
  return new RegExp(source, 'uy');
}

function numberToken(text: string, position: number): Token {
  const value = text.includes('.') ? Number(text) : BigInt(text);
  return {
    kind: 'constant',
    text: typeof value === 'number' ? floatText(value) : String(value),
    value,
    position,
  };
}

function wordToken(text: string, position: number): Token {
  if (WORD_OPERATORS.has(text)) return { kind: 'operator', text, position };
  const value = LITERAL_WORDS.get(text);
  if (value === undefined) return { kind: 'keyword', text, position };
  const shown = value === null ? 'None' : value ? 'True' : 'False';
  return { kind: 'constant', text: shown, value, position };
}

function quotedToken(text: string, position: number): Token {
  const value = decodeEscapes(text.slice(1, -1));
  return { kind: 'constant', text: value, value, position };
}

function verbatimToken(text: string, position: number): Token {
  const value = text.slice(1, -1).replaceAll('\\`', '`');
  return { kind: 'constant', text: value, value, position };
}

const ESCAPE = /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\\'"abfnrtv]))/g;
const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Python's escapes; what is none (`\d`, `\.`) stays as it is written, which regular expressions rely on. */
function decodeEscapes(text: string): string {
  return text.replace(
    ESCAPE,
    (whole, long?: string, short?: string, byte?: string, octal?: string, control?: string) => {
      if (control !== undefined) return CONTROLS[control] ?? control;
      const code = octal === undefined ? parseInt(long ?? short ?? byte ?? '', 16) : parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Cuts an expression into tokens; throws YAQL's lexical error at the first character that fits nothing. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < expression.length) {
    if (' \t\r\n'.includes(expression.charAt(position))) {
      position += 1;
      continue;
    }
    const [token, length] = tokenAt(expression, position);
    tokens.push(token);
    position += length;
  }
  return tokens;
}

function tokenAt(expression: string, position: number): [Token, number] {
  for (const [form, token] of FORMS) {
    form.lastIndex = position;
    const text = form.exec(expression)?.[0];
    if (text !== undefined) return [token(text, position), text.length];
  }
  const character = String.fromCodePoint(expression.codePointAt(position) ?? 0);
  throw new ExpressionError(`Lexical error: illegal character '${character}' at position ${position}`);
}
