/**
 * What waits at the gate of a held server, below the octets it has consumed. Not a step of the walk, so not part of the
 * grid.
 */
import { glyph, hex, LF } from '#shared/base/octets.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { useIsLive } from '../../session/state/hooks.ts';
import { type TapeMode, useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './kept.module.css';

/** Beyond this number they are only counted. */
const SHOWN = 256;

export function Unconsumed({ replay }: { replay: Replay }) {
  const live = useIsLive();
  const mode = useSettings((settings) => settings.tape);
  const { unconsumed, request } = replay;
  if (!live || !unconsumed.pending) return null;
  const bytes = unconsumed.bytes();
  const before = replay.places.at(-1)?.status.hold?.stands === 'before-recv';
  const words = (before ? t.hold.arrived : t.hold.kept)(bytes.length);
  const from = request.length + request.base;
  return (
    <section className={styles.kept} aria-label={words} title={t.hold.keptNote} data-testid="kept">
      <p className={styles.legend}>
        <span className={styles.octet} aria-hidden="true" />
        {words}
        {unconsumed.fin && <span>{t.hold.keptFin}</span>}
      </p>
      {linesOf(bytes.subarray(0, SHOWN), mode !== 'hex').map(({ start, octets }) => (
        <p key={start} className={styles.line}>
          <span className={styles.gutter}>{String(from + start).padStart(4, '0')}</span>
          <span className={styles.octets}>
            {[...octets].map((octet, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an octet is identified by its position
              <Octet key={index} octet={octet} mode={mode} />
            ))}
          </span>
        </p>
      ))}
      {bytes.length > SHOWN && <p className={styles.legend}>{t.hold.more(bytes.length - SHOWN)}</p>}
    </section>
  );
}

function Octet({ octet, mode }: { octet: number; mode: TapeMode }) {
  const text = mode === 'hex' ? hex(octet) : glyph(octet);
  return <span className={cx(styles.octet, text.length > 1 && styles.named)}>{text}</span>;
}

interface Line {
  readonly start: number;
  readonly octets: Uint8Array;
}

/** The octets as the tape shows them: broken after each LF, if at all. */
function linesOf(bytes: Uint8Array, broken: boolean): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length; ) {
    const found = broken ? bytes.indexOf(LF, start) : -1;
    const end = found < 0 ? bytes.length : found + 1;
    lines.push({ start, octets: bytes.subarray(start, end) });
    start = end;
  }
  return lines;
}
