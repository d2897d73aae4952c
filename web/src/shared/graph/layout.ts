import { Graph, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphNode } from './graph.js';

export type Direction = 'right' | 'down';

export const NODE_WIDTH = 184;
export const NODE_HEIGHT = 56;

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Upper left corners, by node. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

/** Places a graph so that edges go on; loops and several edges between two nodes are fine. */
export function layOut(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  direction: Direction,
): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: direction === 'right' ? 'LR' : 'TB',
    nodesep: 28,
    ranksep: 52,
    marginx: 8,
    marginy: 8,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to, on } of edges) {
    if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to, {}, on);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const places = nodes.map(({ id }) => {
    const { x, y } = graph.node(id) as { x: number; y: number };
    return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }] as const;
  });
  return { width, height, places: new Map(places) };
}
