import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';
import { useRules } from '../../shared/api/use-rules.js';
import {
  Button,
  CodeBlock,
  CopyButton,
  Dialog,
  ErrorNotice,
  RelativeTime,
  SelectField,
  Skeleton,
} from '../../shared/ui/index.js';
import styles from './forms.module.css';
import { triggerQuery } from './pipeline-queries.js';

const OVERLAPS = [
  { value: '3600', label: 'for an hour, while the git host is changed' },
  { value: '86400', label: 'for a day' },
  { value: '0', label: 'not at all: it has leaked' },
];

/** Where the git host posts to, and the secret that it signs with. */
export function TriggerPanel({ pipelineId }: { pipelineId: string }): ReactNode {
  const { data, error, refetch } = useQuery(triggerQuery(pipelineId));
  const mayWrite = useRules().has('pipelines:write');
  const [isRotating, setRotating] = useState(false);
  return (
    <section className={styles.panel} aria-labelledby="trigger">
      <h2 id="trigger">Webhook</h2>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <TriggerFacts trigger={data} />}
      {mayWrite && (
        <div className={styles.buttons}>
          <Button onClick={() => setRotating(true)}>Make a new secret</Button>
        </div>
      )}
      {isRotating && <RotateDialog pipelineId={pipelineId} onClose={() => setRotating(false)} />}
    </section>
  );
}

function TriggerFacts({ trigger }: { trigger: Schemas['PipelineTrigger'] }): ReactNode {
  const { filters } = trigger;
  return (
    <dl className={styles.facts}>
      <dt>Address</dt>
      <dd className={styles.copyable}>
        <code>{trigger.trigger_uri}</code>
        <CopyButton text={trigger.trigger_uri} label="Copy the address" />
      </dd>
      <dt>Secret</dt>
      <dd>
        {trigger.secret_made_at ? (
          <>
            made <RelativeTime at={trigger.secret_made_at} />; it was shown then only
          </>
        ) : (
          'none yet'
        )}
        {trigger.previous_secret_until && (
          <>
            {' '}
            (the one before is taken until <RelativeTime at={trigger.previous_secret_until} />)
          </>
        )}
      </dd>
      <dt>Without a signature</dt>
      <dd>{trigger.unsigned}</dd>
      <dt>Starts on</dt>
      <dd>{filters.events.join(', ')}</dd>
      <dt>Branches</dt>
      <dd>{filters.branches.join(', ') || 'all'}</dd>
      <dt>Tags</dt>
      <dd>{filters.tags.join(', ') || 'all'}</dd>
      <dt>Paths</dt>
      <dd>{filters.paths.join(', ') || 'all'}</dd>
    </dl>
  );
}

function RotateDialog({ pipelineId, onClose }: { pipelineId: string; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [overlap, setOverlap] = useState('3600');
  const rotate = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/pipelines/{pipeline_id}/trigger/rotate-secret', {
          params: { path: { pipeline_id: pipelineId } },
          body: { overlap: Number(overlap) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pipelines', pipelineId, 'trigger'] }),
  });
  const made = rotate.data?.trigger_secret;
  if (made) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title="The new secret"
        description="Put it into the git host’s webhook settings now: it is not shown again."
        footer={<Button onClick={onClose}>Done</Button>}
      >
        <CodeBlock code={made} label="the secret" />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Make a new secret"
      description="The git host has to be told of it, or its webhooks are rejected."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            Make it
          </Button>
        </>
      }
    >
      <SelectField
        label="The present secret is taken besides"
        options={OVERLAPS}
        value={overlap}
        onChange={({ target }) => setOverlap(target.value)}
      />
      {rotate.error && <ErrorNotice error={rotate.error} />}
    </Dialog>
  );
}
