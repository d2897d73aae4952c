import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, ErrorNotice, SelectField, Skeleton } from '../../shared/ui/index.js';
import { PlanText } from '../plans/plan-document.js';
import { PlanEditor, usePlanCheck } from '../plans/plan-editor.js';
import { plansQuery } from '../plans/plan-queries.js';
import type { DraftState } from './draft.js';
import styles from './wizard.module.css';

interface PlanStepProps {
  readonly state: DraftState;
  readonly onNext: () => void;
}

export function PlanStep({ state, onNext }: PlanStepProps): ReactNode {
  const { draft, change } = state;
  const { data: plans } = useQuery(plansQuery);
  const choose = (planMode: 'new' | 'existing') => () => change({ planMode });
  return (
    <>
      {plans && plans.length > 0 && (
        <fieldset className={styles.choice}>
          <legend>Plan</legend>
          <label>
            <input type="radio" name="plan" checked={draft.planMode === 'new'} onChange={choose('new')} />{' '}
            Write a new one
          </label>
          <label>
            <input
              type="radio"
              name="plan"
              checked={draft.planMode === 'existing'}
              onChange={choose('existing')}
            />{' '}
            Use one of the project
          </label>
        </fieldset>
      )}
      {draft.planMode === 'new' ? (
        <NewPlan state={state} onNext={onNext} />
      ) : (
        <ExistingPlan state={state} onNext={onNext} />
      )}
    </>
  );
}

function NewPlan({ state: { draft, change }, onNext }: PlanStepProps): ReactNode {
  const [wasTried, setTried] = useState(false);
  const check = usePlanCheck(draft.planText);
  const next = (): void => {
    setTried(true);
    if (!check.isSettled || check.verdict?.valid !== true) return;
    if (draft.name === '') change({ name: new PlanText(draft.planText).value(['name']) });
    onNext();
  };
  return (
    <>
      <PlanEditor
        text={draft.planText}
        onChange={(planText) => change({ planText })}
        check={check}
        showAll={wasTried}
      />
      {wasTried && check.isSettled && check.verdict?.valid === false && (
        <p className={styles.wrong} role="alert">
          {check.verdict.errors.length === 1 ? 'One thing' : `${check.verdict.errors.length} things`} in the
          plan must be mended first: the fields say which.
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="primary" disabled={!check.isSettled} onClick={next}>
          Next: workbook
        </Button>
      </div>
    </>
  );
}

function ExistingPlan({ state: { draft, change }, onNext }: PlanStepProps): ReactNode {
  const { data: plans, error } = useQuery(plansQuery);
  if (error) return <ErrorNotice error={error} />;
  if (!plans) return <Skeleton />;
  const chosen = plans.find(({ uuid }) => uuid === draft.planId);
  const next = (): void => {
    if (draft.name === '' && chosen) change({ name: chosen.name });
    onNext();
  };
  return (
    <>
      <SelectField
        label="Plan of the project"
        value={draft.planId}
        onChange={({ target }) => change({ planId: target.value })}
        options={[
          { value: '', label: 'Choose a plan' },
          ...plans.map(({ uuid, name }) => ({ value: uuid, label: name })),
        ]}
      />
      {chosen?.artifacts?.map((artifact) => (
        <p key={artifact.name} className={styles.muted}>
          {artifact.name}: {artifact.content.href}
        </p>
      ))}
      <div className={styles.actions}>
        <Button variant="primary" disabled={!chosen} onClick={next}>
          Next: workbook
        </Button>
      </div>
    </>
  );
}
