import { describe, expect, it } from 'vitest';
import { REQUEST_TABLE, RESPONSE_TABLE } from '#shared/http1/parser.ts';
import { CLUSTERS, clusterOf, drawnRows, graphOf, wayOf } from '#shared/http1/state-graph.ts';
import { refuses, STATES, type StateName, targetsOf } from '#shared/http1/table.ts';

const TABLES = [
  ['requests', REQUEST_TABLE],
  ['responses', RESPONSE_TABLE],
] as const;

describe.each(TABLES)('the diagram of %s', (_, table) => {
  const rows = drawnRows(table.rows, table.leniencies);
  const graphs = new Map(CLUSTERS.map((cluster) => [cluster, graphOf(rows, cluster)]));

  it('draws every state once, in its own cluster', () => {
    const drawn = [...graphs].flatMap(([cluster, { nodes }]) =>
      nodes.flatMap((node) => (node.kind === 'state' ? [{ state: node.state, cluster }] : [])),
    );
    const known = new Set(rows.flatMap((row) => [row.from, ...targetsOf(row)]));
    expect(new Set(drawn.map(({ state }) => state))).toEqual(known);
    expect(drawn).toHaveLength(known.size);
    for (const { state, cluster } of drawn) expect(clusterOf(state)).toBe(cluster);
  });

  it('draws every row that does not refuse, in the cluster it leaves from', () => {
    for (const row of rows.filter((one) => !refuses(one))) {
      const graph = graphs.get(clusterOf(row.from));
      const nodes = new Set(graph?.nodes.map(({ id }) => id));
      const edges = new Set(graph?.edges.map(({ id }) => id));
      for (const after of targetsOf(row)) {
        const way = wayOf(row, after, clusterOf(row.from));
        for (const id of way.nodes) expect(nodes, `${row.from} ${row.on} ${after}`).toContain(id);
        const loops = graph?.nodes.some(
          (node) => node.kind === 'state' && node.state === row.from && node.loops.includes(row.on),
        );
        for (const id of way.edges)
          expect(edges.has(id) || (loops && after === row.from), `${id} by ${row.on}`).toBe(true);
      }
    }
  });

  it('draws the way into a cluster, too', () => {
    for (const row of rows.filter((one) => !refuses(one))) {
      for (const after of targetsOf(row)) {
        const cluster = clusterOf(after);
        if (cluster === clusterOf(row.from) || after === 'start' || after === 'refused') continue;
        const edges = graphs.get(cluster)?.edges.map(({ id }) => id);
        expect(edges, `${row.from} ${row.on} ${after}`).toContain(wayOf(row, after, cluster).edges[0]);
      }
    }
  });

  it('marks the states that refuse, and draws no edge to the refusal', () => {
    for (const { nodes, edges } of graphs.values()) {
      for (const node of nodes) {
        if (node.kind !== 'state') continue;
        expect(node.refuses, node.state).toBe(rows.some((row) => row.from === node.state && refuses(row)));
      }
      expect(edges.filter(({ to }) => to === 'refused' || to === '>refused')).toEqual([]);
    }
  });

  it('has no edge that hangs in the air', () => {
    for (const { nodes, edges } of graphs.values()) {
      const ids = new Set(nodes.map(({ id }) => id));
      for (const { from, to } of edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
    }
  });
});

it('knows a cluster for every state', () => {
  for (const state of Object.keys(STATES) as StateName[]) expect(CLUSTERS).toContain(clusterOf(state));
});
