import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { graphOf, TaskGraph } from '../../shared/graph/index.js';
import { Table, Tag } from '../../shared/ui/index.js';
import styles from './workbooks.module.css';

/** The graph of a workflow's tasks. */
export function WorkflowGraph({ workflow, of }: { workflow: Schemas['Workflow']; of: string }): ReactNode {
  const { nodes, edges } = graphOf(workflow);
  return <TaskGraph nodes={nodes} edges={edges} label={`Tasks of ${of}, workflow ${workflow.name}`} />;
}

export function WorkflowInputs({ inputs }: { inputs: readonly Schemas['WorkflowInput'][] }): ReactNode {
  if (inputs.length === 0) return <p className={styles.muted}>It takes no inputs.</p>;
  return (
    <Table label="Inputs">
      <thead>
        <tr>
          <th scope="col">Input</th>
          <th scope="col">Default</th>
        </tr>
      </thead>
      <tbody>
        {inputs.map(({ name, required, default: fallback }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{required ? <Tag tone="warn">required</Tag> : <code>{JSON.stringify(fallback)}</code>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
