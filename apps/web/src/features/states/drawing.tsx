/** A whole cluster as SVG. */
import { useCallback, useEffect, useRef } from 'react';
import type { Cluster, GraphNode } from '#shared/http1/state-graph.ts';
import type { StateName } from '#shared/http1/table.ts';
import { useBreakpoints } from '../../session/state/hooks.ts';
import { Edge } from './edge.tsx';
import type { Picture } from './layout.ts';
import { type Mark, Node } from './node.tsx';
import type { Marks } from './now.ts';

interface DrawingProps {
  picture: Picture;
  marks: Marks;
  onState: (state: StateName) => void;
  onCluster: (cluster: Cluster) => void;
}

/** The edges and nodes of a cluster, marked. */
export function Drawing({ picture: { nodes, edges }, marks, onState, onCluster }: DrawingProps) {
  const breaks = useStateBreaks();
  const toCluster = useSteady(onCluster);
  const stop = nodes.some(({ node }) => node.id === marks.current) ? marks.current : nodes[0]?.node.id;
  return (
    <>
      {edges.map((edge) => (
        <Edge key={edge.edge.id} placed={edge} lit={marks.edges.has(edge.edge.id)} />
      ))}
      {nodes.map((placed) => (
        <Node
          key={placed.node.id}
          placed={placed}
          {...markOf(placed.node, marks, breaks)}
          stop={placed.node.id === stop}
          onState={onState}
          onCluster={toCluster}
        />
      ))}
    </>
  );
}

/** A stable function, so that nodes are not redrawn because of it. */
function useSteady<T>(call: (value: T) => void): (value: T) => void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  return useCallback((value: T) => latest.current(value), []);
}

function markOf(node: GraphNode, marks: Marks, breaks: ReadonlySet<StateName>): Mark {
  const state = node.kind === 'state' ? node.state : null;
  return {
    current: node.id === marks.current,
    taken: marks.nodes.has(node.id),
    visited: state !== null && marks.visited.has(state),
    refusing: state !== null && state === marks.refusing,
    breaks: state !== null && breaks.has(state),
  };
}

function useStateBreaks(): ReadonlySet<StateName> {
  return new Set(useBreakpoints().flatMap((one) => (one.kind === 'state' ? [one.state] : [])));
}
