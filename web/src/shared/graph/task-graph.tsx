import { lazy, Suspense } from 'react';
import type { GraphEdge, GraphNode } from './graph.js';
import './task-graph.css';

export interface TaskGraphProps {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What the graph shows, for those who do not see it: "Tasks of test_build_deploy". */
  readonly label: string;
  readonly selected?: string | null;
  /** Makes nodes buttons. */
  readonly onSelect?: (id: string) => void;
}

const Drawing = lazy(() => import('./drawing.js'));

const WORDS: Readonly<Record<GraphEdge['on'], string>> = {
  success: 'on success',
  error: 'on error',
  complete: 'when it has ended',
  requires: 'which requires it',
};

/** The tasks of a workflow and what follows what. Drawn by a chunk of its own; said in words beside it. */
export function TaskGraph(props: TaskGraphProps) {
  const { nodes, edges, label } = props;
  return (
    <figure className="task-graph" aria-label={label}>
      <Suspense fallback={<div className="task-graph-empty" />}>
        <Drawing {...props} />
      </Suspense>
      <ul className="visually-hidden">
        {nodes.map((node) => (
          <li key={node.id}>{inWords(node, edges)}</li>
        ))}
      </ul>
    </figure>
  );
}

function inWords(
  { id, label = id, state, stateLabel = state }: GraphNode,
  edges: readonly GraphEdge[],
): string {
  const next = edges.filter(({ from }) => from === id).map(({ to, on }) => `${to} ${WORDS[on]}`);
  const now = stateLabel ? `, ${stateLabel}` : '';
  return next.length === 0 ? `${label}${now}` : `${label}${now}; then ${next.join(', ')}`;
}
