import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, dataOf, fieldError, type Schemas } from '../../shared/api/client.js';
import { useRules } from '../../shared/api/use-rules.js';
import {
  Button,
  Dialog,
  ErrorNotice,
  RelativeTime,
  Skeleton,
  Table,
  TextField,
} from '../../shared/ui/index.js';
import styles from './forms.module.css';
import { schedulesQuery } from './pipeline-queries.js';

type Schedule = Schemas['Schedule'];

export function SchedulesPanel({ pipelineId }: { pipelineId: string }): ReactNode {
  const { data, error, refetch } = useQuery(schedulesQuery(pipelineId));
  const mayWrite = useRules().has('pipelines:write');
  const [isAdding, setAdding] = useState(false);
  return (
    <section className={styles.panel} aria-labelledby="schedules">
      <h2 id="schedules">Schedules</h2>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.length === 0 && <p className={styles.muted}>It runs at no certain times.</p>}
      {data && data.length > 0 && <SchedulesTable schedules={data} mayWrite={mayWrite} />}
      {mayWrite && (
        <div className={styles.buttons}>
          <Button onClick={() => setAdding(true)}>Add a schedule</Button>
        </div>
      )}
      {isAdding && <AddDialog pipelineId={pipelineId} onClose={() => setAdding(false)} />}
    </section>
  );
}

function SchedulesTable({
  schedules,
  mayWrite,
}: {
  schedules: readonly Schedule[];
  mayWrite: boolean;
}): ReactNode {
  return (
    <Table label="Schedules">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Ref</th>
          <th scope="col">Next</th>
          {mayWrite && (
            <th scope="col">
              <span className="visually-hidden">Change it</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => (
          <Row key={schedule.uuid} schedule={schedule} mayWrite={mayWrite} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ schedule, mayWrite }: { schedule: Schedule; mayWrite: boolean }): ReactNode {
  const client = useQueryClient();
  const { uuid, pipeline_id: pipelineId, cron, time_zone: zone, ref, enabled, next_run_at: next } = schedule;
  const params = { path: { pipeline_id: pipelineId, schedule_id: uuid } };
  const path = '/v1/pipelines/{pipeline_id}/schedules/{schedule_id}';
  const onSuccess = (): Promise<void> =>
    client.invalidateQueries({ queryKey: schedulesQuery(pipelineId).queryKey });
  const turn = useMutation({
    mutationFn: () => dataOf(api.PUT(path, { params, body: { enabled: !enabled } })),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: () => dataOf(api.DELETE(path, { params })), onSuccess });
  return (
    <tr>
      <th scope="row">
        <code>{cron}</code> <span className={styles.muted}>{zone}</span>
      </th>
      <td>{ref ?? 'default branch'}</td>
      <td>{next ? <RelativeTime at={next} /> : 'off'}</td>
      {mayWrite && (
        <td>
          <div className={styles.buttons}>
            <Button size="small" busy={turn.isPending} onClick={() => turn.mutate()}>
              {enabled ? 'Turn off' : 'Turn on'}
            </Button>
            <Button size="small" variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              Delete
            </Button>
          </div>
        </td>
      )}
    </tr>
  );
}

function AddDialog({ pipelineId, onClose }: { pipelineId: string; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (body: { cron: string; time_zone: string; ref: string | null }) =>
      dataOf(
        api.POST('/v1/pipelines/{pipeline_id}/schedules', {
          params: { path: { pipeline_id: pipelineId } },
          body,
        }),
      ),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: schedulesQuery(pipelineId).queryKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => (form.get(name) as string).trim();
    add.mutate({ cron: text('cron'), time_zone: text('time_zone'), ref: text('ref') || null });
  };
  return (
    <Dialog open onOpenChange={onClose} title="Add a schedule">
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="When"
          name="cron"
          required
          placeholder="30 2 * * MON-FRI"
          hint="Minute, hour, day of the month, month, day of the week."
          error={fieldError(add.error, '/cron')}
        />
        <TextField
          label="Time zone"
          name="time_zone"
          required
          defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          error={fieldError(add.error, '/time_zone')}
        />
        <TextField
          label="Branch or tag"
          name="ref"
          placeholder="default branch"
          error={fieldError(add.error, '/ref')}
        />
        {add.error && <ErrorNotice error={add.error} />}
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={add.isPending}>
            Add it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
