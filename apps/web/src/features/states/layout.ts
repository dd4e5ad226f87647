/** Where everything in a cluster is drawn: dagre's layout of the table's graph, computed once per cluster. */
import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Table } from '#shared/http1/machine.ts';
import { type Cluster, drawnRows, type GraphEdge, type GraphNode, graphOf } from '#shared/http1/state-graph.ts';
import { t } from '../../session/state/text.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node and its box; `x` and `y` are the centre. */
export interface PlacedNode extends Point {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly path: string;
  readonly label: Point;
  readonly text: string;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const pictures = new WeakMap<Table, Map<Cluster, Picture>>();

export function pictureOf(table: Table, cluster: Cluster): Picture {
  const known = pictures.get(table) ?? new Map<Cluster, Picture>();
  pictures.set(table, known);
  let picture = known.get(cluster);
  if (picture === undefined) {
    picture = draw(table, cluster);
    known.set(cluster, picture);
  }
  return picture;
}

/** Width of a character in the node fonts, px. */
const WORDS = 6.5;
const MONO = 6.1;
const LINE = 14;

/** The lines of text a node shows: its words, its name in the table, and which octets keep the machine in it. */
export function linesOf(node: GraphNode): { readonly words: string; readonly id?: string; readonly loop?: string } {
  switch (node.kind) {
    case 'state': {
      const lines = { words: t.states[node.state].name, id: node.state };
      return node.loops.length === 0 ? lines : { ...lines, loop: `↻ ${node.loops.map(t.diagram.symbol).join(' · ')}` };
    }
    case 'decision':
      return { words: `${node.by}?` };
    case 'entry':
      return { words: t.diagram.from(t.diagram.clusters[node.cluster]) };
    case 'exit':
      return { words: t.diagram.to(t.states[node.state].name), id: node.state };
  }
}

function sizeOf(node: GraphNode): { width: number; height: number } {
  const { words, id = '', loop = '' } = linesOf(node);
  const text = Math.max(words.length * WORDS, id.length * MONO, loop.length * MONO);
  const lines = [words, id, loop].filter((line) => line !== '').length;
  const room = node.kind === 'state' ? 42 : 18;
  return { width: Math.ceil(text) + room, height: lines * LINE + 10 };
}

export const labelOf = ({ on }: GraphEdge): string => on.map(t.diagram.symbol).join('  ');

function draw(table: Table, cluster: Cluster): Picture {
  const { nodes, edges } = graphOf(drawnRows(table.rows, table.leniencies), cluster);
  const graph = new Dagre({ directed: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 16, ranksep: 20, edgesep: 12, marginx: 12, marginy: 12 });
  for (const node of nodes) graph.setNode(node.id, sizeOf(node));
  for (const edge of edges) {
    const width = labelOf(edge).length * MONO + 8;
    graph.setEdge(edge.from, edge.to, edge.on.length === 0 ? {} : { width, height: LINE, labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ node, ...(graph.node(node.id) as Omit<PlacedNode, 'node'>) })),
    edges: edges.map((edge) =>
      placed(edge, graph.edge(edge.from, edge.to) as { points: Point[]; x?: number; y?: number }),
    ),
  };
}

function placed(edge: GraphEdge, { points, x = 0, y = 0 }: { points: Point[]; x?: number; y?: number }): PlacedEdge {
  return { edge, path: curve(points), label: { x, y }, text: labelOf(edge) };
}

/** A smooth line through dagre's points: quadratic curves between the midpoints of its segments. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1] as Point;
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)}${bends.length === 0 ? `L${at(last)}` : bends.join('')}`;
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
