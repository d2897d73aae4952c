import type { ReactNode } from 'react';
import { type Verdict, verdictOf, wordsOf } from '../../shared/ui/index.js';
import { type RecentRun, TREND_RUNS } from './pipelines-query.js';
import styles from './trend.module.css';

const WIDTH = 6;
const GAP = 2;
const HEIGHT = 24;
const LEAST = 5;

/** The last runs as bars, the newest at the right: as high as they took, in the colour of what they came to. */
export function Trend({ runs }: { runs: readonly RecentRun[] }): ReactNode {
  if (runs.length === 0) return null;
  const longest = Math.max(1, ...runs.map(({ duration }) => duration ?? 0));
  const oldestFirst = [...runs].reverse();
  const empty = TREND_RUNS - runs.length;
  return (
    <svg
      role="img"
      aria-label={wordsFor(runs)}
      className={styles.trend}
      viewBox={`0 0 ${TREND_RUNS * (WIDTH + GAP)} ${HEIGHT}`}
    >
      {oldestFirst.map(({ uuid, state, duration }, index) => {
        const height = LEAST + ((duration ?? longest) / longest) * (HEIGHT - LEAST);
        return (
          <rect
            key={uuid}
            className={styles[verdictOf(state)]}
            x={(empty + index) * (WIDTH + GAP)}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            rx={1}
          />
        );
      })}
    </svg>
  );
}

function wordsFor(runs: readonly RecentRun[]): string {
  const counts = new Map<Verdict, number>();
  for (const { state } of runs) counts.set(verdictOf(state), (counts.get(verdictOf(state)) ?? 0) + 1);
  const parts = [...counts].map(([verdict, count]) => `${count} ${wordsOf(verdict).toLowerCase()}`);
  return `Last ${runs.length === 1 ? 'run' : `${runs.length} runs`}: ${parts.join(', ')}`;
}
