/**
 * The table as a graph, drawn cluster by cluster: one phase of the message each, with its entries and its exits. It
 * contains only what is in the rows.
 *
 * Rows that refuse are not edges: nearly every state has some, and they all lead to one place. They are a mark on their
 * state. A decision with several exits is a node of its own; with one exit besides `refused` it is only an edge.
 */
import type { Decision, InputSymbol, Leniency, Phase, Row, StateName } from './table.ts';
import { holds, isSignal, refuses, STATES, targetsOf } from './table.ts';

/** The parts of the diagram, in the order of a message. */
export const CLUSTERS = ['start-line', 'header-section', 'content', 'chunk', 'trailer-section', 'end'] as const;
export type Cluster = (typeof CLUSTERS)[number];

/** The states between messages are drawn with the start-line. */
export function clusterOf(state: StateName): Cluster {
  const phase: Phase = STATES[state];
  return phase === 'between' ? 'start-line' : phase;
}

export type GraphNode =
  | {
      readonly kind: 'state';
      readonly id: string;
      readonly state: StateName;
      readonly loops: readonly InputSymbol[];
      readonly refuses: boolean;
    }
  /** Where the cluster is entered from, or a state it leads to. */
  | { readonly kind: 'entry'; readonly id: string; readonly cluster: Cluster }
  | { readonly kind: 'exit'; readonly id: string; readonly state: StateName }
  | { readonly kind: 'decision'; readonly id: string; readonly by: Decision };

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** What is read on the way; empty after a decision. */
  readonly on: readonly InputSymbol[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The nodes and edges a row goes through: they light up when it was just taken. */
export interface Way {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/**
 * The rows to draw: those that are active under a set of leniencies and read octets, and a FIN that ends a message or
 * the connection after one. Other FINs, time-outs and limits can strike anywhere; the state itself says so.
 */
export function drawnRows(rows: readonly Row[], leniencies: ReadonlySet<Leniency>): readonly Row[] {
  const isDrawn = (row: Row) =>
    !isSignal(row.on) || (row.on === 'FIN' && !refuses(row) && clusterOf(row.from) !== 'start-line');
  return rows.filter((row) => holds(row, leniencies) && isDrawn(row));
}

/** The graph of one cluster. */
export function graphOf(rows: readonly Row[], cluster: Cluster): Graph {
  const builder = new Builder(cluster);
  for (const row of rows) builder.add(row);
  return builder.graph();
}

/** The other end of a row's edges, except `refused`. */
function waysOn(row: Row): readonly StateName[] {
  return targetsOf(row).filter((state) => state !== 'refused' || row.from === 'refused');
}

/** The nodes and edges of `row` in the drawing of `cluster`, when it led to `after`. */
export function wayOf(row: Row, after: StateName, cluster: Cluster): Way {
  const from = nodeId(row.from, cluster, 'entry');
  if (after === 'refused' && row.from !== 'refused') return { nodes: [from], edges: [] };
  const to = nodeId(after, cluster, 'exit');
  const inside = clusterOf(row.from) === cluster;
  const by = !inside || typeof row.to === 'string' || waysOn(row).length < 2 ? null : `?${row.to.by}`;
  if (by === null) return { nodes: [from, to], edges: from === to ? [`${from}>${from}`] : [`${from}>${to}`] };
  return { nodes: [from, by, to], edges: [`${from}>${by}`, `${by}>${to}`] };
}

function nodeId(state: StateName, cluster: Cluster, side: 'entry' | 'exit'): string {
  if (clusterOf(state) === cluster) return state;
  return side === 'exit' ? `>${state}` : `<${clusterOf(state)}`;
}

class Builder {
  readonly #cluster: Cluster;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges = new Map<string, { from: string; to: string; on: InputSymbol[] }>();
  readonly #loops = new Map<StateName, InputSymbol[]>();
  readonly #refuses = new Set<StateName>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  add(row: Row): void {
    const inside = clusterOf(row.from) === this.#cluster;
    if (inside) this.#state(row.from);
    if (inside && refuses(row)) this.#refuses.add(row.from);
    const ways = refuses(row) ? [] : waysOn(row);
    // Every message ends at the start state: an entry for each would say nothing.
    const entered = ways.filter((state) => clusterOf(state) === this.#cluster && state !== 'start');
    if (inside) this.#leave(row, ways);
    else if (entered.length > 0) this.#enter(row, entered);
  }

  graph(): Graph {
    const nodes = [...this.#nodes.values()].map((node): GraphNode => {
      if (node.kind !== 'state') return node;
      return { ...node, loops: this.#loops.get(node.state) ?? [], refuses: this.#refuses.has(node.state) };
    });
    return { nodes, edges: [...this.#edges].map(([id, edge]) => ({ id, ...edge })) };
  }

  #leave(row: Row, ways: readonly StateName[]): void {
    if (typeof row.to !== 'string' && ways.length > 1) {
      const by = `?${row.to.by}`;
      this.#nodes.set(by, { kind: 'decision', id: by, by: row.to.by });
      this.#edge(row.from, by, row.on);
      for (const state of ways) this.#edge(by, this.#target(state), null);
    } else if (ways[0] === row.from) {
      this.#loops.set(row.from, [...(this.#loops.get(row.from) ?? []), row.on]);
    } else if (ways[0] !== undefined) {
      this.#edge(row.from, this.#target(ways[0]), row.on);
    }
  }

  #enter(row: Row, ways: readonly StateName[]): void {
    const cluster = clusterOf(row.from);
    const id = `<${cluster}`;
    this.#nodes.set(id, { kind: 'entry', id, cluster });
    for (const state of ways) this.#edge(id, this.#target(state), row.on);
  }

  #target(state: StateName): string {
    const id = nodeId(state, this.#cluster, 'exit');
    if (id === state) this.#state(state);
    else this.#nodes.set(id, { kind: 'exit', id, state });
    return id;
  }

  #state(state: StateName): void {
    if (!this.#nodes.has(state)) this.#nodes.set(state, { kind: 'state', id: state, state, loops: [], refuses: false });
  }

  #edge(from: string, to: string, on: InputSymbol | null): void {
    const id = `${from}>${to}`;
    const edge = this.#edges.get(id) ?? { from, to, on: [] };
    if (on !== null && !edge.on.includes(on)) edge.on.push(on);
    this.#edges.set(id, edge);
  }
}
