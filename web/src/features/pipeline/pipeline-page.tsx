import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { useRules } from '../../shared/api/use-rules.js';
import { useRefreshOnEvents } from '../../shared/live/refresh.js';
import { Button, ErrorNotice, Page, Skeleton, Tabs, Tag } from '../../shared/ui/index.js';
import { DelegationNotice } from './delegation-panel.js';
import { DeliveriesTab } from './deliveries-tab.js';
import { pipelineQuery } from './pipeline-queries.js';
import type { PipelineTab } from './pipeline-search.js';
import { RunDialog } from './run-dialog.js';
import { SettingsTab } from './settings-tab.js';
import { StageView } from './stage-view.js';
import styles from './pipeline-page.module.css';

export function PipelinePage(): ReactNode {
  const { pipelineId } = useParams({ from: '/pipelines/$pipelineId' });
  const { data: pipeline, error, refetch } = useQuery(pipelineQuery(pipelineId));
  const client = useQueryClient();
  useRefreshOnEvents(
    (event) => event.pipeline_id === pipelineId,
    () => client.invalidateQueries({ queryKey: ['pipelines', pipelineId] }),
  );
  const trail = <Link to="/pipelines">Pipelines</Link>;
  if (error) {
    return (
      <Page title="Pipeline" trail={trail}>
        <ErrorNotice error={error} title="The pipeline cannot be shown" retry={() => void refetch()} />
      </Page>
    );
  }
  if (!pipeline) {
    return (
      <Page title="Pipeline" trail={trail}>
        <Skeleton lines={6} label="Loading the pipeline" />
      </Page>
    );
  }
  return <Loaded pipeline={pipeline} trail={trail} />;
}

function Loaded({ pipeline, trail }: { pipeline: Schemas['Pipeline']; trail: ReactNode }): ReactNode {
  const { tab = 'runs' } = useSearch({ from: '/pipelines/$pipelineId' });
  const navigate = useNavigate();
  const [isStarting, setStarting] = useState(false);
  const { uuid, name, description, workbook_name: workbook, tags } = pipeline;
  const open = (next: string): void => {
    const search = next === 'runs' ? {} : { tab: next as PipelineTab };
    void navigate({ to: '/pipelines/$pipelineId', params: { pipelineId: uuid }, search, replace: true });
  };
  return (
    <Page
      title={name}
      trail={trail}
      actions={
        useRules().has('executions:write') && (
          <Button variant="primary" icon={<Play aria-hidden="true" />} onClick={() => setStarting(true)}>
            Run now
          </Button>
        )
      }
    >
      <div className={styles.facts}>
        {description && <p>{description}</p>}
        <p className={styles.tags}>
          Runs{' '}
          <Link to="/workbooks/$workbookName" params={{ workbookName: workbook }}>
            {workbook}
          </Link>{' '}
          of{' '}
          <Link to="/plans/$planId" params={{ planId: pipeline.plan_uri.split('/').at(-1) ?? '' }}>
            its plan
          </Link>
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      </div>
      {pipeline.status === 'deleting' && (
        <p role="status">It is being deleted. {pipeline.status_reason ?? 'What it left is taken away.'}</p>
      )}
      {pipeline.delegation_status === 'broken' && <DelegationNotice pipelineId={uuid} />}
      <Tabs
        label="Of this pipeline"
        value={tab}
        onChange={open}
        tabs={[
          { id: 'runs', label: 'Runs', content: <StageView pipelineId={uuid} /> },
          { id: 'deliveries', label: 'Deliveries', content: <DeliveriesTab pipelineId={uuid} /> },
          { id: 'settings', label: 'Settings', content: <SettingsTab pipeline={pipeline} /> },
        ]}
      />
      <RunDialog pipelineId={uuid} open={isStarting} onOpenChange={setStarting} />
    </Page>
  );
}
