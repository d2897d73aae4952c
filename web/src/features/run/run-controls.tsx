import { Ban, CirclePause, CirclePlay, RotateCcw, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Execution } from './run-queries.js';
import type { Control } from './run-steering.js';
import styles from './run.module.css';
import { SteerButton } from './steer-button.js';
import { useRefusal } from './use-refusal.js';

const OFFERS: readonly {
  control: Control;
  words: string;
  effect: string;
  icon: ReactNode;
  variant: 'primary' | 'secondary' | 'danger';
}[] = [
  {
    control: 'rerun_failed',
    words: 'Re-run what failed',
    effect: 'This run goes on at the tasks that it failed by; what has passed is not repeated.',
    icon: <StepForward />,
    variant: 'primary',
  },
  {
    control: 'rerun_start',
    words: 'Run again',
    effect: 'A new run begins with the same definition, inputs and commit.',
    icon: <RotateCcw />,
    variant: 'secondary',
  },
  {
    control: 'resume',
    words: 'Resume',
    effect: 'The run goes on where it was paused.',
    icon: <CirclePlay />,
    variant: 'primary',
  },
  {
    control: 'pause',
    words: 'Pause',
    effect: 'No new task starts until it is resumed; what is under way goes on.',
    icon: <CirclePause />,
    variant: 'secondary',
  },
  {
    control: 'cancel',
    words: 'Cancel',
    effect: 'The run ends, and its jobs are stopped. It can be run again from the start only.',
    icon: <Ban />,
    variant: 'danger',
  },
];

/** What can be done to the run in its state, or why the reader may not. */
export function RunControls({ execution }: { execution: Execution }): ReactNode {
  const refusal = useRefusal('executions:write');
  const offers = OFFERS.filter(({ control }) => execution.controls.includes(control));
  const described = refusal ? { disabled: true, 'aria-describedby': 'steering-refusal' } : {};
  return (
    <>
      {offers.map(({ control, words, effect, icon, variant }) => (
        <SteerButton
          key={control}
          executionId={execution.uuid}
          control={control}
          words={words}
          effect={effect}
          look={{ icon, variant, ...described }}
        />
      ))}
      {refusal && offers.length > 0 && (
        <p id="steering-refusal" className={styles.refusal}>
          {refusal}
        </p>
      )}
    </>
  );
}
