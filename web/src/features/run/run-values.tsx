import type { ReactNode } from 'react';
import { isEmpty, JsonView } from './json-view.js';
import type { Execution } from './run-queries.js';
import styles from './run.module.css';

/** What the run was given, and what it gave. */
export function RunValues({ execution }: { execution: Execution }): ReactNode {
  const { inputs, outputs } = execution;
  if (isEmpty(inputs) && isEmpty(outputs)) return null;
  return (
    <details className={styles.fold}>
      <summary>
        <h2>Inputs and outputs</h2>
      </summary>
      <div className={styles.values}>
        {!isEmpty(inputs) && <JsonView value={inputs} label="Inputs of the run" />}
        {!isEmpty(outputs) && <JsonView value={outputs} label="Outputs of the run" />}
      </div>
    </details>
  );
}
