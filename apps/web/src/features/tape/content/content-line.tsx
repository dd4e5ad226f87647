/** One line of the content view. Memoised by its numbers, so a step redraws two lines. */
import { memo } from 'react';
import type { Glyph, TextRows } from '#shared/transcript/view/text-rows.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './content-text.module.css';

interface ContentLineProps {
  text: TextRows;
  index: number;
  top: number;
  /** The octets at the cursor. */
  litFrom: number;
  litTo: number;
  /** Selected octets. */
  from: number;
  to: number;
  /** What the pointed or lit octets are a copy of. */
  copiedFrom: number;
  copiedTo: number;
  /** What the keys point at. */
  pointedFrom: number;
  pointedTo: number;
}

/** Where the marks begin and end; 0 and 0 for none. */
type Marks = Omit<ContentLineProps, 'text' | 'index' | 'top'>;

/** A line of content: US-ASCII in runs, every other character and every named octet by itself. */
export const ContentLine = memo(function ContentLine({ text, index, top, ...marks }: ContentLineProps) {
  return (
    <div className={styles.line} style={{ transform: `translateY(${top}px)` }}>
      <span className={styles.offset}>{text.range(index).start}</span>
      {runsOf(text.glyphs(index), marks).map(({ start, end, shown, look }) => (
        <span key={start} className={look} data-at={start} data-to={end}>
          {shown}
        </span>
      ))}
    </div>
  );
});

interface Run {
  readonly start: number;
  end: number;
  shown: string;
  readonly look: string;
}

function runsOf(glyphs: readonly Glyph[], marks: Marks): readonly Run[] {
  const runs: Run[] = [];
  for (const glyph of glyphs) {
    const look = lookOf(glyph, marks);
    const last = runs.at(-1);
    if (last !== undefined && last.look === look && isPlain(glyph) && isPlain(last)) {
      last.end = glyph.end;
      last.shown += glyph.shown;
    } else runs.push({ start: glyph.start, end: glyph.end, shown: glyph.shown, look });
  }
  return runs;
}

/** One code unit per octet. */
function isPlain({ start, end, shown }: Pick<Glyph, 'start' | 'end' | 'shown'>): boolean {
  return shown.length === end - start && shown.charCodeAt(0) < 0x80 && shown !== '→';
}

function lookOf({ start, end, named }: Glyph, marks: Marks): string {
  const meets = (from: number, to: number) => start < to && end > from;
  return cx(
    named && styles.named,
    meets(marks.pointedFrom, marks.pointedTo) && styles.pointed,
    meets(marks.copiedFrom, marks.copiedTo) && styles.copied,
    meets(marks.from, marks.to) && styles.selected,
    meets(marks.litFrom, marks.litTo) && styles.lit,
  );
}
