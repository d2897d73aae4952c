import { Handle, Position, type NodeProps } from '@xyflow/react';
import { Box, Check, CircleDashed, CircleSlash, Hand, LoaderCircle, Split, Workflow, X } from 'lucide-react';
import type { GraphNode, GraphNodeState } from './graph.js';
import type { Direction } from './layout.js';

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

export function TaskNode({ data }: NodeProps) {
  const { node, direction, selected, onSelect } = data as TaskNodeData;
  const [into, out] =
    direction === 'right' ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
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
        <button type="button" {...look} aria-pressed={selected} onClick={() => onSelect(node.id)}>
          {body}
        </button>
      ) : (
        <div {...look}>{body}</div>
      )}
      <Handle type="source" position={out} isConnectable={false} />
    </>
  );
}
