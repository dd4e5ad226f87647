import { useMemo } from 'react';
import { CharacterCount } from '#shared/base/utf8.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { carriedBy } from '#shared/transcript/replay/stream.ts';
import { carriers } from '#shared/transcript/view/cells.ts';
import { usePosition } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import styles from './header.module.css';
import { octetAt } from './octet-at.ts';

/** Which read the cursor is in, and how many octets and characters its direction has: these differ outside US-ASCII. */
export function Counts({ replay }: { replay: Replay }) {
  const at = octetAt(replay, usePosition());
  const stream = at === null ? null : replay.stream(at.direction);
  const counter = useMemo(() => ({ stream, count: new CharacterCount() }), [stream]).count;
  if (at === null || stream === null) return null;
  return (
    <>
      <span className={styles.carried}>
        {t.tape.carried(stream.call, carriedBy(stream, at.offset), carriers(stream))}
      </span>
      <span className={styles.counts}>
        {t.tape.octets(stream.length)}
        <span className={styles.characters}> · {t.tape.characters(counter.update(stream.bytes()))}</span>
      </span>
    </>
  );
}
