/** The syntax tree of a regular expression, in Python's dialect. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: RegexNode }
  | { readonly kind: 'reference'; readonly index: number }
  | { readonly kind: 'position'; readonly at: Position }
  | { readonly kind: 'look'; readonly inner: RegexNode; readonly behind: boolean; readonly negated: boolean }
  | {
      readonly kind: 'repeat';
      readonly inner: RegexNode;
      readonly minimum: number;
      readonly maximum: number;
      readonly greedy: boolean;
    };

export type Position =
  'start' | 'end' | 'line-start' | 'line-end' | 'last-end' | 'word-boundary' | 'no-boundary';

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
}

export interface RegexSyntax {
  readonly root: RegexNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

const WORD = /^[\p{L}\p{N}_]$/u;
const DIGIT = /^\p{Nd}$/u;
const SPACE = /^\s$/u;

export const isWord = (character: string): boolean => WORD.test(character);

/** `\d`, `\w`, `\s` and their opposites; undefined for other letters. */
export function classEscape(letter: string): ((character: string) => boolean) | undefined {
  switch (letter) {
    case 'd':
      return (character) => DIGIT.test(character);
    case 'D':
      return (character) => !DIGIT.test(character);
    case 'w':
      return isWord;
    case 'W':
      return (character) => !isWord(character);
    case 's':
      return (character) => SPACE.test(character);
    case 'S':
      return (character) => !SPACE.test(character);
    default:
      return undefined;
  }
}
