import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, dataOf } from '../../shared/api/client.js';
import { useRules } from '../../shared/api/use-rules.js';
import { Button, ErrorNotice, RelativeTime, Skeleton, Tag, useToast } from '../../shared/ui/index.js';
import styles from './forms.module.css';
import { delegationQuery } from './pipeline-queries.js';

/** For whom the service acts, and whether it still can. */
export function DelegationPanel({ pipelineId }: { pipelineId: string }): ReactNode {
  const { data, error, refetch } = useQuery(delegationQuery(pipelineId));
  return (
    <section className={styles.panel} aria-labelledby="delegation">
      <h2 id="delegation">Delegation</h2>
      <p className={styles.muted}>
        When a webhook or a schedule starts a run, nobody is signed in: the service then acts for the user
        named here.
      </p>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <dl className={styles.facts}>
          <dt>State</dt>
          <dd>
            <Tag tone={data.status === 'ok' ? 'good' : 'bad'}>
              {data.status === 'ok' ? 'works' : 'broken'}
            </Tag>{' '}
            {data.reason}
          </dd>
          <dt>Acts for</dt>
          <dd>{data.trustor.name}</dd>
          <dt>With the roles</dt>
          <dd>{data.roles.join(', ')}</dd>
          <dt>Ends</dt>
          <dd>{data.expires_at ? <RelativeTime at={data.expires_at} /> : 'never'}</dd>
          <dt>Last seen to work</dt>
          <dd>{data.last_proof_at ? <RelativeTime at={data.last_proof_at} /> : 'not yet'}</dd>
        </dl>
      )}
      <RenewButton pipelineId={pipelineId} />
    </section>
  );
}

/** Above everything where it is broken: no webhook starts anything until it is renewed. */
export function DelegationNotice({ pipelineId }: { pipelineId: string }): ReactNode {
  const { data } = useQuery(delegationQuery(pipelineId));
  return (
    <section className={styles.panel} aria-label="The delegation is broken">
      <strong>The service cannot act for this pipeline’s owner any more</strong>
      <p>{data?.reason ?? 'Webhooks and schedules start nothing until the delegation is renewed.'}</p>
      <RenewButton pipelineId={pipelineId} />
    </section>
  );
}

function RenewButton({ pipelineId }: { pipelineId: string }): ReactNode {
  const client = useQueryClient();
  const toast = useToast();
  const mayWrite = useRules().has('pipelines:write');
  const renew = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/pipelines/{pipeline_id}/delegation/renew', {
          params: { path: { pipeline_id: pipelineId } },
        }),
      ),
    onSuccess: () => {
      toast('The service acts for you from now on.');
      return client.invalidateQueries({ queryKey: ['pipelines', pipelineId] });
    },
  });
  if (!mayWrite) return null;
  return (
    <>
      {renew.error && <ErrorNotice error={renew.error} title="It was not renewed" />}
      <div className={styles.buttons}>
        <Button busy={renew.isPending} onClick={() => renew.mutate()}>
          Let it act for me
        </Button>
      </div>
    </>
  );
}
