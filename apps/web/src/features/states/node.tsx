/** The nodes of the diagram. Memoised: a step redraws only those whose mark changes. */
import { memo } from 'react';
import { type Cluster, clusterOf, type GraphNode } from '#shared/http1/state-graph.ts';
import type { StateName } from '#shared/http1/table.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { linesOf, type PlacedNode } from './layout.ts';
import styles from './picture.module.css';

/** How a node is marked, in a few bits, so that a step redraws only the nodes that change. */
export interface Mark {
  readonly current: boolean;
  readonly taken: boolean;
  readonly visited: boolean;
  readonly refusing: boolean;
  readonly breaks: boolean;
}

interface NodeProps extends Mark {
  placed: PlacedNode;
  /** The tab stop. */
  stop: boolean;
  onState: (state: StateName) => void;
  onCluster: (cluster: Cluster) => void;
}

/** A state, a decision, or an entrance or exit. A state opens its card; an entrance or exit leads to its cluster. */
export const Node = memo(function Node({ placed, stop, onState, onCluster, ...mark }: NodeProps) {
  const { node } = placed;
  const look = lookOf(node, mark);
  if (node.kind === 'decision') return <Question placed={placed} look={look} />;
  const go = () => {
    if (node.kind === 'state') onState(node.state);
    else onCluster(node.kind === 'entry' ? node.cluster : clusterOf(node.state));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons in SVG
    <g
      className={look}
      transform={placeOf(placed)}
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-label={labelOf(node, mark)}
      data-node={node.id}
      data-row={Math.round(placed.y)}
      onClick={go}
    >
      <Box placed={placed} />
      {mark.breaks && <circle className={styles.break} cx={3} cy={3} r={5} />}
      {node.kind === 'state' && node.refuses && <Refuses x={placed.width - 9} struck={mark.refusing} />}
    </g>
  );
});

/** A decision, which cannot be clicked. */
function Question({ placed, look }: { placed: PlacedNode; look: string }) {
  return (
    <g className={look} transform={placeOf(placed)}>
      <Box placed={placed} />
    </g>
  );
}

function lookOf(node: GraphNode, { current, taken, visited, refusing }: Mark): string {
  const marks = [visited && styles.past, taken && styles.taken, current && styles.current, refusing && styles.refusing];
  return cx(styles.node, styles[node.kind], ...marks);
}

function placeOf({ x, y, width, height }: PlacedNode): string {
  return `translate(${x - width / 2} ${y - height / 2})`;
}

function Box({ placed: { node, width, height } }: { placed: PlacedNode }) {
  return (
    <>
      <rect className={styles.box} width={width} height={height} rx={node.kind === 'decision' ? height / 2 : 6} />
      <Lines node={node} width={width} />
    </>
  );
}

function Lines({ node, width }: { node: GraphNode; width: number }) {
  const { words, id, loop } = linesOf(node);
  return (
    <>
      <text className={styles.words} x={width / 2} y={16}>
        {words}
      </text>{' '}
      {id !== undefined && (
        <text className={styles.small} x={width / 2} y={30}>
          {id}
        </text>
      )}{' '}
      {loop !== undefined && (
        <text className={styles.small} x={width / 2} y={44}>
          {loop}
        </text>
      )}
    </>
  );
}

/** The state refuses some octets: a small barred circle; emphasised when it has just refused one. */
function Refuses({ x, struck }: { x: number; struck: boolean }) {
  return (
    <g className={cx(styles.sign, struck && styles.struck)} transform={`translate(${x} 9)`}>
      <circle r={struck ? 6 : 3.5} />
      <path d={struck ? 'M-3.6 3.6 3.6 -3.6' : 'M-2 2 2 -2'} />
    </g>
  );
}

/** The accessible name, then the marks. */
function labelOf(node: GraphNode, { current, visited, refusing, breaks }: Mark): string {
  const { words, id, loop } = linesOf(node);
  const notes = [
    current && t.diagram.current,
    refusing && t.diagram.refusing,
    visited && t.diagram.visited,
    breaks && t.diagram.breaks,
  ].filter((note) => note !== false);
  return [[words, id, loop].filter((line) => line !== undefined).join(' '), ...notes].join(', ');
}
