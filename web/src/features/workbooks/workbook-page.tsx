import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/may.js';
import { CodeEditor } from '../../shared/editor/index.js';
import { Button, Dialog, ErrorNotice, Page, Skeleton, Tabs, Tag } from '../../shared/ui/index.js';
import { DryRunPanel } from './dry-run-panel.js';
import { deleteWorkbook, entryOf, workbookQuery } from './workbook-queries.js';
import { CopyWorkbook } from './copy-workbook.js';
import { WorkbookEditor } from './workbook-editor.js';
import { WorkflowGraph, WorkflowInputs } from './workflow-view.js';
import styles from './workbooks.module.css';

const TRAIL = <Link to="/workbooks">Workbooks</Link>;

export function WorkbookPage(): ReactNode {
  const { workbookName } = useParams({ from: '/workbooks/$workbookName' });
  const { data, error, refetch } = useQuery(workbookQuery(workbookName));
  if (data) return <Shown key={data.digest} workbook={data} />;
  return (
    <Page title={workbookName} trail={TRAIL}>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  );
}

function Shown({ workbook }: { workbook: Schemas['Workbook'] }): ReactNode {
  const [view, setView] = useState('overview');
  const mayWrite = useMay('workbooks:write');
  const isOwn = workbook.origin === 'project';
  const tabs = [
    { id: 'overview', label: 'Overview', content: <Overview workbook={workbook} /> },
    {
      id: 'definition',
      label: isOwn && mayWrite ? 'Edit' : 'Definition',
      content:
        isOwn && mayWrite ? (
          <WorkbookEditor initial={workbook.definition} name={workbook.name} />
        ) : (
          <CodeEditor label={`Definition of ${workbook.name}`} value={workbook.definition} />
        ),
    },
    { id: 'dry-run', label: 'Dry run', content: <DryRunPanel workbook={workbook} /> },
  ];
  return (
    <Page
      title={workbook.name}
      trail={TRAIL}
      actions={
        mayWrite && (
          <>
            <CopyWorkbook workbook={workbook} />
            {isOwn && <DeleteWorkbook name={workbook.name} />}
          </>
        )
      }
    >
      <Tabs label={workbook.name} tabs={tabs} value={view} onChange={setView} />
    </Page>
  );
}

function Overview({ workbook }: { workbook: Schemas['Workbook'] }): ReactNode {
  const { name, origin, description, workflows } = workbook;
  const entry = entryOf(workbook);
  return (
    <div className={styles.section}>
      <p>
        <Tag tone={origin === 'project' ? 'accent' : 'neutral'}>
          {origin === 'project' ? 'your own' : 'built-in'}
        </Tag>{' '}
        {description}
      </p>
      {workflows.map((workflow) => (
        <section key={workflow.name} className={styles.section} aria-labelledby={`workflow-${workflow.name}`}>
          <h2 id={`workflow-${workflow.name}`}>
            {workflow.name} {workflow === entry && workflows.length > 1 && <Tag>runs first</Tag>}
          </h2>
          {workflow.description && <p>{workflow.description}</p>}
          <WorkflowGraph workflow={workflow} of={name} />
          <h3>Inputs</h3>
          <WorkflowInputs inputs={workflow.inputs} />
        </section>
      ))}
    </div>
  );
}

function DeleteWorkbook({ name }: { name: string }): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const deletion = useMutation({
    mutationFn: () => deleteWorkbook(name),
    onSuccess: async () => {
      await navigate({ to: '/workbooks' });
      await client.invalidateQueries({ queryKey: ['workbooks'] });
    },
  });
  return (
    <>
      <Button variant="danger" onClick={() => setAsked(true)}>
        Delete
      </Button>
      <Dialog
        open={isAsked}
        onOpenChange={setAsked}
        title={`Delete the workbook ${name}?`}
        description="Runs that are under way go on. Pipelines that name it cannot start new ones, unless a built-in workbook of that name comes to light again."
        footer={
          <>
            <Button onClick={() => setAsked(false)}>Keep it</Button>
            <Button variant="danger" busy={deletion.isPending} onClick={() => deletion.mutate()}>
              Delete the workbook
            </Button>
          </>
        }
      >
        {deletion.error && <ErrorNotice error={deletion.error} title="The workbook is still there" />}
      </Dialog>
    </>
  );
}
