import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/may.js';
import { CodeEditor } from '../../shared/editor/index.js';
import { Button, Dialog, ErrorNotice, Page, Skeleton, useToast } from '../../shared/ui/index.js';
import { planText, STARTER } from './plan-document.js';
import { PlanEditor, usePlanCheck } from './plan-editor.js';
import { createPlan, deletePlan, planQuery, replacePlan } from './plan-queries.js';
import styles from './plans.module.css';

const TRAIL = <Link to="/plans">Plans</Link>;

export function PlanPage(): ReactNode {
  const { planId } = useParams({ from: '/plans/$planId' });
  return planId === 'new' ? <NewPlan /> : <KeptPlan key={planId} id={planId} />;
}

function NewPlan(): ReactNode {
  const navigate = useNavigate();
  return (
    <Page title="New plan" trail={TRAIL}>
      <PlanWorkbench
        initial={STARTER}
        action="Create plan"
        save={createPlan}
        onSaved={({ uuid }) => void navigate({ to: '/plans/$planId', params: { planId: uuid } })}
      />
    </Page>
  );
}

function KeptPlan({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery(planQuery(id));
  const mayWrite = useMay('plans:write');
  if (!data) {
    return (
      <Page title="Plan" trail={TRAIL}>
        {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Skeleton lines={8} />}
      </Page>
    );
  }
  const { plan, etag } = data;
  return (
    <Page title={plan.name} trail={TRAIL} actions={mayWrite && <DeletePlan plan={plan} />}>
      {mayWrite ? (
        <PlanWorkbench
          key={etag}
          initial={planText(plan)}
          action="Save changes"
          save={(text) => replacePlan(id, text, etag)}
        />
      ) : (
        <CodeEditor label="Plan as YAML" value={planText(plan)} />
      )}
    </Page>
  );
}

interface WorkbenchProps {
  readonly initial: string;
  readonly action: string;
  readonly save: (text: string) => Promise<Schemas['Plan']>;
  readonly onSaved?: (plan: Schemas['Plan']) => void;
}

function PlanWorkbench({ initial, action, save, onSaved }: WorkbenchProps): ReactNode {
  const [text, setText] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const check = usePlanCheck(text);
  const client = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async (plan) => {
      await client.invalidateQueries({ queryKey: ['plans'] });
      toast(`The plan ${plan.name} is saved.`);
      onSaved?.(plan);
    },
  });
  const submit = (): void => {
    setTried(true);
    if (check.verdict?.valid !== false) saving.mutate(text);
  };
  return (
    <>
      <PlanEditor text={text} onChange={setText} check={check} showAll={wasTried} />
      {saving.error && <ErrorNotice error={saving.error} title="The plan was not saved" />}
      {wasTried && check.verdict?.valid === false && (
        <p className={styles.notice} role="alert">
          Something in the plan is wrong: the fields say what.
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="primary" busy={saving.isPending} disabled={text === initial} onClick={submit}>
          {action}
        </Button>
      </div>
    </>
  );
}

function DeletePlan({ plan }: { plan: Schemas['Plan'] }): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const deletion = useMutation({
    mutationFn: () => deletePlan(plan.uuid),
    onSuccess: async () => {
      await navigate({ to: '/plans' });
      await client.invalidateQueries({ queryKey: ['plans'] });
    },
  });
  return (
    <>
      <Button variant="danger" onClick={() => setAsked(true)}>
        Delete
      </Button>
      <Dialog
        open={isAsked}
        onOpenChange={setAsked}
        title={`Delete the plan ${plan.name}?`}
        description="It is gone for good. A plan that pipelines refer to stays until they are deleted."
        footer={
          <>
            <Button onClick={() => setAsked(false)}>Keep it</Button>
            <Button variant="danger" busy={deletion.isPending} onClick={() => deletion.mutate()}>
              Delete the plan
            </Button>
          </>
        }
      >
        {deletion.error && <ErrorNotice error={deletion.error} title="The plan is still there" />}
      </Dialog>
    </>
  );
}
