import { StationResult } from '../../domain/job.js';
import { Attempt } from '../../domain/station.js';
import type { Stack, StackScope } from '../../../stacks/index.js';

/** Calls the stack provider for the project of the execution, and as its pipeline's owner. */
export function stackScope({ context }: Attempt): StackScope {
  return { projectId: context.projectId, token: (refused) => context.token(refused) };
}

/** `{passed, summary, stack: {id, status, url}}`; `url` is null where nothing runs. */
export function stackResult(stack: Stack): StationResult {
  const passed = stack.status.endsWith('_COMPLETE');
  const url = typeof stack.outputs.url === 'string' ? stack.outputs.url : null;
  const reason = stack.statusReason ? `: ${stack.statusReason}` : '';
  const summary = passed
    ? `the stack is ${stack.status}${url ? ` at ${url}` : ''}`
    : `the stack is ${stack.status}${reason}`;
  return { passed, summary, stack: { id: stack.id, status: stack.status, url } };
}
