import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';
import {
  Button,
  buttonClass,
  CodeBlock,
  CopyButton,
  ErrorNotice,
  SelectField,
  Skeleton,
} from '../../shared/ui/index.js';
import type { DraftState } from './draft.js';
import { curlExample, type Host, type HostGuide, HOSTS, signingToken } from './webhook-hosts.js';
import styles from './wizard.module.css';

interface WebhookStepProps {
  readonly state: DraftState;
  /** In memory only; null after a reload. */
  readonly secret: string | null;
  readonly onSecret: (secret: string) => void;
}

export function WebhookStep({ state, secret, onSecret }: WebhookStepProps): ReactNode {
  const { draft, startOver } = state;
  const path = { pipeline_id: draft.pipelineId };
  const { data, error, refetch } = useQuery({
    queryKey: ['pipelines', draft.pipelineId, 'wizard'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/pipelines/{pipeline_id}', { signal, params: { path } })),
  });
  if (error) {
    return (
      <>
        <ErrorNotice error={error} retry={() => void refetch()} />
        <div>
          <Button onClick={startOver}>Make another pipeline</Button>
        </div>
      </>
    );
  }
  if (!data) return <Skeleton lines={6} />;
  return (
    <>
      <p>
        The pipeline <strong>{data.name}</strong> is there, and its first run has begun. From now on, pushes
        start it once the git host knows this address:
      </p>
      <dl className={styles.facts}>
        <dt>Address</dt>
        <dd>
          <code>{data.trigger_uri}</code> <CopyButton text={data.trigger_uri} label="Copy the address" />
        </dd>
        <dt>Secret</dt>
        <dd>
          {secret === null ? (
            <LostSecret pipelineId={data.uuid} onSecret={onSecret} />
          ) : (
            <>
              <code>{secret}</code> <CopyButton text={secret} label="Copy the secret" />
              <p className={styles.once}>It is shown this once: copy it now. Nobody can read it again.</p>
            </>
          )}
        </dd>
      </dl>
      <Guide pipeline={data} secret={secret} events={draft.events} />
      <div className={styles.actions}>
        {data.last_execution !== null && (
          <Link
            to="/executions/$executionId"
            params={{ executionId: data.last_execution }}
            className={buttonClass('primary')}
            onClick={startOver}
          >
            Watch the first run
          </Link>
        )}
        <Link
          to="/pipelines/$pipelineId"
          params={{ pipelineId: data.uuid }}
          className={buttonClass()}
          onClick={startOver}
        >
          Go to the pipeline
        </Link>
      </div>
    </>
  );
}

/** After a reload the secret is gone from this page; a new one takes its place. */
function LostSecret(props: { pipelineId: string; onSecret: (secret: string) => void }): ReactNode {
  const { pipelineId, onSecret } = props;
  const rotation = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/pipelines/{pipeline_id}/trigger/rotate-secret', {
          params: { path: { pipeline_id: pipelineId } },
          body: { overlap: 0 },
        }),
      ) as Promise<Schemas['RotatedSecret']>,
    onSuccess: (rotated) => onSecret(rotated.trigger_secret),
  });
  return (
    <>
      <p>
        It was shown when the pipeline was made, and this page has been loaded again since. If you have not
        copied it, make another one; the old one ends at once.
      </p>
      <Button size="small" busy={rotation.isPending} onClick={() => rotation.mutate()}>
        Make a new secret
      </Button>
      {rotation.error && <ErrorNotice error={rotation.error} title="There is no new secret" />}
    </>
  );
}

interface GuideProps {
  readonly pipeline: Schemas['Pipeline'];
  readonly secret: string | null;
  readonly events: DraftState['draft']['events'];
}

function Guide({ pipeline, secret, events }: GuideProps): ReactNode {
  const [host, setHost] = useState<Host>('github');
  const guide = HOSTS.find(({ id }) => id === host) ?? HOSTS[0];
  if (!guide) return null;
  return (
    <section className={styles.guide} aria-labelledby="guide">
      <h3 id="guide">How to set it up</h3>
      <SelectField
        label="Git host"
        value={host}
        options={HOSTS.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ target }) => setHost(target.value as Host)}
      />
      <ol className={styles.instructions}>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Ticks guide={guide} events={events} />
      {host === 'gitlab' && secret !== null && (
        <p>
          Signing token: <code className={styles.long}>{signingToken(secret)}</code>{' '}
          <CopyButton text={signingToken(secret)} label="Copy the signing token" />
        </p>
      )}
      {host === 'plain' && <CodeBlock label="the command" code={curlExample(pipeline.trigger_uri)} />}
    </section>
  );
}

function Ticks({ guide, events }: { guide: HostGuide; events: GuideProps['events'] }): ReactNode {
  return (
    <dl className={styles.facts}>
      <dt>Content type</dt>
      <dd>{guide.contentType}</dd>
      <dt>Events</dt>
      <dd>
        <ul>
          {events.map((event) => (
            <li key={event}>
              {guide.ticks[event] ?? `${event.replace('_', ' ')}: ${guide.name} cannot start a run by it`}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
