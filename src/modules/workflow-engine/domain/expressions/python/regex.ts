import { Budget } from './budget.js';
import { PythonError } from './errors.js';
import { Matcher, Span } from './regex/matcher.js';
import { parseRegex } from './regex/parser.js';
import { RegexFlags, RegexSyntax } from './regex/syntax.js';
import { PyObject } from './values.js';

/** Longest pattern, and longest text that is searched. */
const LONGEST_PATTERN = 2_000;
const LONGEST_TEXT = 200_000;

export interface MatchGroup {
  /** Null where the group took no part in the match. */
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
}

export interface RegexMatch {
  /** The whole match, then its groups. */
  readonly groups: readonly MatchGroup[];
  readonly names: ReadonlyMap<string, number>;
}

/** A compiled regular expression, as Python's `re` understands it. */
export class PyRegex extends PyObject {
  readonly typeName = 're.Pattern';
  private readonly syntax: RegexSyntax;

  constructor(
    readonly source: string,
    private readonly flags: RegexFlags = { ignoreCase: false, multiLine: false, dotAll: false },
  ) {
    super();
    if (source.length > LONGEST_PATTERN) {
      throw new PythonError('error', `regular expression is longer than ${LONGEST_PATTERN} characters`);
    }
    this.syntax = parseRegex(source, flags);
  }

  override hashText(): string {
    return `/${this.source}/${JSON.stringify(this.flags)}`;
  }

  search(text: string, budget: Budget): RegexMatch | undefined {
    for (const match of this.searchAll(text, budget)) return match;
    return undefined;
  }

  *searchAll(text: string, budget: Budget): Generator<RegexMatch> {
    if (text.length > LONGEST_TEXT) {
      throw new PythonError('error', `text is longer than ${LONGEST_TEXT} characters`);
    }
    const characters = [...text];
    const matcher = new Matcher(this.syntax, characters, this.flags.ignoreCase, budget);
    let from = 0;
    while (from <= characters.length) {
      const spans = matcher.search(from);
      const whole = spans?.[0];
      if (spans === undefined || whole === undefined) return;
      const groups = Array.from(spans, (span) => group(characters, span));
      yield { groups, names: this.syntax.names };
      from = whole[1] > whole[0] ? whole[1] : whole[1] + 1;
    }
  }

  /** `re.split`: what captured groups matched is part of the result. */
  split(text: string, limit: number, budget: Budget): (string | null)[] {
    const characters = [...text];
    const parts: (string | null)[] = [];
    let position = 0;
    for (const { groups } of this.searchAll(text, budget)) {
      const [whole, ...captured] = groups;
      if (whole === undefined || (limit > 0 && parts.length >= limit * (captured.length + 1))) break;
      parts.push(characters.slice(position, whole.start).join(''), ...captured.map(({ value }) => value));
      position = whole.end;
    }
    parts.push(characters.slice(position).join(''));
    return parts;
  }

  /** `re.sub`: up to `limit` matches, all for 0. */
  substitute(
    text: string,
    replacement: (match: RegexMatch) => string,
    limit: number,
    budget: Budget,
  ): string {
    const characters = [...text];
    const parts: string[] = [];
    let position = 0;
    let length = 0;
    let count = 0;
    for (const match of this.searchAll(text, budget)) {
      const [whole] = match.groups;
      if (whole === undefined || (limit > 0 && count >= limit)) break;
      const part = characters.slice(position, whole.start).join('') + replacement(match);
      length += part.length;
      budget.allowText(length);
      parts.push(part);
      position = whole.end;
      count += 1;
    }
    return parts.join('') + characters.slice(position).join('');
  }
}

function group(characters: readonly string[], span: Span): MatchGroup {
  if (span === undefined) return { value: null, start: -1, end: -1 };
  const [start, end] = span;
  return { value: characters.slice(start, end).join(''), start, end };
}

const REFERENCE = /\\(?:g<([^>]+)>|(\d{1,2})|([\\nrt]))/g;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** A replacement text of `re.sub`: `\1` and `\g<name>` stand for groups. */
export function expandTemplate(template: string, match: RegexMatch): string {
  return template.replace(REFERENCE, (_whole, named?: string, digits?: string, control?: string) => {
    if (control !== undefined) return CONTROLS[control] ?? control;
    const reference = named ?? digits ?? '';
    const index = /^\d+$/.test(reference) ? Number(reference) : match.names.get(reference);
    const found = index === undefined ? undefined : match.groups[index];
    if (found === undefined) throw new PythonError('error', `invalid group reference ${reference}`);
    return found.value ?? '';
  });
}

/** `re.escape`. */
export function escapeRegex(text: string): string {
  return text.replace(/[\t\n\v\f\r !-,./:-@[-^`{-~-]/g, (character) =>
    /[!"%',/:;<=>@`]/.test(character) ? character : `\\${character}`,
  );
}
