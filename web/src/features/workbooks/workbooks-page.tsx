import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/may.js';
import { buttonClass, ErrorNotice, Page, Skeleton, Tag } from '../../shared/ui/index.js';
import { entryOf, workbooksQuery } from './workbook-queries.js';
import styles from './workbooks.module.css';

export function WorkbooksPage(): ReactNode {
  const { data, error, refetch } = useQuery(workbooksQuery);
  const mayWrite = useMay('workbooks:write');
  return (
    <Page
      title="Workbooks"
      actions={
        mayWrite && (
          <Link to="/workbooks/new" className={buttonClass('primary')}>
            <Plus aria-hidden="true" />
            New workbook
          </Link>
        )
      }
    >
      <p className={styles.muted}>
        A workbook says which tasks of a run follow which. Some come with the service; copy one to make it
        your own.
      </p>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} label="Loading the workbooks" />}
      <ul className={styles.cards}>
        {data?.map((workbook) => (
          <li key={workbook.name}>
            <WorkbookCard workbook={workbook} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function WorkbookCard({ workbook }: { workbook: Schemas['Workbook'] }): ReactNode {
  const { name, origin, description } = workbook;
  const tasks = entryOf(workbook)?.tasks ?? [];
  return (
    <article className={styles.card}>
      <h2>
        <Link to="/workbooks/$workbookName" params={{ workbookName: name }}>
          {name}
        </Link>
      </h2>
      <div>
        <Tag tone={origin === 'project' ? 'accent' : 'neutral'}>
          {origin === 'project' ? 'your own' : 'built-in'}
        </Tag>
      </div>
      <p>{description || 'It does not say what it is for.'}</p>
      <p className={styles.muted}>{tasks.map((task) => task.name).join(' → ')}</p>
    </article>
  );
}
