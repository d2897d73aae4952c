import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMay } from '../../shared/api/may.js';
import { Button, EmptyState, ErrorNotice, Page } from '../../shared/ui/index.js';
import { createFromDraft, RefusedStep } from './create-from-draft.js';
import { type DraftState, newKey, STEPS, useDraft } from './draft.js';
import { PlanStep } from './plan-step.js';
import { TriggerStep } from './trigger-step.js';
import { WebhookStep } from './webhook-step.js';
import { WorkbookStep } from './workbook-step.js';
import styles from './wizard.module.css';

export function WizardPage(): ReactNode {
  const state = useDraft();
  const mayWrite = useMay('pipelines:write');
  return (
    <Page title="New pipeline" trail={<Link to="/pipelines">Pipelines</Link>}>
      {mayWrite ? (
        <Wizard state={state} />
      ) : (
        <EmptyState title="You may look, and not change">
          Making a pipeline takes the role <code>member</code> in this project: ask somebody who manages it.
        </EmptyState>
      )}
    </Page>
  );
}

function Wizard({ state }: { state: DraftState }): ReactNode {
  const { draft, change } = state;
  const [secret, setSecret] = useState<string | null>(null);
  const client = useQueryClient();
  const creation = useMutation({
    mutationFn: () => createFromDraft(draft, (madePlanId) => change({ madePlanId })),
    onSuccess: async (pipeline) => {
      setSecret(pipeline.trigger_secret);
      change({ pipelineId: pipeline.uuid, step: 3 });
      await client.invalidateQueries({ queryKey: ['pipelines'] });
      await client.invalidateQueries({ queryKey: ['plans'] });
    },
    onError: (error) => {
      if (!(error instanceof RefusedStep)) return;
      change({ step: error.step, ...(error.isFinal ? { requestKey: newKey() } : {}) });
    },
  });
  const goTo = (step: number): void => change({ step });
  const refused = creation.error instanceof RefusedStep ? creation.error : undefined;
  return (
    <>
      <Progress step={draft.step} isMade={draft.pipelineId !== ''} onGo={goTo} />
      {creation.error && (
        <ErrorNotice error={refused?.cause ?? creation.error} title="The pipeline was not made" />
      )}
      <StepHeading step={draft.step} />
      {draft.step === 0 && <PlanStep state={state} onNext={() => goTo(1)} />}
      {draft.step === 1 && <WorkbookStep state={state} onBack={() => goTo(0)} onNext={() => goTo(2)} />}
      {draft.step === 2 && (
        <TriggerStep
          state={state}
          error={refused?.cause}
          busy={creation.isPending}
          onBack={() => goTo(1)}
          onCreate={() => creation.mutate()}
        />
      )}
      {draft.step === 3 && <WebhookStep state={state} secret={secret} onSecret={setSecret} />}
      {draft.step < 3 && (
        <div>
          <Button variant="quiet" size="small" onClick={state.startOver}>
            Start over
          </Button>
        </div>
      )}
    </>
  );
}

const QUESTIONS = [
  'What is built?',
  'Which tasks run?',
  'What is it called, and what starts it?',
  'Tell the git host',
] as const;

/** Takes the focus when the step changes, so that keyboards and screen readers are where the eyes are. */
function StepHeading({ step }: { step: number }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current !== step) heading.current?.focus();
    last.current = step;
  }, [step]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {QUESTIONS[step]}
    </h2>
  );
}

function Progress(props: { step: number; isMade: boolean; onGo: (step: number) => void }): ReactNode {
  const { step, isMade, onGo } = props;
  return (
    <nav aria-label="Steps">
      <ol className={styles.steps}>
        {STEPS.map((label, index) => (
          <li key={label} data-state={index === step ? 'present' : index < step ? 'done' : 'ahead'}>
            {index < step && !isMade ? (
              <button type="button" onClick={() => onGo(index)}>
                <span aria-hidden="true">{index + 1}</span> {label}
              </button>
            ) : (
              <span aria-current={index === step ? 'step' : undefined}>
                <span aria-hidden="true">{index + 1}</span> {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
