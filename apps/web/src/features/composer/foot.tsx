/** The bottom row of the composer. */
import { useMemo } from 'react';
import { CharacterCount } from '#shared/base/utf8.ts';
import { contentCount } from '#shared/composer/head.ts';
import { MOST_PAUSE_MS, pauseWithin } from '#shared/composer/pieces.ts';
import { useCurrentLane, useLink, useReplay } from '../../session/state/hooks.ts';
import { keysOf } from '../../session/state/keys.ts';
import { isOver, summaryOf } from '../../session/state/lane-state.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './composer.module.css';
import type { Written } from './editor/editor.ts';
import { useComposerMemory } from './memory.ts';
import { cutsOf, stopSending, takesOctets } from './send.ts';

/** The counts of the text, the progress of a send, and the send button. */
export function Foot({ written, onSend }: { written: Written; onSend: () => void }) {
  const { everywhere, eachPause } = useComposerMemory();
  const lane = useCurrentLane();
  const link = useLink();
  const cuts = cutsOf(written, everywhere, eachPause);
  const count = cuts === null ? null : Math.min(written.bytes.length, cuts.length + 1);
  return (
    <div className={styles.foot}>
      <Counts written={written} pieces={count} />
      <Progress />
      <Button
        variant="primary"
        className={styles.send}
        disabled={written.bytes.length === 0 || cuts === null || link.state !== 'open'}
        onClick={onSend}
      >
        {takesOctets(lane) ? t.composer.send : t.composer.connectAndSend} <Kbd>{keysOf('send') ?? ''}</Kbd>
      </Button>
    </div>
  );
}

function Counts({ written: { bytes, caret }, pieces }: { written: Written; pieces: number | null }) {
  const characters = useMemo(() => new CharacterCount().update(bytes), [bytes]);
  const content = useMemo(() => contentCount(bytes), [bytes]);
  const counted = content !== null && (content.declared !== null || content.actual > 0) ? content : null;
  return (
    <div className={styles.counts}>
      <span>{t.composer.counts(characters, bytes.length)}</span>
      <span className="faint">{t.composer.caret(caret)}</span>
      {counted !== null && (
        <span
          className={cx(styles.badge, counted.declared !== counted.actual && styles.differs)}
          title={t.composer.declaredNote}
        >
          {counted.declared !== counted.actual && '≠ '}
          {t.composer.declared(counted.declared, counted.actual)}
        </span>
      )}
      {pieces === null ? (
        <span className={cx(styles.badge, styles.differs)}>{t.composer.tooManyCuts}</span>
      ) : (
        pieces > 1 && <span className={styles.badge}>✂ {t.composer.pieces(pieces)}</span>
      )}
      <EachPause />
    </div>
  );
}

/** The pause before every octet, when each is sent separately. */
function EachPause() {
  const { everywhere, eachPause } = useComposerMemory();
  if (!everywhere) return null;
  return (
    <label className={styles.pause}>
      <input
        type="number"
        min={0}
        max={MOST_PAUSE_MS}
        step={10}
        aria-label={t.composer.pauseEach}
        value={eachPause}
        onChange={(event) => useComposerMemory.setState({ eachPause: pauseWithin(event.target.valueAsNumber) })}
      />
      {t.composer.pauseUnit}
    </label>
  );
}

/** How many pieces of the last send are written, according to the transcript, and a button that drops the rest. */
function Progress() {
  const { sending } = useComposerMemory();
  const lane = useCurrentLane();
  const replay = useReplay();
  if (sending === null || lane?.info.lane !== sending.lane || replay === null) return null;
  const total = sending.ends.at(-1) ?? 0;
  const written = Math.max(0, replay.sent - sending.from);
  if (sending.ends.length < 2 || written >= total) return null;
  if (sending.stopped) return <span role="status">{t.composer.stopped(written, total)}</span>;
  if (isOver(summaryOf(lane).state)) return null;
  const piece = sending.ends.filter((end) => end <= written).length;
  return (
    <span className={styles.progress}>
      <span role="status">{t.composer.progress(piece, sending.ends.length)}</span>
      <Button title={t.composer.stopNote} onClick={stopSending}>
        {t.composer.stop}
      </Button>
    </span>
  );
}
