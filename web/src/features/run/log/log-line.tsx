import { memo, type ReactNode } from 'react';
import { segmentsOf, type Segment } from './ansi.js';
import styles from './log.module.css';
import { placesIn } from './log-search.js';

/** A line that no screen can show is cut. */
const LONGEST = 10_000;

interface LogLineProps {
  readonly index: number;
  readonly text: string;
  readonly query: string;
  /** Where the link at its number leads to is shown. */
  readonly isTarget: boolean;
  /** The line that the search is at. */
  readonly isCurrent: boolean;
  readonly onPick: (line: number) => void;
}

export const LogLine = memo(function LogLine({
  index,
  text,
  query,
  isTarget,
  isCurrent,
  onPick,
}: LogLineProps): ReactNode {
  const cut = text.length - LONGEST;
  const number = index + 1;
  return (
    <div className={styles.line} data-target={isTarget || undefined} data-current={isCurrent || undefined}>
      <a
        className={styles.number}
        href={`#L${number}`}
        aria-label={`Line ${number}`}
        tabIndex={-1}
        onClick={(event) => {
          event.preventDefault();
          onPick(number);
        }}
      >
        {number}
      </a>
      <span className={styles.text}>
        {marked(segmentsOf(cut > 0 ? text.slice(0, LONGEST) : text), query)}
        {cut > 0 && <em> … {cut.toLocaleString('en')} more characters: download the log to see them</em>}
      </span>
    </div>
  );
});

/** The segments, cut where what is searched for begins and ends; it may go over several. */
function marked(segments: readonly Segment[], query: string): ReactNode[] {
  const places = placesIn(segments.map(({ text }) => text).join(''), query);
  const nodes: ReactNode[] = [];
  let offset = 0;
  for (const segment of segments) {
    for (const [start, end, isFound] of partsOf(offset, offset + segment.text.length, places)) {
      const text = segment.text.slice(start - offset, end - offset);
      const Tag = isFound ? 'mark' : 'span';
      nodes.push(
        <Tag key={start} className={segment.className} style={segment.style}>
          {text}
        </Tag>,
      );
    }
    offset += segment.text.length;
  }
  return nodes;
}

function partsOf(
  start: number,
  end: number,
  places: readonly (readonly [number, number])[],
): [start: number, end: number, isFound: boolean][] {
  const parts: [number, number, boolean][] = [];
  let at = start;
  for (const [from, to] of places) {
    if (to <= at || from >= end) continue;
    if (from > at) parts.push([at, from, false]);
    parts.push([Math.max(from, at), Math.min(to, end), true]);
    at = Math.min(to, end);
  }
  if (at < end) parts.push([at, end, false]);
  return parts;
}
