type Matches = (name: string) => boolean;

/**
 * Whether a pattern matches and none beginning with `!` does; with no others than these, everything else matches. In a glob `?`
 * is one character and `*` any number, neither over a slash; a segment `**` is any number of segments. Matching takes at most
 * length of pattern times length of name, whatever either holds, which the regular expressions that glob libraries make do not
 * promise: both texts are other people's.
 */
export function globs(patterns: readonly string[]): Matches {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(glob);
  const refused = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => glob(pattern.slice(1)));
  return (name) => {
    if (refused.some((matches) => matches(name))) return false;
    return wanted.length === 0 || wanted.some((matches) => matches(name));
  };
}

const OTHER_GLOBS = /[[\]{}()\\]|\p{Cc}/u;

/** Whether a text is a pattern in which every sign means what it means here, and not what it means to other globs. */
export function isGlob(pattern: string): boolean {
  return pattern !== '' && pattern !== '!' && pattern.length <= 255 && !OTHER_GLOBS.test(pattern);
}

/** A segment of a pattern; null is `**`. */
type Segment = Matches | null;

function glob(pattern: string): Matches {
  const segments = pattern.split('/').map((text) => (text === '**' ? null : segment(text)));
  return (name) =>
    matchesAll(segments, name.split('/'), (wanted: Segment, text) => wanted === null || wanted(text), isNull);
}

function segment(pattern: string): Matches {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const signs = [...pattern];
  return (text) => matchesAll(signs, [...text], isSign, isStar);
}

const isNull = (wanted: Segment) => wanted === null;
const isStar = (wanted: string) => wanted === '*';
const isSign = (wanted: string, sign: string) => wanted === '?' || wanted === sign;

/**
 * Where `isAny` is an item that stands for any number of items. Only the last such item has to be tried again: what
 * matched before it stays matched.
 */
function matchesAll<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isOne: (wanted: P, item: T) => boolean,
  isAny: (wanted: P) => boolean,
): boolean {
  let at = 0;
  let retryPattern = -1;
  let retryItem = 0;
  for (let item = 0; item < items.length;) {
    if (at < pattern.length && isAny(pattern[at] as P)) {
      retryPattern = ++at;
      retryItem = item;
    } else if (at < pattern.length && isOne(pattern[at] as P, items[item] as T)) {
      at++;
      item++;
    } else if (retryPattern >= 0) {
      at = retryPattern;
      item = ++retryItem;
    } else return false;
  }
  return pattern.slice(at).every(isAny);
}
