import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { graphOf, type GraphNode, TaskGraph } from '../../shared/graph/index.js';
import { durationText, StateBadge, Table, type Verdict } from '../../shared/ui/index.js';
import styles from './workbooks.module.css';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  SUCCESS: 'pass',
  ERROR: 'fail',
  CANCELLED: 'cancelled',
  PAUSED: 'paused',
  RUNNING: 'running',
};
const COLOURS: Readonly<Record<string, GraphNode['state']>> = {
  SUCCESS: 'success',
  ERROR: 'error',
  RUNNING: 'running',
};

interface DryRunReportProps {
  readonly report: Schemas['DryRun'];
  readonly workflow: Schemas['Workflow'];
  readonly of: string;
}

/** What would have happened: the way through the graph, each task, and what came out. */
export function DryRunReport({ report, workflow, of }: DryRunReportProps): ReactNode {
  const { nodes, edges } = graphOf(workflow);
  const states = new Map(report.tasks.map(({ name, state }) => [name, state]));
  const coloured = nodes.map((node): GraphNode => {
    const state = COLOURS[states.get(node.id) ?? ''];
    return state ? { ...node, state } : node;
  });
  return (
    <>
      <p>
        <StateBadge verdict={VERDICTS[report.state] ?? 'waiting'} /> after {durationText(report.duration)} of
        simulated time
      </p>
      {report.state_info !== null && <p>{report.state_info}</p>}
      <TaskGraph nodes={coloured} edges={edges} label={`What the dry run of ${of} did`} />
      <Table label="Tasks of the dry run">
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">State</th>
            <th scope="col">Attempts</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {report.tasks.map(({ name, state, attempts, started_after: after }, index) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              <td>
                <StateBadge verdict={VERDICTS[state] ?? 'waiting'} />
              </td>
              <td>{attempts}</td>
              <td>{after === null ? '–' : durationText(after)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <h2>Output</h2>
      <pre className={styles.output} tabIndex={0} aria-label="Output of the dry run">
        {JSON.stringify(report.output, null, 2)}
      </pre>
    </>
  );
}
