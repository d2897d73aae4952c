import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { SolumError, SolumUnreachableError } from '../api/client.js';
import { Button } from './button.js';
import styles from './error-notice.module.css';

/** What one can do about an error, by what kind it is. */
function advice(error: unknown): string | undefined {
  if (error instanceof SolumUnreachableError)
    return 'Check the network, and whether the service runs. What is on this page may be old.';
  if (!(error instanceof SolumError)) return undefined;
  const { status, retryAfter } = error;
  if (status === 401) return 'Sign in again.';
  if (status === 403)
    return 'Ask somebody who manages the project for the role, or switch to another project.';
  if (status === 404)
    return 'It may have been deleted, or it belongs to another project: check which one you are in.';
  if (status === 409 || status === 412) return 'Load it again to see what changed, then try once more.';
  if (status === 429) return `Wait ${retryAfter ?? 5} seconds, then try again.`;
  if (status === 503) return `Something the service needs is away. Try again in ${retryAfter ?? 5} seconds.`;
  return status >= 500 ? 'This is the service’s own fault: give its operator the request’s id.' : undefined;
}

/** An error with what to do about it. `retry` is offered where doing the same again can help. */
export function ErrorNotice({
  error,
  title = 'That did not work',
  retry,
}: {
  error: unknown;
  title?: string;
  retry?: () => void;
}): ReactNode {
  const known = error instanceof SolumError ? error : undefined;
  const help = advice(error);
  const what = error instanceof Error ? error.message : String(error);
  return (
    <div className={styles.notice} role="alert">
      <TriangleAlert className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <strong>{title}</strong>
        <p>{what}</p>
        {known && known.errors.length > 1 && (
          <ul>
            {known.errors.map(({ pointer, detail }) => (
              <li key={pointer + detail}>
                <code>{pointer}</code> {detail}
              </li>
            ))}
          </ul>
        )}
        {help && <p>{help}</p>}
        {known?.requestId && known.status >= 500 && <code className={styles.id}>{known.requestId}</code>}
        {retry && (
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
