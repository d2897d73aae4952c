import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, dataOf } from '../../shared/api/client.js';
import { Button, ErrorNotice, RelativeTime, TextArea, useToast } from '../../shared/ui/index.js';
import { type Execution, runKey, type Task } from './run-queries.js';
import styles from './run.module.css';

type Approval = NonNullable<Task['approval']>;
type Decision = 'approve' | 'reject';

const LONGEST_COMMENT = 1000;

interface ApprovalPanelProps {
  readonly execution: Execution;
  readonly task: Task;
  readonly approval: Approval;
}

/** What people are asked, who may answer and until when; or who did. */
export function ApprovalPanel(props: ApprovalPanelProps): ReactNode {
  const { approval } = props;
  return (
    <section className={styles.approval} data-state={approval.state} aria-label="Approval">
      <h3>{approval.message ?? 'May the run go on?'}</h3>
      {approval.state === 'waiting' ? <Question {...props} /> : <Answer {...props} />}
    </section>
  );
}

const OUTCOMES: Readonly<Record<Exclude<Approval['state'], 'waiting'>, string>> = {
  approved: 'Approved',
  rejected: 'Rejected',
  expired: 'Nobody answered in time: it counts as rejected',
  cancelled: 'The run ended before anybody answered',
};

function Answer({ task, approval }: ApprovalPanelProps): ReactNode {
  if (approval.state === 'waiting') return null;
  const { result } = task;
  const comment = typeof result === 'object' && result !== null && 'comment' in result && result.comment;
  return (
    <p>
      {OUTCOMES[approval.state]}
      {approval.decided_by && (
        <>
          {' '}
          by <strong>{approval.decided_by.name}</strong>
        </>
      )}
      {typeof comment === 'string' && comment !== '' && <q>{comment}</q>}
    </p>
  );
}

function Question({ execution, task, approval }: ApprovalPanelProps): ReactNode {
  const { approve_refusal: noApproval, reject_refusal: noRejection, expires_at: expiry } = approval;
  const [comment, setComment] = useState('');
  const decision = useDecision(execution.uuid, task.uuid);
  const say = (kind: Decision) => () => decision.mutate({ kind, comment: comment.trim() });
  const refusals = [...new Set([noApproval, noRejection].filter((refusal) => refusal !== null))];
  const busy = (kind: Decision): boolean => decision.isPending && decision.variables.kind === kind;
  return (
    <>
      <p className={styles.muted}>
        Whoever has the role {approval.roles.join(' or ')} may answer
        {approval.four_eyes && '; who started the run may not approve it'}.
        {expiry && (
          <>
            {' '}
            Without an answer it is rejected <RelativeTime at={expiry} />.
          </>
        )}
      </p>
      {refusals.length < 2 && (noApproval === null || noRejection === null) && (
        <TextArea
          label="Comment"
          rows={2}
          maxLength={LONGEST_COMMENT}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
      )}
      <div className={styles.answers}>
        <Button
          variant="primary"
          icon={<Check />}
          disabled={noApproval !== null}
          aria-describedby="approval-refusal"
          busy={busy('approve')}
          onClick={say('approve')}
        >
          Approve
        </Button>
        <Button
          variant="danger"
          icon={<X />}
          disabled={noRejection !== null}
          aria-describedby="approval-refusal"
          busy={busy('reject')}
          onClick={say('reject')}
        >
          Reject
        </Button>
      </div>
      <div id="approval-refusal">
        {refusals.map((refusal) => (
          <p key={refusal} className={styles.refusal}>
            {refusal}
          </p>
        ))}
      </div>
      {decision.error && <ErrorNotice error={decision.error} title="It is not decided" />}
    </>
  );
}

function useDecision(executionId: string, taskId: string) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ kind, comment }: { kind: Decision; comment: string }) => {
      const params = { path: { execution_id: executionId, task: taskId } };
      const body = comment === '' ? {} : { comment };
      return kind === 'approve'
        ? dataOf(api.POST('/v1/executions/{execution_id}/tasks/{task}/approve', { params, body }))
        : dataOf(api.POST('/v1/executions/{execution_id}/tasks/{task}/reject', { params, body }));
    },
    onSuccess: (_, { kind }) => toast(kind === 'approve' ? 'Approved: the run goes on' : 'Rejected'),
    onSettled: () => client.invalidateQueries({ queryKey: runKey(executionId) }),
  });
}
