import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';
import { Button, Dialog, ErrorNotice, TextField, useToast } from '../../shared/ui/index.js';
import styles from './forms.module.css';

/** Takes its name for an answer: a click is made too soon. */
export function DeletePanel({ pipeline }: { pipeline: Schemas['Pipeline'] }): ReactNode {
  const { uuid, name } = pipeline;
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () =>
      dataOf(api.DELETE('/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id: uuid } } })),
    onSuccess: async () => {
      toast(`The pipeline ${name} is gone.`);
      await navigate({ to: '/pipelines' });
      client.removeQueries({ queryKey: ['pipelines', uuid] });
      await client.invalidateQueries({ queryKey: ['pipelines', 'list'] });
    },
  });
  return (
    <section className={styles.panel} aria-labelledby="delete">
      <h2 id="delete">Delete this pipeline</h2>
      <p className={styles.muted}>
        Its runs and their logs, its schedules and the stack that it deployed to are deleted with it. Its plan
        stays.
      </p>
      <div className={styles.buttons}>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete …
        </Button>
      </div>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${name}?`}
        description="This cannot be undone. What it deployed stops running."
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button
              variant="danger"
              disabled={typed !== name}
              busy={remove.isPending}
              onClick={() => remove.mutate()}
            >
              Delete it
            </Button>
          </>
        }
      >
        <TextField
          label={`Type ${name} to say that you mean it`}
          value={typed}
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
        />
        {remove.error && <ErrorNotice error={remove.error} title="It was not deleted" />}
      </Dialog>
    </section>
  );
}
