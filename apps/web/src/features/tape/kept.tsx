/** What waits at the gate of a held server, under the octets it has consumed: no step of the walk, so no part of the grid. */
import { glyph, hex, LF } from '../../../../../shared/octets.ts';
import type { Replay } from '../../../../../shared/transcript/replay.ts';
import { useIsLive } from '../../session/hooks.ts';
import { type TapeMode, useSettings } from '../../session/settings.ts';
import { t } from '../../text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './kept.module.css';

/** More than these are counted. */
const SHOWN = 256;

export function Kept({ replay }: { replay: Replay }) {
  const live = useIsLive();
  const mode = useSettings((settings) => settings.tape);
  const { unconsumed } = replay;
  if (!live || !unconsumed.pending) return null;
  const bytes = unconsumed.bytes();
  const before = replay.places.at(-1)?.status.hold?.stands === 'before-recv';
  const words = (before ? t.hold.arrived : t.hold.kept)(bytes.length);
  return (
    <section className={styles.kept} aria-label={words} title={t.hold.keptNote} data-testid="kept">
      <p className={styles.legend}>
        <span className={styles.sample} aria-hidden="true" />
        {words}
        {unconsumed.fin && <span className={styles.more}>{t.hold.keptFin}</span>}
      </p>
      <p className={styles.octets}>
        {[...bytes.subarray(0, SHOWN)].map((octet, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an octet is where it is, and nothing else
          <Octet key={index} octet={octet} mode={mode} />
        ))}
        {bytes.length > SHOWN && <span className={styles.more}>{t.hold.more(bytes.length - SHOWN)}</span>}
      </p>
    </section>
  );
}

function Octet({ octet, mode }: { octet: number; mode: TapeMode }) {
  const text = mode === 'hex' ? hex(octet) : glyph(octet);
  return (
    <>
      <span className={cx(styles.octet, text.length > 1 && styles.named)}>{text}</span>
      {octet === LF && mode !== 'hex' && <br />}
    </>
  );
}
