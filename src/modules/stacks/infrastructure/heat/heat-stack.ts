import { z } from 'zod';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { Stack, StackAction } from '../../domain/stack-provider.js';

/** `GET /stacks/{name}/{id}` and the items of `GET /stacks`, as far as they are read here. */
export const heatStackSchema = z.object({
  id: z.string(),
  stack_name: z.string(),
  stack_status: z.string().regex(/^[A-Z]+_(IN_PROGRESS|COMPLETE|FAILED)$/),
  stack_status_reason: z.string().nullish(),
  creation_time: z.iso.datetime({ offset: true }),
  updated_time: z.iso.datetime({ offset: true }).nullish(),
  disable_rollback: z.boolean().nullish(),
  tags: z.array(z.string()).nullish(),
  outputs: z.array(z.object({ output_key: z.string(), output_value: z.json().nullish() })).nullish(),
});

export type HeatStack = z.output<typeof heatStackSchema>;

export interface HeatState {
  /** Heat's own word, `ROLLBACK` included. */
  readonly action: string;
  readonly status: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
}

export function stateOf({ stack_status }: HeatStack): HeatState {
  const [, action = '', status = ''] = /^([A-Z]+)_(\w+)$/.exec(stack_status) ?? [];
  return { action, status: status as HeatState['status'] };
}

export function isInProgress(stack: HeatStack): boolean {
  return stateOf(stack).status === 'IN_PROGRESS';
}

/** Kept in Heat's database for a while after the deletion, and shown to whoever asks for it by name and id. */
export function isGone({ stack_status }: HeatStack): boolean {
  return stack_status === 'DELETE_COMPLETE';
}

/**
 * A rollback is how Heat leaves running what ran before an update that failed: to the port it is a part of that update.
 * `rolledBackFor` is why it came to one.
 */
export function stackOf(heat: HeatStack, rolledBackFor: string | null = null): Stack {
  const { action, status } = stateOf(heat);
  const reason = heat.stack_status_reason ?? null;
  const isRollback = action === 'ROLLBACK';
  const plain = `${action as StackAction}_${status}` as const;
  const rolledBack = status === 'IN_PROGRESS' ? 'UPDATE_IN_PROGRESS' : 'UPDATE_FAILED';
  return {
    id: heat.id,
    name: heat.stack_name,
    status: isRollback ? rolledBack : plain,
    statusReason: isRollback
      ? rollbackReason(status, reason, rolledBackFor)
      : status === 'COMPLETE'
        ? null
        : reason,
    restored: heat.stack_status === 'ROLLBACK_COMPLETE',
    outputs: outputsOf(heat),
    createdAt: new Date(heat.creation_time),
    updatedAt: new Date(heat.updated_time ?? heat.creation_time),
  };
}

function rollbackReason(
  status: HeatState['status'],
  reason: string | null,
  why: string | null,
): string | null {
  if (status !== 'FAILED') return why ?? reason;
  return `${why ?? 'the update failed'}; what ran before could not be restored: ${reason ?? 'for no known reason'}`;
}

/** What cannot be resolved (yet) is null in Heat's answer. */
function outputsOf({ outputs }: HeatStack): JsonObject {
  const known = (outputs ?? []).flatMap(({ output_key: name, output_value: value }) =>
    value === null || value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(known);
}
