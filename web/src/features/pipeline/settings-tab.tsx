import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { useRules } from '../../shared/api/use-rules.js';
import { DelegationPanel } from './delegation-panel.js';
import { DeletePanel } from './delete-panel.js';
import { EditPanel } from './edit-panel.js';
import styles from './forms.module.css';
import { SchedulesPanel } from './schedules-panel.js';
import { TriggerPanel } from './trigger-panel.js';

export function SettingsTab({ pipeline }: { pipeline: Schemas['Pipeline'] }): ReactNode {
  const mayWrite = useRules().has('pipelines:write');
  return (
    <div className={styles.panels}>
      <TriggerPanel pipelineId={pipeline.uuid} />
      <DelegationPanel pipelineId={pipeline.uuid} />
      <SchedulesPanel pipelineId={pipeline.uuid} />
      {mayWrite && <EditPanel pipeline={pipeline} />}
      {mayWrite && <DeletePanel pipeline={pipeline} />}
    </div>
  );
}
