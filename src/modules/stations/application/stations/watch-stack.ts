import type { Stack, StackEvent, StackProvider, StackScope } from '../../../stacks/index.js';
import { Attempt } from '../../domain/station.js';

/**
 * Waits until the stack has settled, with each step of the provider in the attempt's log. Throws the signal's reason when
 * the attempt is stopped first.
 */
export async function watchStack(
  stacks: StackProvider,
  scope: StackScope,
  stackId: string,
  { log, signal }: Attempt,
): Promise<Stack> {
  const stack = await stacks.settled(scope, stackId, signal, (event) => log.note(lineOf(event)));
  signal.throwIfAborted();
  return stack;
}

function lineOf({ at, resource, status, reason }: StackEvent): string {
  return `${at.toISOString()} ${resource} ${status}${reason ? `: ${reason}` : ''}`;
}
