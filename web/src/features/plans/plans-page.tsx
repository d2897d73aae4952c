import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, ScrollText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/may.js';
import {
  buttonClass,
  EmptyState,
  ErrorNotice,
  Page,
  RelativeTime,
  Skeleton,
  Table,
} from '../../shared/ui/index.js';
import { plansQuery } from './plan-queries.js';
import styles from './plans.module.css';

export function PlansPage(): ReactNode {
  const { data, error, refetch } = useQuery(plansQuery);
  const mayWrite = useMay('plans:write');
  const create = mayWrite && (
    <Link to="/plans/$planId" params={{ planId: 'new' }} className={buttonClass('primary')}>
      <Plus aria-hidden="true" />
      New plan
    </Link>
  );
  return (
    <Page title="Plans" actions={data && data.length > 0 && create}>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} label="Loading the plans" />}
      {data?.length === 0 && (
        <EmptyState title="No plan yet" icon={<ScrollText />} action={create}>
          A plan says where the source is, and which commands test, build and run it. Pipelines build what a
          plan describes; the new-pipeline wizard makes one on its way.
        </EmptyState>
      )}
      {data && data.length > 0 && <PlansTable plans={data} />}
    </Page>
  );
}

function PlansTable({ plans }: { plans: readonly Schemas['Plan'][] }): ReactNode {
  return (
    <Table label="Plans">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Source</th>
          <th scope="col" className={styles.wide}>
            Changed
          </th>
        </tr>
      </thead>
      <tbody>
        {plans.map(({ uuid, name, description, artifacts = [], updated_at: changed }) => (
          <tr key={uuid}>
            <th scope="row">
              <Link to="/plans/$planId" params={{ planId: uuid }}>
                {name}
              </Link>
              {description && <div className={styles.description}>{description}</div>}
            </th>
            <td>
              {artifacts.map((artifact) => (
                <div key={artifact.name} className={styles.source}>
                  {artifact.content.href}
                </div>
              ))}
              {artifacts.length === 0 && (
                <span className={styles.muted}>none: pipelines cannot build it</span>
              )}
            </td>
            <td className={styles.wide}>
              <RelativeTime at={changed} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
