import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';
import { RelativeTime, Tag } from '../../shared/ui/index.js';
import styles from './environments.module.css';

type Stack = Schemas['PipelineStack'];

export function StackRow({ pipeline }: { pipeline: Schemas['Pipeline'] }): ReactNode {
  const { uuid, name, last_execution: lastExecution } = pipeline;
  const { data, error } = useQuery({
    queryKey: ['pipelines', uuid, 'stack', lastExecution],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/pipelines/{pipeline_id}/stack', { signal, params: { path: { pipeline_id: uuid } } }),
      ),
  });
  return (
    <tr>
      <th scope="row">
        <Link to="/pipelines/$pipelineId" params={{ pipelineId: uuid }}>
          {name}
        </Link>
      </th>
      <td>
        {data && <StackState stack={data} />}
        {error && <Tag tone="warn">{error.message}</Tag>}
        {!data && !error && '…'}
      </td>
      <td>{data && <Address url={data.url} />}</td>
      <td className={styles.wide}>{data && <RelativeTime at={data.updated_at} />}</td>
    </tr>
  );
}

function StackState({ stack: { status, status_reason: reason, url } }: { stack: Stack }): ReactNode {
  const [tone, words] = lookOf(status, url);
  return (
    <>
      <span title={status}>
        <Tag tone={tone}>{words}</Tag>
      </span>
      {tone === 'bad' && reason !== null && <p className={styles.reason}>{reason}</p>}
    </>
  );
}

function lookOf(status: string, url: string | null): ['good' | 'bad' | 'accent' | 'neutral', string] {
  if (status.endsWith('_FAILED'))
    return ['bad', url === null ? 'failed' : 'failed; the one before may still run'];
  if (status.endsWith('_IN_PROGRESS')) return ['accent', 'changing'];
  return url === null ? ['neutral', 'nothing deployed yet'] : ['good', 'runs'];
}

/** A link only where it is one that a browser may follow. */
function Address({ url }: { url: string | null }): ReactNode {
  if (url === null) return <span className={styles.none}>none</span>;
  if (!/^https?:\/\//i.test(url)) return <code>{url}</code>;
  return (
    <a href={url} className={styles.address} target="_blank" rel="noreferrer">
      {url} <ExternalLink aria-hidden="true" size={14} />
      <span className="visually-hidden">, opens in a new tab</span>
    </a>
  );
}
