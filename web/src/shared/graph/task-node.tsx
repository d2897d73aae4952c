import { Handle, Position, useReactFlow, type NodeProps } from '@xyflow/react';
import { Box, Check, CircleDashed, CircleSlash, Hand, LoaderCircle, Split, Workflow, X } from 'lucide-react';
import type { FocusEvent } from 'react';
import type { GraphNode, GraphNodeState } from './graph.js';
import { NODE_HEIGHT, NODE_WIDTH, type Direction } from './layout.js';

export interface TaskNodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly direction: Direction;
  readonly selected: boolean;
  readonly onSelect: ((id: string) => void) | undefined;
}

const STATE_ICONS: Readonly<Record<GraphNodeState, typeof Check>> = {
  waiting: CircleDashed,
  running: LoaderCircle,
  paused: Hand,
  success: Check,
  error: X,
  cancelled: CircleSlash,
  skipped: CircleDashed,
};
const KIND_ICONS: Readonly<Record<GraphNode['kind'], typeof Check>> = {
  action: Box,
  workflow: Workflow,
  command: Split,
};

export function TaskNode({ data, positionAbsoluteX, positionAbsoluteY }: NodeProps) {
  const { node, direction, selected, onSelect } = data as TaskNodeData;
  const [into, out] =
    direction === 'right' ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
  const flow = useReactFlow();
  /** Whoever comes by the keyboard sees where they are, also where the graph is larger than its frame. */
  const bringIntoView = (event: FocusEvent<HTMLElement>): void => {
    if (!event.currentTarget.matches(':focus-visible') || flow.getZoom() >= 1) return;
    const middle = { x: positionAbsoluteX + NODE_WIDTH / 2, y: positionAbsoluteY + NODE_HEIGHT / 2 };
    void flow.setCenter(middle.x, middle.y, { zoom: flow.getZoom() });
  };
  const Icon = node.state ? STATE_ICONS[node.state] : KIND_ICONS[node.kind];
  const look = { className: 'task-node', 'data-state': node.state, 'data-kind': node.kind };
  const body = (
    <>
      <Icon aria-hidden className="task-node-icon" size={18} />
      <span className="task-node-text">
        <span className="task-node-name">{node.label ?? node.id}</span>
        {node.detail ? <span className="task-node-detail">{node.detail}</span> : null}
      </span>
      {node.state ? <span className="visually-hidden">{node.stateLabel ?? node.state}</span> : null}
    </>
  );
  return (
    <>
      <Handle type="target" position={into} isConnectable={false} />
      {onSelect && node.kind !== 'command' ? (
        <button
          type="button"
          {...look}
          aria-pressed={selected}
          onClick={() => onSelect(node.id)}
          onFocus={bringIntoView}
        >
          {body}
        </button>
      ) : (
        <div {...look}>{body}</div>
      )}
      <Handle type="source" position={out} isConnectable={false} />
    </>
  );
}
