/** STATES: the state diagram, drawn from the table, with the machine's current state lit. */
import { useState } from 'react';
import { CLUSTERS, type Cluster } from '#shared/http1/state-graph.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { stepAt } from '#shared/transcript/replay/step.ts';
import { type Direction, Stream } from '#shared/transcript/replay/stream.ts';
import { usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Canvas } from './canvas.tsx';
import { clusterNow, directionOf, type Marks, marksIn, nowIn } from './now.ts';
import styles from './states.module.css';
import { usePrepared } from './use-prepared.ts';

/** Shown while there is no connection: the machine at rest. */
const REST = Stream.requests(null);

interface Place {
  readonly direction: Direction;
  readonly cluster: Cluster;
}

export function StateDiagram() {
  const replay = useReplay();
  const position = usePosition();
  const own = ownPlace(replay, position);
  usePrepared((replay?.request ?? REST).table);
  usePrepared((replay?.response ?? REST).table);
  const [place, choose] = usePlace(own);
  const shown = replay === null ? null : nowIn(replay, position, place.direction);
  const marks = replay === null || shown === null ? NO_MARKS : marksIn(replay, position, shown, place.cluster);
  const toCluster = (cluster: Cluster) => choose({ ...place, cluster });
  return (
    <div className={styles.diagram}>
      <Clusters shown={place.cluster} here={shown === null ? own.cluster : clusterNow(shown)} onChange={toCluster} />
      <Canvas
        key={place.direction}
        table={(replay?.stream(place.direction) ?? REST).table}
        cluster={place.cluster}
        marks={marks}
        onCluster={toCluster}
        corner={<Machine direction={place.direction} onChange={(direction) => choose({ ...place, direction })} />}
      />
    </div>
  );
}

interface ClustersProps {
  shown: Cluster;
  /** The cluster the machine is in now. */
  here: Cluster;
  onChange: (cluster: Cluster) => void;
}

/** The parts of a message, as a row of buttons. */
function Clusters({ shown, here, onChange }: ClustersProps) {
  return (
    <div className={styles.clusters}>
      {CLUSTERS.map((cluster) => (
        <button
          key={cluster}
          type="button"
          className={cx(styles.cluster, cluster === shown && styles.shown)}
          aria-pressed={cluster === shown}
          onClick={() => onChange(cluster)}
        >
          {cluster === here && <span className={styles.here} role="img" aria-label={t.diagram.here} />}
          {t.diagram.clusters[cluster]}
        </button>
      ))}
    </div>
  );
}

const NO_MARKS: Marks = { current: 'start', nodes: new Set(), edges: new Set(), visited: new Set(), refusing: null };

function ownPlace(replay: Replay | null, position: number): Place {
  if (replay === null) return { direction: 'in', cluster: 'start-line' };
  const direction = directionOf(stepAt(replay, position));
  return { direction, cluster: clusterNow(nowIn(replay, position, direction)) };
}

/** The cluster in view: the user's choice, until the cursor leaves the machine or cluster it was in. */
function usePlace(own: Place): [Place, (place: Place) => void] {
  const [chosen, setChosen] = useState<{ place: Place; while: Place } | null>(null);
  const holds = chosen !== null && chosen.while.cluster === own.cluster && chosen.while.direction === own.direction;
  return [holds ? chosen.place : own, (place) => setChosen({ place, while: own })];
}

/** Which of the two machines is drawn. */
function Machine({ direction, onChange }: { direction: Direction; onChange: (direction: Direction) => void }) {
  const other = direction === 'in' ? 'out' : 'in';
  return (
    <button
      type="button"
      className={styles.control}
      title={t.diagram.showMachine[other]}
      onClick={() => onChange(other)}
    >
      {t.diagram.machine[direction]}
    </button>
  );
}
