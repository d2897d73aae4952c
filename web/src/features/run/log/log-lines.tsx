import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useImperativeHandle, useRef } from 'react';
import { LogLine } from './log-line.js';
import styles from './log.module.css';
import type { LogState } from './task-log.js';

const LINE_HEIGHT = 20;
const OVERSCAN = 24;
/** So near the end one is at the end. */
const NEAR = LINE_HEIGHT;

export interface LogLinesHandle {
  /** `line` begins at 0. */
  readonly show: (line: number) => void;
}

interface LogLinesProps {
  readonly log: LogState;
  readonly label: string;
  readonly query: string;
  readonly target: number | undefined;
  readonly current: number | undefined;
  readonly wraps: boolean;
  readonly follows: boolean;
  readonly onFollow: (follows: boolean) => void;
  readonly onPick: (line: number) => void;
  readonly handle: React.Ref<LogLinesHandle>;
}

/** The lines that are in view, of however many there are. */
export function LogLines(props: LogLinesProps): ReactNode {
  const { log, label, query, target, current, wraps, follows, onFollow, onPick, handle } = props;
  const frame = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: log.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: OVERSCAN,
  });
  useEffect(() => lines.measure(), [lines, wraps]);
  useImperativeHandle(handle, () => ({ show: (line) => lines.scrollToIndex(line, { align: 'center' }) }));
  useFollowing(lines, log.length, follows);
  const last = useRef(0);
  const scrolled = (): void => {
    const element = frame.current;
    if (!element) return;
    const isUp = element.scrollTop < last.current;
    const rest = element.scrollHeight - element.clientHeight - element.scrollTop;
    last.current = element.scrollTop;
    if (isUp && rest > NEAR && follows) onFollow(false);
    if (!isUp && rest <= 1 && !follows && log.status === 'live') onFollow(true);
  };
  return (
    <div
      ref={frame}
      className={styles.lines}
      data-wrap={wraps || undefined}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={scrolled}
      style={{ '--content': `${lines.getTotalSize()}px` } as CSSProperties}
    >
      <div className={styles.all} style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            ref={wraps ? lines.measureElement : null}
            data-index={index}
            className={styles.place}
            style={{ transform: `translateY(${start}px)` }}
          >
            <LogLine
              index={index}
              text={log.text.line(index)}
              query={query}
              isTarget={index === target}
              isCurrent={index === current}
              onPick={onPick}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function useFollowing(lines: Virtualizer<HTMLDivElement, Element>, length: number, follows: boolean): void {
  useEffect(() => {
    if (follows && length > 0) lines.scrollToIndex(length - 1, { align: 'end' });
  }, [lines, length, follows]);
}
