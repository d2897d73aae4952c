import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, dataOf } from '../../shared/api/client.js';
import { useToast } from '../../shared/ui/index.js';
import { type Execution, executionQuery, runKey } from './run-queries.js';

export type Control = Execution['controls'][number];

export interface Order {
  readonly control: Control;
  readonly reason: string;
  /** With `rerun_failed`: one task alone. */
  readonly task?: string;
  /** One and the same order, however often it is sent. */
  readonly key: string;
}

const DONE: Readonly<Record<Control, string>> = {
  pause: 'The run is paused',
  resume: 'The run goes on',
  cancel: 'The run is cancelled',
  rerun_start: 'A new run has begun',
  rerun_failed: 'The run goes on from where it failed',
};

/** Does something to a run; running again from the start leads to the new one. */
export function useSteering(id: string, onDone: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: (order: Order) => send(id, order),
    onSuccess: async (execution, { control }) => {
      client.setQueryData(executionQuery(execution.uuid).queryKey, execution);
      toast(DONE[control]);
      onDone();
      if (execution.uuid !== id)
        await navigate({ to: '/executions/$executionId', params: { executionId: execution.uuid } });
    },
    onSettled: () => client.invalidateQueries({ queryKey: runKey(id) }),
  });
}

function send(id: string, { control, reason, task, key }: Order): Promise<Execution> {
  const path = { execution_id: id };
  const body = reason === '' ? {} : { reason };
  switch (control) {
    case 'pause':
      return dataOf(api.POST('/v1/executions/{execution_id}/pause', { params: { path }, body }));
    case 'resume':
      return dataOf(api.POST('/v1/executions/{execution_id}/resume', { params: { path }, body }));
    case 'cancel':
      return dataOf(api.POST('/v1/executions/{execution_id}/cancel', { params: { path }, body }));
    case 'rerun_start':
    case 'rerun_failed': {
      const from = control === 'rerun_start' ? 'start' : 'failed';
      const order = { ...body, from, ...(task === undefined ? {} : { task }) } as const;
      const header = { 'Idempotency-Key': key };
      return dataOf(
        api.POST('/v1/executions/{execution_id}/rerun', { params: { path, header }, body: order }),
      );
    }
  }
}

/** Random, also where the page is not served over HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join('-');
}
