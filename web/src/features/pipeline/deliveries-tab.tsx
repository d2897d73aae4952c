import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Webhook } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';
import { useRules } from '../../shared/api/use-rules.js';
import {
  Button,
  Dialog,
  EmptyState,
  ErrorNotice,
  RelativeTime,
  Skeleton,
  Table,
  Tag,
  useToast,
} from '../../shared/ui/index.js';
import styles from './forms.module.css';
import { deliveriesQuery } from './pipeline-queries.js';

type Delivery = Schemas['Delivery'];

const TONES = {
  started: 'good',
  ignored: 'neutral',
  duplicate: 'neutral',
  rejected: 'bad',
  rate_limited: 'warn',
} as const satisfies Record<Delivery['verdict'], string>;

/** What came in at the trigger, what became of it, and by which rule. */
export function DeliveriesTab({ pipelineId }: { pipelineId: string }): ReactNode {
  const list = useInfiniteQuery(deliveriesQuery(pipelineId));
  const [shown, setShown] = useState<Delivery>();
  const deliveries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.error) return <ErrorNotice error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={6} label="Loading the deliveries" />;
  if (deliveries.length === 0) {
    return (
      <EmptyState title="No webhook has come in yet" icon={<Webhook />}>
        Put the trigger’s address and its secret, which are under Settings, into your git host’s webhook
        settings. Each webhook is listed here then, also where it starts nothing, with the rule that decided
        so.
      </EmptyState>
    );
  }
  return (
    <>
      <Table label="Deliveries">
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col">Event</th>
            <th scope="col">Ref</th>
            <th scope="col">Why</th>
            <th scope="col">Came in</th>
            <th scope="col">
              <span className="visually-hidden">Details</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <Row key={delivery.uuid} delivery={delivery} onShow={() => setShown(delivery)} />
          ))}
        </tbody>
      </Table>
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older deliveries
          </Button>
        </div>
      )}
      {shown && <Details delivery={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function Row({ delivery, onShow }: { delivery: Delivery; onShow: () => void }): ReactNode {
  const { verdict, host, event, ref, reason, execution_id: execution, received_at: at } = delivery;
  return (
    <tr>
      <td>
        <Tag tone={TONES[verdict]}>{verdict.replace('_', ' ')}</Tag>
      </td>
      <td>
        {event || 'not read'} <span className={styles.muted}>from {host}</span>
      </td>
      <td>{ref?.replace(/^refs\/(heads|tags)\//, '') ?? '–'}</td>
      <td>
        {execution ? (
          <Link to="/executions/$executionId" params={{ executionId: execution }}>
            its run
          </Link>
        ) : (
          reason
        )}
      </td>
      <td>
        <RelativeTime at={at} />
      </td>
      <td>
        <Button size="small" onClick={onShow}>
          Details
        </Button>
      </td>
    </tr>
  );
}

function Details({ delivery, onClose }: { delivery: Delivery; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const toast = useToast();
  const mayWrite = useRules().has('pipelines:write');
  const path = { pipeline_id: delivery.pipeline_id, delivery_id: delivery.uuid };
  const again = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/pipelines/{pipeline_id}/deliveries/{delivery_id}/redeliver', { params: { path } }),
      ),
    onSuccess: () => {
      toast('It was judged again: the newest delivery says what became of it.');
      onClose();
      return client.invalidateQueries({ queryKey: ['pipelines', delivery.pipeline_id] });
    },
  });
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={`Delivery of ${delivery.event || 'an unread event'}`}
      description={delivery.reason ?? 'It started a run.'}
      footer={
        mayWrite && (
          <Button busy={again.isPending} onClick={() => again.mutate()}>
            Judge it again
          </Button>
        )
      }
    >
      <dl className={styles.facts}>
        <dt>Verdict</dt>
        <dd>
          <Tag tone={TONES[delivery.verdict]}>{delivery.verdict.replace('_', ' ')}</Tag>
        </dd>
        <dt>Signature</dt>
        <dd>{delivery.signature}</dd>
        <dt>From</dt>
        <dd>
          {delivery.remote_address} ({delivery.host})
        </dd>
        <dt>Commit</dt>
        <dd>
          <code>{delivery.commit ?? '–'}</code>
        </dd>
        <dt>The host’s id of it</dt>
        <dd>{delivery.host_delivery_id ?? '–'}</dd>
      </dl>
      <div>
        <h3>Rules, in the order in which they were asked</h3>
        <ol className={styles.rules}>
          {delivery.rules.map(({ rule, passed, detail }) => (
            <li key={rule}>
              <Tag tone={passed ? 'good' : 'bad'}>{passed ? 'passed' : 'stopped it'}</Tag> <code>{rule}</code>{' '}
              {detail}
            </li>
          ))}
        </ol>
      </div>
      {again.error && <ErrorNotice error={again.error} />}
    </Dialog>
  );
}
