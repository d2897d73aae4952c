import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { CodeEditor } from '../../shared/editor/index.js';
import { useSettled } from '../../shared/form/use-settled.js';
import { ErrorNotice, Tabs } from '../../shared/ui/index.js';
import { PlanText } from './plan-document.js';
import { PlanForm } from './plan-form.js';
import { planVerdictQuery } from './plan-queries.js';

export interface PlanCheck {
  /** Undefined while the service has not said yet. */
  readonly verdict: Schemas['PlanVerdict'] | undefined;
  readonly error: unknown;
  /** Whether the verdict is about this very text. */
  readonly isSettled: boolean;
}

/** What the service says of a plan while it is written. */
export function usePlanCheck(text: string): PlanCheck {
  const settled = useSettled(text);
  const { data, error, isPlaceholderData } = useQuery({
    ...planVerdictQuery(settled),
    placeholderData: keepPreviousData,
  });
  return { verdict: data, error, isSettled: settled === text && !isPlaceholderData && data !== undefined };
}

export interface PlanEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly check: PlanCheck;
  /** Show what is wrong also with what is still empty: somebody wanted to go on. */
  readonly showAll: boolean;
}

/** A plan as a form and as YAML: two views of one document. */
export function PlanEditor({ text, onChange, check, showAll }: PlanEditorProps): ReactNode {
  const plan = useMemo(() => new PlanText(text), [text]);
  const [view, setView] = useState('form');
  const mistakes = check.verdict?.errors ?? [];
  const tabs = [
    {
      id: 'form',
      label: 'Form',
      content: <PlanForm plan={plan} onChange={onChange} mistakes={mistakes} showAll={showAll} />,
    },
    {
      id: 'yaml',
      label: 'YAML',
      content: (
        <CodeEditor label="Plan as YAML" value={text} onChange={onChange} mistakes={mistakes.map(inWords)} />
      ),
    },
  ];
  return (
    <>
      {check.error ? <ErrorNotice error={check.error} title="The plan could not be checked" /> : null}
      <Tabs label="Plan" tabs={tabs} value={view} onChange={setView} />
    </>
  );
}

function inWords({ pointer, detail, line }: Schemas['PlanMistake']): { line: number | null; detail: string } {
  return { line, detail: pointer === '' ? detail : `${pointer.slice(1).replaceAll('/', '.')} ${detail}` };
}
