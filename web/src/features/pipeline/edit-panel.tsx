import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { api, dataOf, fieldError, type Schemas } from '../../shared/api/client.js';
import { Button, ErrorNotice, SelectField, TextArea, TextField, useToast } from '../../shared/ui/index.js';
import styles from './forms.module.css';
import { pipelineQuery } from './pipeline-queries.js';

type Changes = Schemas['UpdatePipelineRequest'];

const POLICIES = [
  { value: 'queue', label: 'Wait their turn' },
  { value: 'supersede', label: 'The newest of a branch takes the place of older ones' },
];

/** What of a pipeline can be changed; what was typed stays where the service refuses it. */
export function EditPanel({ pipeline }: { pipeline: Schemas['Pipeline'] }): ReactNode {
  const client = useQueryClient();
  const toast = useToast();
  const { uuid, name, description, tags, workbook_name: workbook, concurrency } = pipeline;
  const save = useMutation({
    mutationFn: (body: Changes) =>
      dataOf(api.PUT('/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id: uuid } }, body })),
    onSuccess: (changed) => {
      client.setQueryData(pipelineQuery(uuid).queryKey, changed);
      toast('Saved.');
      return client.invalidateQueries({ queryKey: ['pipelines', 'list'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(changesIn(new FormData(event.currentTarget)));
  };
  const wrong = (pointer: string): string | undefined => fieldError(save.error, pointer);
  return (
    <section className={styles.panel} aria-labelledby="edit">
      <h2 id="edit">General</h2>
      <form onSubmit={submit} className={styles.form}>
        <div className={styles.row}>
          <TextField label="Name" name="name" required defaultValue={name} error={wrong('/name')} />
          <TextField
            label="Workbook"
            name="workbook_name"
            required
            defaultValue={workbook}
            error={wrong('/workbook_name')}
          />
        </div>
        <TextArea
          label="Description"
          name="description"
          rows={2}
          defaultValue={description}
          error={wrong('/description')}
        />
        <TextField
          label="Tags"
          name="tags"
          defaultValue={tags.join(', ')}
          hint="Separated by commas."
          error={wrong('/tags')}
        />
        <div className={styles.row}>
          <TextField
            label="Longest time of a run, in seconds"
            name="run_timeout"
            type="number"
            min={1}
            defaultValue={pipeline.run_timeout ?? ''}
            placeholder="as the service is set"
            error={wrong('/run_timeout')}
          />
          <TextField
            label="Longest time of a task, in seconds"
            name="task_timeout"
            type="number"
            min={1}
            defaultValue={pipeline.task_timeout ?? ''}
            placeholder="as the service is set"
            error={wrong('/task_timeout')}
          />
        </div>
        <div className={styles.row}>
          <TextField
            label="Most runs at a time"
            name="limit"
            type="number"
            min={1}
            defaultValue={concurrency?.limit ?? ''}
            placeholder="no limit"
            error={wrong('/concurrency/limit')}
          />
          <TextField
            label="Shared with the pipelines of the group"
            name="group"
            defaultValue={concurrency?.group ?? ''}
            placeholder="none: its own runs only"
            error={wrong('/concurrency/group')}
          />
          <SelectField
            label="Further runs"
            name="policy"
            options={POLICIES}
            defaultValue={concurrency?.policy ?? 'queue'}
          />
        </div>
        {save.error && <ErrorNotice error={save.error} title="It was not saved" />}
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}

function changesIn(form: FormData): Changes {
  const text = (name: string): string => (form.get(name) as string).trim();
  const number = (name: string): number | null => (text(name) === '' ? null : Number(text(name)));
  const limit = number('limit');
  const group = text('group') || null;
  const policy = text('policy') === 'supersede' ? 'supersede' : 'queue';
  const isLimited = limit !== null || group !== null || policy === 'supersede';
  return {
    name: text('name'),
    workbook_name: text('workbook_name'),
    description: text('description'),
    tags: text('tags')
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    run_timeout: number('run_timeout'),
    task_timeout: number('task_timeout'),
    concurrency: isLimited ? { limit, group, policy } : null,
  };
}
