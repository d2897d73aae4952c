import { PythonError } from '../errors.js';
import { classEscape, Position, RegexFlags, RegexNode, RegexSyntax } from './syntax.js';

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const POSITIONS: Readonly<Record<string, Position>> = {
  A: 'start',
  Z: 'end',
  b: 'word-boundary',
  B: 'no-boundary',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const REPEAT = /^\{(\d*)(,?)(\d*)\}/;
const DEEPEST = 100;
const MOST_REPEATS = 10_000;

class RegexParser {
  private readonly names = new Map<string, number>();
  private index = 0;
  private groups = 0;
  private depth = 0;
  private ignoreCase: boolean;
  private multiLine: boolean;
  private dotAll: boolean;

  constructor(
    private readonly source: string,
    flags: RegexFlags,
  ) {
    ({ ignoreCase: this.ignoreCase, multiLine: this.multiLine, dotAll: this.dotAll } = flags);
  }

  parse(): RegexSyntax {
    const flags = /^\(\?([aiLmsux]+)\)/.exec(this.source);
    if (flags !== null) {
      this.index = flags[0].length;
      this.setFlags(flags[1] ?? '');
    }
    const root = this.choice();
    if (this.index < this.source.length) this.fail('unbalanced parenthesis', this.index);
    return { root, groups: this.groups, names: this.names };
  }

  private fail(message: string, position: number): never {
    throw new PythonError('error', `${message} at position ${position}`);
  }

  private setFlags(letters: string): void {
    if (letters.includes('i')) this.ignoreCase = true;
    if (letters.includes('m')) this.multiLine = true;
    if (letters.includes('s')) this.dotAll = true;
    if (letters.includes('x')) this.fail('verbose expressions are not supported', 0);
  }

  private get next(): string {
    const code = this.source.codePointAt(this.index);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private take(): string {
    const character = this.next;
    this.index += character.length;
    return character;
  }

  private accept(text: string): boolean {
    if (!this.source.startsWith(text, this.index)) return false;
    this.index += text.length;
    return true;
  }

  private choice(): RegexNode {
    this.depth += 1;
    if (this.depth > DEEPEST) this.fail('expression is nested too deeply', this.index);
    const options = [this.sequence()];
    while (this.accept('|')) options.push(this.sequence());
    this.depth -= 1;
    return options.length === 1 ? (options[0] ?? { kind: 'empty' }) : { kind: 'choice', options };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    while (this.next !== '' && this.next !== '|' && this.next !== ')') items.push(this.repeated(this.atom()));
    return { kind: 'sequence', items };
  }

  private repeated(atom: RegexNode): RegexNode {
    const start = this.index;
    const range = this.range();
    if (range === undefined) return atom;
    const [minimum, maximum] = range;
    if (minimum > maximum) this.fail('min repeat greater than max repeat', start);
    if (minimum > MOST_REPEATS) this.fail('the repetition number is too large', start);
    const greedy = !this.accept('?');
    if (this.range() !== undefined) this.fail('multiple repeat', start + 1);
    return { kind: 'repeat', inner: atom, minimum, maximum, greedy };
  }

  private range(): readonly [number, number] | undefined {
    if (this.accept('*')) return [0, Infinity];
    if (this.accept('+')) return [1, Infinity];
    if (this.accept('?')) return [0, 1];
    const [whole, low = '', comma, high = ''] = REPEAT.exec(this.source.slice(this.index)) ?? [];
    if (whole === undefined || (low === '' && comma === '')) return undefined;
    this.index += whole.length;
    const minimum = low === '' ? 0 : Number(low);
    return [minimum, comma === '' ? minimum : high === '' ? Infinity : Number(high)];
  }

  private atom(): RegexNode {
    const start = this.index;
    const character = this.take();
    switch (character) {
      case '.': {
        const dotAll = this.dotAll;
        return { kind: 'set', matches: (other) => dotAll || other !== '\n' };
      }
      case '^':
        return { kind: 'position', at: this.multiLine ? 'line-start' : 'start' };
      case '$':
        return { kind: 'position', at: this.multiLine ? 'line-end' : 'last-end' };
      case '(':
        return this.group(start);
      case '[':
        return this.set(start);
      case '\\':
        return this.escape(start);
      case '*':
      case '+':
      case '?':
        return this.fail('nothing to repeat', start);
      default:
        return this.literal(character);
    }
  }

  private literal(character: string): RegexNode {
    if (!this.ignoreCase) return { kind: 'set', matches: (other) => other === character };
    const folded = character.toLowerCase();
    return { kind: 'set', matches: (other) => other.toLowerCase() === folded };
  }

  private group(start: number): RegexNode {
    if (!this.accept('?')) return this.captured(start);
    if (this.accept(':')) return this.closed(this.choice(), start);
    if (this.accept('=')) return this.look(start, false, false);
    if (this.accept('!')) return this.look(start, false, true);
    if (this.accept('<=')) return this.look(start, true, false);
    if (this.accept('<!')) return this.look(start, true, true);
    if (this.accept('#')) {
      while (this.next !== ')' && this.next !== '') this.take();
      return this.closed({ kind: 'empty' }, start);
    }
    if (this.accept('P<')) return this.captured(start, this.nameUntil('>'));
    if (this.accept('P=')) return this.namedReference(this.nameUntil(')'), start);
    return this.scopedFlags(start);
  }

  private scopedFlags(start: number): RegexNode {
    const letters = /^([aims]+):/.exec(this.source.slice(this.index));
    if (letters === null) return this.fail(`unknown extension ?${this.next}`, start + 1);
    this.index += letters[0].length;
    const { ignoreCase, multiLine, dotAll } = this;
    this.setFlags(letters[1] ?? '');
    const node = this.closed(this.choice(), start);
    Object.assign(this, { ignoreCase, multiLine, dotAll });
    return node;
  }

  private nameUntil(end: string): string {
    const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(this.source.slice(this.index))?.[0];
    if (name === undefined) this.fail('missing group name', this.index);
    this.index += name.length;
    if (!this.accept(end)) this.fail('missing >, unterminated name', this.index);
    return name;
  }

  private captured(start: number, name?: string): RegexNode {
    this.groups += 1;
    const index = this.groups;
    if (name !== undefined) {
      if (this.names.has(name)) this.fail(`redefinition of group name '${name}'`, start);
      this.names.set(name, index);
    }
    return { kind: 'group', index, inner: this.closed(this.choice(), start) };
  }

  private namedReference(name: string, start: number): RegexNode {
    const index = this.names.get(name);
    return index === undefined
      ? this.fail(`unknown group name '${name}'`, start)
      : { kind: 'reference', index };
  }

  private look(start: number, behind: boolean, negated: boolean): RegexNode {
    return { kind: 'look', inner: this.closed(this.choice(), start), behind, negated };
  }

  private closed(node: RegexNode, start: number): RegexNode {
    if (!this.accept(')')) this.fail('missing ), unterminated subpattern', start);
    return node;
  }

  private escape(start: number): RegexNode {
    const letter = this.next;
    const matches = classEscape(letter);
    const at = POSITIONS[letter];
    if (matches !== undefined || at !== undefined) {
      this.take();
      if (matches !== undefined) return { kind: 'set', matches };
      return { kind: 'position', at: at ?? 'start' };
    }
    const reference = /^[1-9]\d?/.exec(this.source.slice(this.index))?.[0];
    if (reference !== undefined) {
      this.index += reference.length;
      const index = Number(reference);
      return index <= this.groups
        ? { kind: 'reference', index }
        : this.fail('invalid group reference', start);
    }
    return this.literal(this.escapedCharacter(start));
  }

  private escapedCharacter(start: number): string {
    const letter = this.take();
    if (letter === '') this.fail('bad escape (end of pattern)', start);
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    const digits = HEX_DIGITS[letter];
    if (digits !== undefined) {
      const text = this.source.slice(this.index, this.index + digits);
      const code = /^[0-9a-fA-F]+$/.test(text) && text.length === digits ? parseInt(text, 16) : -1;
      if (code < 0 || code > 0x10ffff) this.fail(`incomplete escape \\${letter}${text}`, start);
      this.index += digits;
      return String.fromCodePoint(code);
    }
    if (letter === '0') return '\0';
    if (/^[a-zA-Z]$/.test(letter)) this.fail(`bad escape \\${letter}`, start);
    return letter;
  }

  private set(start: number): RegexNode {
    const negated = this.accept('^');
    const members: ((character: string) => boolean)[] = [];
    for (let first = true; first || this.next !== ']'; first = false) {
      if (this.next === '') this.fail('unterminated character set', start);
      members.push(this.setMember());
    }
    this.take();
    const ignoreCase = this.ignoreCase;
    const matches = (character: string): boolean => {
      const cases = ignoreCase ? [character, character.toLowerCase(), character.toUpperCase()] : [character];
      return cases.some((form) => members.some((member) => member(form))) !== negated;
    };
    return { kind: 'set', matches };
  }

  private setMember(): (character: string) => boolean {
    const start = this.index;
    const low = this.setCharacter();
    if (typeof low !== 'string') return low;
    const after = this.source.charAt(this.index + 1);
    if (this.next !== '-' || after === ']' || after === '') return (character) => character === low;
    this.take();
    const high = this.setCharacter();
    if (typeof high !== 'string' || code(high) < code(low)) return this.fail('bad character range', start);
    return (character) => code(character) >= code(low) && code(character) <= code(high);
  }

  private setCharacter(): string | ((character: string) => boolean) {
    const start = this.index;
    const character = this.take();
    if (character !== '\\') return character;
    const matches = classEscape(this.next);
    if (matches !== undefined) {
      this.take();
      return matches;
    }
    return this.accept('b') ? '\b' : this.escapedCharacter(start);
  }
}

const code = (character: string): number => character.codePointAt(0) ?? 0;

export function parseRegex(source: string, flags: RegexFlags): RegexSyntax {
  return new RegexParser(source, flags).parse();
}
