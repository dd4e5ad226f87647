/** STRUCTURE: the messages of the connection as a tree, with the part that holds the lit octet marked. */
import { useCurrentLane, usePosition, useReplay, useSelection } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import styles from './structure.module.css';
import { Tree } from './tree.tsx';

export function Structure() {
  const lane = useCurrentLane();
  const replay = useReplay();
  const position = usePosition();
  const selection = useSelection();
  if (lane === null || replay === null || replay.request.length + replay.response.length === 0) {
    return <p className={styles.empty}>{t.structure.empty}</p>;
  }
  return <Tree key={lane.info.lane} replay={replay} position={position} selection={selection} />;
}
