import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { api, dataOf, fieldError } from '../../shared/api/client.js';
import { Button, Dialog, ErrorNotice, TextArea, TextField } from '../../shared/ui/index.js';
import styles from './forms.module.css';

interface Wanted {
  readonly ref: string;
  readonly commit: string;
  readonly inputs: Record<string, unknown>;
}

/** Starts a run: of the default branch with the plan's inputs, unless others are given. */
export function RunDialog({
  pipelineId,
  open,
  onOpenChange,
}: {
  pipelineId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}): ReactNode {
  const navigate = useNavigate();
  const formId = useId();
  const [unread, setUnread] = useState<string>();
  const start = useMutation({
    mutationFn: ({ ref, commit, inputs }: Wanted) =>
      dataOf(
        api.POST('/v1/pipelines/{pipeline_id}/executions', {
          params: { path: { pipeline_id: pipelineId } },
          body: { ...(ref ? { ref } : {}), ...(commit ? { commit } : {}), inputs },
        }),
      ),
    onSuccess: ({ uuid }) => {
      onOpenChange(false);
      return navigate({ to: '/executions/$executionId', params: { executionId: uuid } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const inputs = inputsIn(textIn(form, 'inputs'));
    setUnread(inputs ? undefined : 'must be a JSON object, as {"name": "value"}');
    if (inputs) start.mutate({ ref: textIn(form, 'ref'), commit: textIn(form, 'commit'), inputs });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Run now"
      description="Without anything filled in, the head of the default branch runs."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={start.isPending}>
            Start the run
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className={styles.form}>
        <TextField
          label="Branch or tag"
          name="ref"
          placeholder="refs/heads/main"
          error={fieldError(start.error, '/ref')}
        />
        <TextField label="Commit" name="commit" error={fieldError(start.error, '/commit')} />
        <TextArea
          label="Inputs"
          name="inputs"
          placeholder="{}"
          spellCheck={false}
          hint="A JSON object; the workbook’s page tells which inputs it takes."
          error={unread ?? fieldError(start.error, '/inputs')}
        />
        {start.error && <ErrorNotice error={start.error} title="The run was not started" />}
      </form>
    </Dialog>
  );
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function inputsIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text || '{}');
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
