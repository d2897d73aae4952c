import { Budget } from './budget.js';
import { valueError } from './errors.js';

export type Side = 'left' | 'right' | 'both';

/** Python's `strip`, `lstrip`, `rstrip`: white space, or any of `characters`. */
export function strip(text: string, characters: string | null, side: Side): string {
  const all = [...text];
  const set = characters === null ? undefined : new Set(characters);
  const isStripped = (character: string | undefined): boolean =>
    character !== undefined && (set === undefined ? /\s/.test(character) : set.has(character));
  let start = 0;
  let end = all.length;
  if (side !== 'right') while (start < end && isStripped(all[start])) start += 1;
  if (side !== 'left') while (end > start && isStripped(all[end - 1])) end -= 1;
  return all.slice(start, end).join('');
}

/** Python's `split`: on white space where `separator` is null; at most `limit` cuts, all where it is negative. */
export function splitText(text: string, separator: string | null, limit: number, budget: Budget): string[] {
  if (separator === '') throw valueError('empty separator');
  budget.spend(Math.ceil(text.length / 8));
  if (separator === null) return splitOnSpace(text, limit);
  const parts = text.split(separator);
  budget.allowItems(parts.length);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

function splitOnSpace(text: string, limit: number): string[] {
  const parts: string[] = [];
  const words = /\S+/g;
  for (let word = words.exec(text); word !== null; word = words.exec(text)) {
    if (limit >= 0 && parts.length >= limit) return [...parts, text.slice(word.index)];
    parts.push(word[0]);
  }
  return parts;
}

/** Python's `rsplit`. */
export function splitTextFromRight(
  text: string,
  separator: string | null,
  limit: number,
  budget: Budget,
): string[] {
  if (separator === null) {
    const turned = splitOnSpace([...text].reverse().join(''), limit);
    return turned.map((part) => [...part].reverse().join('')).reverse();
  }
  const parts = splitText(text, separator, -1, budget);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  const cut = parts.length - limit;
  return [parts.slice(0, cut).join(separator), ...parts.slice(cut)];
}

/** Python's `replace`: at most `count` times, always where it is negative. */
export function replaceText(text: string, old: string, fresh: string, count: number, budget: Budget): string {
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const times = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
  budget.allowText(text.length + times * Math.max(0, fresh.length - old.length));
  return (
    parts.slice(0, times + 1).join(fresh) +
    parts
      .slice(times + 1)
      .map((part) => old + part)
      .join('')
  );
}

/** Python's `find(sub, start, end)`, in characters; -1 where there is none. */
export function findText(text: string, sub: string, start = 0, end?: number): bigint {
  return find(text, sub, start, end, 'left');
}

/** Python's `rfind`. */
export function findTextFromRight(text: string, sub: string, start = 0, end?: number): bigint {
  return find(text, sub, start, end, 'right');
}

function find(
  text: string,
  sub: string,
  start: number,
  end: number | undefined,
  side: 'left' | 'right',
): bigint {
  const characters = [...text];
  const from = clamp(start, characters.length);
  const window = characters
    .slice(from, end === undefined ? undefined : clamp(end, characters.length))
    .join('');
  if (start > characters.length) return -1n;
  const index = side === 'left' ? window.indexOf(sub) : window.lastIndexOf(sub);
  return BigInt(index < 0 ? -1 : from + [...window.slice(0, index)].length);
}

const clamp = (position: number, length: number): number =>
  Math.min(length, Math.max(0, position < 0 ? position + length : position));

/** Pads to a width in characters. */
export function pad(
  text: string,
  width: number,
  side: 'left' | 'right' | 'center',
  fill: string,
  budget: Budget,
): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  budget.allowText(width);
  if (side === 'left') return text + fill.repeat(missing);
  if (side === 'right') return fill.repeat(missing) + text;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}
