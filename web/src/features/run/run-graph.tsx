import { type ReactNode, useState } from 'react';
import { type GraphEdge, type GraphNode, TaskGraph } from '../../shared/graph/index.js';
import { Button, durationText, wordsOf } from '../../shared/ui/index.js';
import type { Graph, RunWorkflow, Task } from './run-queries.js';
import { graphState, verdictOfNode } from './run-tasks.js';
import styles from './run.module.css';

interface RunGraphProps {
  readonly graph: Graph;
  readonly tasks: readonly Task[];
  readonly selected: Task | undefined;
  /** A task's id; its name where it has not begun. */
  readonly onSelect: (task: string) => void;
}

/** What has become of the tasks, and what may still come; one workflow at a time. */
export function RunGraph({ graph, tasks, selected, onSelect }: RunGraphProps): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const { workflows } = graph;
  const workflow = workflows.find(({ name }) => name === chosen) ?? workflows[0];
  if (!workflow) return null;
  const own = tasks.filter(({ workflow_name: name }) => name === workflow.name);
  const select = (node: string): void => onSelect(own.findLast(({ name }) => name === node)?.uuid ?? node);
  return (
    <div className={styles.graph}>
      {workflows.length > 1 && (
        <div className={styles.workflows} role="group" aria-label="Workflow that is drawn">
          {workflows.map(({ name }) => (
            <Button
              key={name}
              size="small"
              variant="quiet"
              aria-pressed={name === workflow.name}
              onClick={() => setChosen(name)}
            >
              {name.slice(name.lastIndexOf('.') + 1)}
            </Button>
          ))}
        </div>
      )}
      <TaskGraph
        label={`Tasks of ${workflow.name}`}
        nodes={workflow.nodes.map((node) => drawn(node, own))}
        edges={edgesOf(workflow, own)}
        selected={selected?.workflow_name === workflow.name ? selected.name : null}
        onSelect={select}
      />
    </div>
  );
}

function drawn(
  { id, kind, runs, join, items }: RunWorkflow['nodes'][number],
  all: readonly Task[],
): GraphNode {
  const tasks = all.filter(({ name }) => name === id);
  const verdict = verdictOfNode(tasks);
  const marks = [join === null ? '' : `join ${join}`, items ? 'each item' : ''].filter(Boolean);
  const detail = [howItWent(tasks) ?? runs, ...marks].filter(Boolean).join(' · ');
  const now = verdict ? { state: graphState(verdict), stateLabel: wordsOf(verdict) } : {};
  return { id, kind, detail, ...now };
}

/** How long it took, and how often it was tried. */
function howItWent(tasks: readonly Task[]): string | null {
  const last = tasks.at(-1);
  if (!last) return null;
  const tries = tasks.reduce((sum, { attempts }) => sum + attempts, 0);
  const often = tries > 1 ? `${tries} tries` : '';
  if (last.approval?.state === 'waiting') return 'asks for approval';
  if (last.duration === null) return often || null;
  return [durationText(last.duration), often].filter(Boolean).join(' · ');
}

/** An edge was taken where its task ended so, and what it leads to has begun. */
function edgesOf({ edges }: RunWorkflow, tasks: readonly Task[]): GraphEdge[] {
  const has = (node: string, ...verdicts: Task['verdict'][]): boolean =>
    tasks.some(({ name, verdict }) => name === node && verdicts.includes(verdict));
  const begun = (node: string): boolean => tasks.some(({ name }) => name === node);
  return edges.map((edge) => {
    const ended = {
      success: has(edge.from, 'pass'),
      requires: has(edge.from, 'pass'),
      error: has(edge.from, 'fail'),
      complete: has(edge.from, 'pass', 'fail'),
    }[edge.on];
    return { ...edge, taken: ended && begun(edge.to) };
  });
}
