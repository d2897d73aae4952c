import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { CodeEditor } from '../../shared/editor/index.js';
import { useSettled } from '../../shared/form/use-settled.js';
import { Button, ErrorNotice, Skeleton, Tag, useToast } from '../../shared/ui/index.js';
import { forgetCopy, keepCopy } from './copied-definition.js';
import { DryRunPanel } from './dry-run-panel.js';
import { createWorkbook, replaceWorkbook, workbookVerdictQuery } from './workbook-queries.js';
import { WorkflowGraph } from './workflow-view.js';
import styles from './workbooks.module.css';

const MISTRAL_DSL = 'https://docs.openstack.org/mistral/latest/user/wf_lang_v2.html';

/** Writes a workbook: checked and drawn while it is written, tried without being kept, and saved. */
export function WorkbookEditor({ initial, name }: { initial: string; name?: string }): ReactNode {
  const [text, setText] = useState(initial);
  const settled = useSettled(text);
  const { data, error, isPlaceholderData } = useQuery({
    ...workbookVerdictQuery(settled),
    placeholderData: keepPreviousData,
  });
  const saving = useSaving(name);
  const isChecked = settled === text && !isPlaceholderData && data !== undefined;
  const change = (next: string): void => {
    setText(next);
    if (name === undefined) keepCopy(next);
  };
  return (
    <>
      <div className={styles.split}>
        <section className={styles.section} aria-label="Definition">
          <CodeEditor
            label="Workbook definition"
            value={text}
            onChange={change}
            mistakes={isChecked && data.error !== null ? [{ line: data.line, detail: data.error }] : []}
          />
          <p className={styles.muted}>
            The language is{' '}
            <a href={MISTRAL_DSL} target="_blank" rel="noreferrer">
              Mistral’s DSL v2
              <span className="visually-hidden">, opens in a new tab</span>
            </a>
            ; what stations take is among the <a href="/dashboard/capabilities#stations">capabilities</a>.
          </p>
        </section>
        <section className={styles.section} aria-label="Preview">
          {error && <ErrorNotice error={error} title="The workbook could not be checked" />}
          {data ? <Preview verdict={data} isChecked={isChecked} /> : !error && <Skeleton lines={4} />}
        </section>
      </div>
      {saving.error && <ErrorNotice error={saving.error} title="The workbook was not saved" />}
      <div className={styles.actions}>
        <Button
          variant="primary"
          busy={saving.isPending}
          disabled={!isChecked || !data.valid || (name !== undefined && text === initial)}
          onClick={() => saving.mutate(text)}
        >
          {name === undefined ? 'Create workbook' : 'Save changes'}
        </Button>
      </div>
      {isChecked && data.workbook && (
        <section className={styles.section} aria-labelledby="try-it">
          <h2 id="try-it">Try it</h2>
          <DryRunPanel key={data.workbook.name} workbook={data.workbook} definition={text} />
        </section>
      )}
    </>
  );
}

function useSaving(name: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: (text: string) => (name === undefined ? createWorkbook(text) : replaceWorkbook(name, text)),
    onSuccess: async (saved) => {
      if (name === undefined) forgetCopy();
      await client.invalidateQueries({ queryKey: ['workbooks'] });
      toast(`The workbook ${saved.name} is saved.`);
      await navigate({ to: '/workbooks/$workbookName', params: { workbookName: saved.name } });
    },
  });
}

function Preview({
  verdict,
  isChecked,
}: {
  verdict: Schemas['WorkbookVerdict'];
  isChecked: boolean;
}): ReactNode {
  const { workbook, valid } = verdict;
  return (
    <>
      <p role="status">
        {isChecked ? (
          <Tag tone={valid ? 'good' : 'bad'}>{valid ? 'Valid' : 'Not valid'}</Tag>
        ) : (
          <Tag>Checking …</Tag>
        )}{' '}
        {valid && workbook?.entry_workflow === null && (
          <Tag tone="warn">No workflow to start with: call one of them main</Tag>
        )}
      </p>
      {workbook?.workflows.map((workflow) => (
        <div key={workflow.name} className={styles.section}>
          <h2>{workflow.name}</h2>
          <WorkflowGraph workflow={workflow} of={workbook.name} />
        </div>
      ))}
      {!workbook && <p className={styles.muted}>The graph comes back when the document can be read.</p>}
    </>
  );
}
