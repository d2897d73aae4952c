import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, dataOf } from '../../shared/api/client.js';
import { buttonClass, EmptyState, ErrorNotice, Page, Skeleton, Table } from '../../shared/ui/index.js';

const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/pipelines', { signal })),
});

export function PipelinesPage(): ReactNode {
  const { data, error, refetch } = useQuery(pipelinesQuery);
  const create = (
    <Link to="/pipelines/new" className={buttonClass('primary')}>
      <Plus aria-hidden="true" />
      New pipeline
    </Link>
  );
  return (
    <Page title="Pipelines" actions={data && data.length > 0 && create}>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} label="Loading the pipelines" />}
      {data?.length === 0 && (
        <EmptyState title="No pipeline yet" icon={<Workflow />} action={create}>
          A pipeline ties a plan, a workbook and a webhook together: each push is tested, built and deployed.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Table label="Pipelines">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Workbook</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ uuid, name, workbook_name }) => (
              <tr key={uuid}>
                <th scope="row">
                  <Link to="/pipelines/$pipelineId" params={{ pipelineId: uuid }}>
                    {name}
                  </Link>
                </th>
                <td>{workbook_name}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Page>
  );
}
