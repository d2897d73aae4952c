import { Controls, MarkerType, ReactFlow, type Edge, type Node } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { GraphEdge } from './graph.js';
import { layOut, NODE_HEIGHT, NODE_WIDTH, type Direction, type Layout } from './layout.js';
import type { TaskGraphProps } from './task-graph.js';
import { TaskNode, type TaskNodeData } from './task-node.js';

const NODE_TYPES = { task: TaskNode };
/** Narrower than this, a chain of tasks goes down the page. */
const NARROW = 640;
const TALLEST = 560;
/** Room for the buttons that go nearer, beside the graph. */
const WITH_CONTROLS = 280;

export default function Drawing({ nodes, edges, selected, onSelect }: TaskGraphProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const direction: Direction = width < NARROW ? 'down' : 'right';
  const layout = useMemo(() => layOut(nodes, edges, direction), [nodes, edges, direction]);
  const flowNodes = nodes.map((node): Node<TaskNodeData> => ({
    id: node.id,
    type: 'task',
    position: layout.places.get(node.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: { node, direction, selected: node.id === selected, onSelect },
    draggable: false,
    selectable: false,
    focusable: false,
  }));
  return (
    <div ref={frame} className="task-graph-frame" style={{ height: heightOf(layout, width) }}>
      {width > 0 && nodes.length > 0 && (
        <ReactFlow
          key={`${direction} ${layout.width}x${layout.height} ${Math.round(width)}`}
          nodes={flowNodes}
          edges={edges.map(flowEdge)}
          nodeTypes={NODE_TYPES}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.04 }}
          minZoom={0.1}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: true }}
        >
          {isTooSmall(layout, width) && <Controls showInteractive={false} />}
        </ReactFlow>
      )}
    </div>
  );
}

function flowEdge({ from, to, on, condition, taken }: GraphEdge): Edge {
  return {
    id: `${from} ${on} ${to} ${condition ?? ''}`,
    source: from,
    target: to,
    className: `task-edge task-edge-${on}${taken === true ? ' task-edge-taken' : ''}`,
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
    ...(condition ? { label: 'if', labelShowBg: true } : {}),
  };
}

/** Whether it has to be drawn so small to fit that one wants to go nearer. */
function isTooSmall({ width, height }: Layout, available: number): boolean {
  return Math.min(available / width, TALLEST / height) < 0.6;
}

/** As tall as the graph is once it fits the width, within reason. */
function heightOf(layout: Layout, width: number): number {
  const scale = width > 0 ? Math.min(1, width / Math.max(layout.width, 1)) : 1;
  const least = width > 0 && isTooSmall(layout, width) ? WITH_CONTROLS : NODE_HEIGHT + 32;
  return Math.min(TALLEST, Math.max(least, Math.ceil(layout.height * scale) + 24));
}

function useWidth(frame: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
