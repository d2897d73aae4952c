import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Duration, RelativeTime, StateBadge, Table, Tag, verdictOf } from '../../shared/ui/index.js';
import type { ListedPipeline } from './pipelines-query.js';
import styles from './pipelines-table.module.css';
import { Trend } from './trend.js';

export function PipelinesTable({ pipelines }: { pipelines: readonly ListedPipeline[] }): ReactNode {
  return (
    <Table label="Pipelines" className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Pipeline</th>
          <th scope="col">Last run</th>
          <th scope="col" className={styles.wide}>
            Duration
          </th>
          <th scope="col" className={styles.wide}>
            Trend
          </th>
          <th scope="col" className={styles.wide}>
            Workbook
          </th>
        </tr>
      </thead>
      <tbody>
        {pipelines.map((pipeline) => (
          <Row key={pipeline.uuid} pipeline={pipeline} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ pipeline }: { pipeline: ListedPipeline }): ReactNode {
  const { uuid, name, workbook_name: workbook, recent_executions: runs = [] } = pipeline;
  const [last] = runs;
  return (
    <tr>
      <th scope="row">
        <Link to="/pipelines/$pipelineId" params={{ pipelineId: uuid }} className={styles.name}>
          {name}
        </Link>
        <Warnings pipeline={pipeline} />
      </th>
      <td>
        {last ? (
          <Link to="/executions/$executionId" params={{ executionId: last.uuid }} className={styles.last}>
            <StateBadge verdict={verdictOf(last.state)} />
            <span className={styles.when}>
              <RelativeTime at={last.created_at} />
            </span>
          </Link>
        ) : (
          <span className={styles.when}>never ran</span>
        )}
      </td>
      <td className={styles.wide}>{last && <Duration seconds={last.duration} since={last.started_at} />}</td>
      <td className={styles.wide}>
        <Trend runs={runs} />
      </td>
      <td className={styles.wide}>{workbook}</td>
    </tr>
  );
}

function Warnings({ pipeline }: { pipeline: ListedPipeline }): ReactNode {
  return (
    <>
      {pipeline.status === 'deleting' && <Tag tone="warn">is being deleted</Tag>}
      {pipeline.delegation_status === 'broken' && <Tag tone="bad">needs its delegation renewed</Tag>}
    </>
  );
}
