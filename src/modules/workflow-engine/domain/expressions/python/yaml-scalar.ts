/** Where a long text is folded. */
const WIDTH = 80;

/** The plain texts that YAML 1.1 reads as something else. */
const RESOLVED: readonly RegExp[] = [
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:~|null|Null|NULL|<<|=|)$/,
  /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][\d_]*|0x[\da-fA-F_]+|[1-9][\d_]*(?::[0-5]?\d)+)$/,
  /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^\d{4}-\d\d-\d\d$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/,
];

/** What a text must not begin with, or hold, to stand without quotes. */
const INDICATORS = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?=[ \n]|$))|:(?=[ \n]|$)|[ \n]#/;
const SPECIAL = /[^\n\x20-\x7e]/u;

export type ScalarStyle = 'plain' | 'single' | 'double';

/** How PyYAML writes a text that has no style of its own, and only in ASCII. */
export function styleOf(text: string): ScalarStyle {
  if (SPECIAL.test(text) || / \n/.test(text)) return 'double';
  const isPlain = !/^[ \n]|[ \n]$|\n/.test(text) && !INDICATORS.test(text);
  if (isPlain && !RESOLVED.some((form) => form.test(text))) return 'plain';
  return /\n /.test(text) ? 'double' : 'single';
}

export interface ScalarPlace {
  /** The column the text begins in. */
  readonly column: number;
  /** The indentation of its further lines. */
  readonly indent: number;
  /** A key stays on its line. */
  readonly folds: boolean;
}

/** The text in its style, folded at blanks. */
export function scalarText(text: string, style: ScalarStyle, place: ScalarPlace): string {
  if (style === 'double') return doubleQuoted(text, place);
  if (style === 'plain') return folded(text, place.column, place);
  return `'${folded(text.replaceAll("'", "''"), place.column + 1, place)}'`;
}

const margin = (indent: number): string => `\n${' '.repeat(indent)}`;

/** A single blank behind the width becomes a line break; a line break of the text is written twice. */
function folded(text: string, start: number, { indent, folds }: ScalarPlace): string {
  const parts = text.match(/ +|\n+|[^ \n]+/g) ?? [];
  let written = '';
  let column = start;
  for (const [index, part] of parts.entries()) {
    const breaks = part === ' ' && folds && column > WIDTH && index > 0 && index < parts.length - 1;
    if (breaks || part.startsWith('\n')) {
      written += (breaks ? '' : part) + margin(indent);
      column = indent;
    } else {
      written += part;
      column += part.length;
    }
  }
  return written;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escaped(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return `\\${known}`;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code <= 0x7e) return character;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Folded at a blank, or behind an escaped character, once the line is full; the break is escaped, and a blank after it as well. */
function doubleQuoted(text: string, { column: start, indent, folds }: ScalarPlace): string {
  const characters = [...text];
  let written = '"';
  let column = start + 1;
  let behindEscape = false;
  const breakBefore = (next: string | undefined): void => {
    const opening = next === ' ' ? '\\' : '';
    written += `\\${margin(indent)}${opening}`;
    column = indent + opening.length;
  };
  for (const [index, character] of characters.entries()) {
    const part = escaped(character);
    const isEscaped = part !== character;
    const isInside = folds && index > 0 && index < characters.length - 1;
    const mayBreak = !isEscaped && (character === ' ' || behindEscape);
    if (isInside && mayBreak && column > WIDTH) breakBefore(character);
    written += part;
    column += part.length;
    if (isInside && isEscaped && column - 1 > WIDTH) breakBefore(characters[index + 1]);
    behindEscape = isEscaped;
  }
  return `${written}"`;
}
