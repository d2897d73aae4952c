export { graphOf, type GraphEdge, type GraphNode, type GraphNodeKind, type GraphNodeState } from './graph.js';
export { TaskGraph, type TaskGraphProps } from './task-graph.js';
