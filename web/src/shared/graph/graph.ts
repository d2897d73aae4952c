/** What a task of a workbook is, to the eye: runs an action, runs a workflow, or tells the engine what to do. */
export type GraphNodeKind = 'action' | 'workflow' | 'command';

/** Colours a node. A preview has none. */
export type GraphNodeState = 'waiting' | 'running' | 'paused' | 'success' | 'error' | 'cancelled' | 'skipped';

export interface GraphNode {
  /** Unique in its graph; edges name it. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  /** Shown instead of the id. */
  readonly label?: string;
  /** A second line: the station or action it runs, or how long it took. */
  readonly detail?: string | null;
  readonly state?: GraphNodeState;
  /** Said with the label to those who do not see colours; the state itself where it is absent. */
  readonly stateLabel?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly on: 'success' | 'error' | 'complete' | 'requires';
  /** The expression that has to hold; null or absent: none. */
  readonly condition?: string | null;
  /** Whether a run has taken it. */
  readonly taken?: boolean;
}

/** The parts of a workflow, as the API describes it, that make its graph. */
export interface DescribedWorkflow {
  readonly tasks: readonly {
    readonly name: string;
    readonly action: string | null;
    readonly workflow: string | null;
  }[];
  readonly edges: readonly GraphEdge[];
}

/** A workflow as the workbooks API describes it, as a graph: tasks in order, then the engine commands that edges lead to. */
export function graphOf({ tasks, edges }: DescribedWorkflow): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const known = new Set(tasks.map(({ name }) => name));
  const commands = [...new Set(edges.map(({ to }) => to))].filter((to) => !known.has(to));
  const nodes = [
    ...tasks.map(({ name, action, workflow }): GraphNode => ({
      id: name,
      kind: workflow === null ? 'action' : 'workflow',
      detail: workflow ?? action,
    })),
    ...commands.map((id): GraphNode => ({ id, kind: 'command' })),
  ];
  return { nodes, edges: [...edges] };
}
