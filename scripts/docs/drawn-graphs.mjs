import dagre from '@dagrejs/dagre';

const CHARACTER_WIDTH = 7.6;
const BOX_HEIGHT = 28;
const MARGIN = 8;
const EDGE = /^\s*([\w-]+) --> ([\w-]+)$/;

/** A markdown-it plugin: Mermaid graphs of plain edges become pictures when the site is built, without a script. */
export function drawnGraphs(markdown) {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index];
    return info.trim() === 'mermaid' ? picture(content) : fence(tokens, index, ...rest);
  };
}

/** @param {string} source `graph LR`, then a line for each edge */
export function picture(source) {
  const edges = source
    .split('\n')
    .flatMap((line) => [EDGE.exec(line)?.slice(1) ?? []].filter((pair) => pair[1]));
  const graph = laidOut(edges);
  const lines = graph.edges().map((edge) => line(graph.edge(edge).points));
  const boxes = graph.nodes().map((name) => box(name, graph.node(name)));
  const title = `${boxes.length} boxes and the ${lines.length} arrows between them, as the list in the source says`;
  return (
    `<svg class="drawn-graph" role="img" viewBox="${extent(graph)}" aria-label="${title}">` +
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
    `<path d="M0 0 8 4 0 8z"/></marker></defs>${lines.join('')}${boxes.join('')}</svg>\n`
  );
}

function laidOut(edges) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 12, edgesep: 6, ranksep: 34 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of new Set(edges.flat())) {
    graph.setNode(name, { width: name.length * CHARACTER_WIDTH + 20, height: BOX_HEIGHT });
  }
  for (const [from, to] of edges) graph.setEdge(from, to);
  dagre.layout(graph);
  return graph;
}

/** Where the picture begins and how large it is; dagre's own answer leaves out edges that go around boxes. */
function extent(graph) {
  const bends = graph.edges().flatMap((edge) => graph.edge(edge).points);
  const corners = graph.nodes().flatMap((name) => {
    const { x, y, width, height } = graph.node(name);
    return [-1, 1].map((side) => ({ x: x + (side * width) / 2, y: y + (side * height) / 2 }));
  });
  const [left, right] = span([...bends, ...corners].map(({ x }) => x));
  const [top, bottom] = span([...bends, ...corners].map(({ y }) => y));
  return [left, top, right - left, bottom - top].map((value) => value.toFixed(0)).join(' ');
}

function span(values) {
  return [Math.min(...values) - MARGIN, Math.max(...values) + MARGIN];
}

function line(points) {
  const path = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L');
  return `<path class="arrow" d="M${path}" marker-end="url(#arrow)"/>`;
}

function box(name, { x, y, width, height }) {
  const corner = `x="${(x - width / 2).toFixed(1)}" y="${(y - height / 2).toFixed(1)}"`;
  return (
    `<rect ${corner} width="${width.toFixed(1)}" height="${height}" rx="5"/>` +
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}">${name}</text>`
  );
}
