import type { Replay } from '../../../../../../shared/transcript/replay.ts';
import { t } from '../../../text.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './empty.module.css';

const GHOST = ['G', 'E', 'T', '·', '/', '·', 'H', 'T', 'T', 'P', '/', '1', '.', '1', 'CR', 'LF'];

/** Before the first octet: the shape of what will come, and one sentence. */
export function Empty({ top, replay }: { top: number; replay: Replay | null }) {
  return (
    <div className={styles.empty} style={{ top }}>
      <div className={styles.cells} aria-hidden="true">
        {GHOST.map((sign, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: it never changes
          <span key={index} className={cx(styles.cell, sign.length > 1 && styles.end)}>
            {sign}
          </span>
        ))}
      </div>
      <p className={styles.words}>{wordsOf(replay)}</p>
    </div>
  );
}

function wordsOf(replay: Replay | null): string {
  if (replay === null) return t.tape.empty;
  if (replay.datagrams) return t.tape.emptyDatagrams;
  const waits = replay.places.length > 0 && !replay.accepted;
  return waits ? t.tape.emptyBacklog(replay.sent) : t.tape.empty;
}
