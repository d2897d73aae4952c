import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { Button, ErrorNotice, SelectField, TextArea } from '../../shared/ui/index.js';
import { DryRunReport } from './dry-run-report.js';
import { entryOf, dryRun } from './workbook-queries.js';
import styles from './workbooks.module.css';

type Outcome = 'pass' | 'fail' | 'running';

const OUTCOMES = [
  { value: 'pass', label: 'passes' },
  { value: 'fail', label: 'fails' },
  { value: 'running', label: 'never ends' },
];
const SCRIPTED: Readonly<Record<Outcome, object>> = {
  pass: { output: { passed: true } },
  fail: { state: 'ERROR', output: { passed: false, summary: 'as the dry run was told' } },
  running: { state: 'RUNNING' },
};

interface DryRunPanelProps {
  readonly workbook: Schemas['ReadWorkbook'];
  /** Tried instead of what is kept. */
  readonly definition?: string;
}

/** Runs a workbook with results that one chooses: nothing is kept, nobody is called, no time passes. */
export function DryRunPanel({ workbook, definition }: DryRunPanelProps): ReactNode {
  const entry = entryOf(workbook);
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>({});
  const [inputs, setInputs] = useState(() => inputsOf(entry));
  const [script, setScript] = useState('{}');
  const [wrong, setWrong] = useState<{ inputs?: string; script?: string }>({});
  const run = useMutation({ mutationFn: (body: Schemas['DryRunRequest']) => dryRun(workbook.name, body) });
  if (!entry) return <p>It has no workflow to run.</p>;
  const start = (): void => {
    const given = [read(inputs), read(script)] as const;
    setWrong({ inputs: given[0].problem, script: given[1].problem });
    if (given.some(({ problem }) => problem !== undefined)) return;
    const byTask = Object.fromEntries(
      entry.tasks.map(({ name }) => [name, SCRIPTED[outcomes[name] ?? 'pass']]),
    );
    run.mutate({
      ...(definition === undefined ? {} : { definition }),
      inputs: given[0].value ?? {},
      script: { ...byTask, ...given[1].value },
    });
  };
  return (
    <div className={styles.split}>
      <form
        className={styles.section}
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <p className={styles.muted}>
          Say how each task ends, and see which way the workbook takes. Nothing is kept and nobody is called.
        </p>
        {entry.tasks.map(({ name }) => (
          <SelectField
            key={name}
            label={name}
            options={OUTCOMES}
            value={outcomes[name] ?? 'pass'}
            onChange={({ target }) => setOutcomes({ ...outcomes, [name]: target.value as Outcome })}
          />
        ))}
        <TextArea
          label="Inputs (JSON)"
          rows={6}
          spellCheck={false}
          value={inputs}
          error={wrong.inputs}
          onChange={({ target }) => setInputs(target.value)}
        />
        <TextArea
          label="More results (JSON)"
          hint={
            <>
              By task or action: <code>{'{"build": {"output": {"image": "app:7"}, "delay": 30}}'}</code>
            </>
          }
          rows={3}
          spellCheck={false}
          value={script}
          error={wrong.script}
          onChange={({ target }) => setScript(target.value)}
        />
        <div>
          <Button type="submit" variant="primary" busy={run.isPending}>
            Run it dry
          </Button>
        </div>
      </form>
      <div className={styles.section} aria-live="polite">
        {run.error && <ErrorNotice error={run.error} title="It could not be tried" />}
        {run.data && <DryRunReport report={run.data} workflow={entry} of={workbook.name} />}
      </div>
    </div>
  );
}

/** Something for each input that has to be given; the others have defaults. */
function inputsOf(entry: Schemas['Workflow'] | undefined): string {
  const required = (entry?.inputs ?? []).filter((input) => input.required);
  return JSON.stringify(Object.fromEntries(required.map(({ name }) => [name, exampleOf(name)])), null, 2);
}

function exampleOf(name: string): unknown {
  return name === 'source'
    ? { href: 'https://git.example.org/app.git', ref: null, commit: null }
    : `some ${name}`;
}

function read(text: string): { value?: Record<string, unknown>; problem?: string } {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { value: value as Record<string, unknown> };
    return { problem: 'It must be an object: {"name": value}.' };
  } catch (error) {
    return { problem: `This is not JSON: ${(error as Error).message}` };
  }
}
