import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { Button, ErrorNotice, Skeleton, Tag } from '../../shared/ui/index.js';
import { entryOf, workbooksQuery } from '../workbooks/workbook-queries.js';
import { WorkflowGraph, WorkflowInputs } from '../workbooks/workflow-view.js';
import type { DraftState } from './draft.js';
import styles from './wizard.module.css';

interface WorkbookStepProps {
  readonly state: DraftState;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function WorkbookStep({ state: { draft, change }, onBack, onNext }: WorkbookStepProps): ReactNode {
  const { data, error, refetch } = useQuery(workbooksQuery);
  const chosen = data?.find(({ name }) => name === draft.workbook);
  return (
    <>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} label="Loading the workbooks" />}
      <div className={styles.picker}>
        <fieldset className={styles.options}>
          <legend>Workbook</legend>
          {data
            ?.filter((workbook) => workbook.entry_workflow !== null)
            .map((workbook) => (
              <Option
                key={workbook.name}
                workbook={workbook}
                isChosen={workbook === chosen}
                onChoose={() => change({ workbook: workbook.name })}
              />
            ))}
        </fieldset>
        <section className={styles.preview} aria-label="Preview" aria-live="polite">
          {chosen ? (
            <Preview workbook={chosen} />
          ) : (
            <p className={styles.muted}>Choose a workbook to see its tasks and inputs.</p>
          )}
        </section>
      </div>
      <div className={styles.actions}>
        <Button onClick={onBack}>Back</Button>
        <Button variant="primary" disabled={!chosen} onClick={onNext}>
          Next: trigger
        </Button>
      </div>
    </>
  );
}

function Option(props: {
  workbook: Schemas['Workbook'];
  isChosen: boolean;
  onChoose: () => void;
}): ReactNode {
  const { workbook, isChosen, onChoose } = props;
  const { name, description, origin } = workbook;
  return (
    <label className={styles.option} data-chosen={isChosen || undefined}>
      <input type="radio" name="workbook" value={name} checked={isChosen} onChange={onChoose} />
      <span>
        <strong>{name}</strong> {origin === 'project' && <Tag tone="accent">your own</Tag>}
        <span className={styles.words}>{description}</span>
      </span>
    </label>
  );
}

function Preview({ workbook }: { workbook: Schemas['Workbook'] }): ReactNode {
  const entry = entryOf(workbook);
  if (!entry) return null;
  return (
    <>
      <WorkflowGraph key={workbook.digest} workflow={entry} of={workbook.name} />
      <details>
        <summary>Inputs: what the plan has under these names is filled in</summary>
        <WorkflowInputs inputs={entry.inputs} />
      </details>
    </>
  );
}
