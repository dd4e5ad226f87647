/** The segments of a read or write in the LAYERS panel. */
import type { Segment } from '#shared/layers/segments.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './layers.module.css';

interface SegmentsProps {
  segments: readonly Segment[];
  chosen: number;
  choose: (index: number) => void;
}

/** Segments in order; the headers shown belong to the chosen one. */
export function Segments({ segments, chosen, choose }: SegmentsProps) {
  return (
    <ol className={styles.segments} aria-label={t.layers.segments}>
      {segments.map((segment, index) => (
        <li key={`${segment.from} ${segment.flags.join()}`}>
          <button
            type="button"
            className={cx(styles.segment, styles.inferred, index === chosen && styles.chosen)}
            aria-pressed={index === chosen}
            title={segment.flags.map((flag) => `${flag}: ${t.layers.flags[flag]}`).join('. ')}
            onClick={() => choose(index)}
          >
            <b>{t.layers.segment(segment.from, segment.flags)}</b>
            <span>{t.layers.sequenceOf(segment.sequence, segment.acknowledgment)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
