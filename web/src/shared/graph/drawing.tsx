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
/** What would be drawn smaller to fit cannot be read, nor hit: it is drawn so, and moved. */
const SMALLEST = 0.6;
const READABLE = 0.75;
const TALLEST_MOVED = 400;

export default function Drawing({ nodes, edges, selected, onSelect }: TaskGraphProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const direction: Direction = width < NARROW ? 'down' : 'right';
  const layout = useMemo(() => layOut(nodes, edges, direction), [nodes, edges, direction]);
  const height = heightOf(layout, width);
  const scale = Math.min(1, width / Math.max(layout.width, 1), height / Math.max(layout.height, 1));
  const fits = scale >= SMALLEST;
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
    <div ref={frame} className="task-graph-frame" style={{ height }}>
      {width > 0 && nodes.length > 0 && (
        <ReactFlow
          key={`${direction} ${layout.width}x${layout.height} ${Math.round(width)}`}
          nodes={flowNodes}
          edges={edges.map(flowEdge)}
          nodeTypes={NODE_TYPES}
          {...(fits
            ? { fitView: true, fitViewOptions: { maxZoom: 1, padding: 0.04 } }
            : { defaultViewport: viewportAt(layout, selected ?? nodes[0]?.id, width, height) })}
          minZoom={0.1}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: true }}
        >
          {fits ? null : <Controls showInteractive={false} position="bottom-right" />}
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
    markerEnd: {
      type: MarkerType.ArrowClosed,
      width: 14,
      height: 14,
      markerUnits: 'userSpaceOnUse',
      color: taken === true ? (on === 'error' ? 'var(--fail)' : 'var(--pass)') : 'var(--border-strong)',
    },
    ...(condition ? { label: 'if', labelShowBg: true } : {}),
  };
}

/** The node in the middle, as far as there is something to see on both sides. */
function viewportAt(
  layout: Layout,
  id: string | undefined,
  width: number,
  height: number,
): { x: number; y: number; zoom: number } {
  const { x, y } = layout.places.get(id ?? '') ?? { x: 0, y: 0 };
  return {
    x: offsetOf(x + NODE_WIDTH / 2, layout.width, width),
    y: offsetOf(y + NODE_HEIGHT / 2, layout.height, height),
    zoom: READABLE,
  };
}

function offsetOf(middle: number, whole: number, frame: number): number {
  const least = frame - whole * READABLE;
  if (least >= 0) return least / 2;
  return Math.max(least, Math.min(0, frame / 2 - middle * READABLE));
}

/** As tall as the graph is once it fits the width, within reason. */
function heightOf(layout: Layout, width: number): number {
  const fitting = width > 0 ? Math.min(1, width / Math.max(layout.width, 1)) : 1;
  const scale = fitting >= SMALLEST ? fitting : READABLE;
  return Math.min(
    fitting >= SMALLEST ? TALLEST : TALLEST_MOVED,
    Math.max(NODE_HEIGHT + 32, Math.ceil(layout.height * scale) + 24),
  );
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
