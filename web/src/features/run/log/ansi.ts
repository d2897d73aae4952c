import Anser from 'anser';

/** A part of a line that looks the same. */
export interface Segment {
  readonly text: string;
  readonly className: string;
  /** Colours that have no class: of the 256 and the 16 million. */
  readonly style?: { readonly color?: string; readonly backgroundColor?: string };
}

const ESCAPE = '\u001b';
// eslint-disable-next-line no-control-regex -- terminals are told by control characters
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// eslint-disable-next-line no-control-regex -- as above
const COLOUR = /^\u001b\[[\d;:]*m$/;
const RESET = new Set([`${ESCAPE}[m`, `${ESCAPE}[0m`]);
/** Whoever sets more without a reset has forgotten them. */
const MOST_CARRIED = 16;

/** The text without what is meant for a terminal. */
export function plainText(line: string): string {
  return line.includes(ESCAPE) ? line.replace(SEQUENCE, '') : line;
}

/** The sequences whose colours are still on after a line, where those of `before` were on at its beginning. */
export function carriedOver(line: string, before: string): string {
  if (!line.includes(ESCAPE)) return before;
  let on: string[] = before.match(SEQUENCE) ?? [];
  for (const sequence of line.match(SEQUENCE) ?? []) {
    if (!COLOUR.test(sequence)) continue;
    on = RESET.has(sequence) ? [] : [...on, sequence].slice(-MOST_CARRIED);
  }
  return on.join('');
}

/** A line as a terminal colours it; moves of the cursor and the like are left out. */
export function segmentsOf(line: string): readonly Segment[] {
  if (!line.includes(ESCAPE)) return [{ text: line, className: '' }];
  const coloured = line.replace(SEQUENCE, (sequence) => (COLOUR.test(sequence) ? sequence : ''));
  return Anser.ansiToJson(coloured, { json: true, remove_empty: true, use_classes: true }).map(segmentOf);
}

function segmentOf(entry: Anser.AnserJsonEntry): Segment {
  const { content, fg, bg, decorations } = entry;
  const colour = rgbOf(fg, entry.fg_truecolor);
  const background = rgbOf(bg, entry.bg_truecolor);
  const names = [
    ...(fg && !colour ? [`${fg}-fg`] : []),
    ...(bg && !background ? [`${bg}-bg`] : []),
    ...decorations.map((decoration) => `ansi-${decoration}`),
  ];
  const style = {
    ...(colour ? { color: colour } : {}),
    ...(background ? { backgroundColor: background } : {}),
  };
  const looks = colour || background ? { style } : {};
  return { text: content, className: names.join(' '), ...looks };
}

function rgbOf(name: string | null, exact: string | null): string | undefined {
  if (!name) return undefined;
  if (name === 'ansi-truecolor') return exact ? `rgb(${exact})` : undefined;
  const index = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  return index === undefined ? undefined : paletteColour(Number(index));
}

/** Of the 256: 16 have names, then a cube of 6 by 6 by 6, then 24 greys. */
function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = (index - 232) * 10 + 8;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const cube = index - 16;
  const part = (size: number): number => {
    const step = Math.floor(cube / size) % 6;
    return step === 0 ? 0 : step * 40 + 55;
  };
  return `rgb(${part(36)}, ${part(6)}, ${part(1)})`;
}
