import { Clock } from '../../../../shared/domain/clock.js';
import type { Stack, StackProvider, StackScope } from '../../../stacks/index.js';
import { Attempt } from '../../domain/station.js';

/** How often the log is told how it goes. */
const LOOK_EVERY_MS = 5000;

/**
 * Waits until the stack has settled, and meanwhile notes in the attempt's log each change of its state or reason. Throws
 * the signal's reason when the attempt is stopped first.
 */
export async function watchStack(
  stacks: StackProvider,
  clock: Clock,
  scope: StackScope,
  started: Stack,
  { log, signal }: Attempt,
): Promise<Stack> {
  let told = '';
  const tell = (stack: Stack): void => {
    const now = stack.statusReason ? `${stack.status}: ${stack.statusReason}` : stack.status;
    if (now !== told) log.note(`stack ${stack.id} is ${now}`);
    told = now;
  };
  tell(started);
  let cancelNext = look();
  try {
    const settled = await stacks.settled(scope, started.id, signal);
    signal.throwIfAborted();
    tell(settled);
    return settled;
  } finally {
    cancelNext();
  }

  /** What it sees is for the log only: a failure here is for `settled` to notice. */
  function look(): () => void {
    return clock.schedule(clock.after(LOOK_EVERY_MS), () => {
      void stacks
        .get(scope, started.id)
        .then((stack) => stack.status.endsWith('_IN_PROGRESS') && tell(stack))
        .catch(() => undefined);
      cancelNext = look();
    });
  }
}
