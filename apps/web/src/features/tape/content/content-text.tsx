import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, memo, type PointerEvent, type RefObject, useMemo, useRef } from 'react';
import type { Range } from '../../../../../../shared/octets.ts';
import type { Reading } from '../../../../../../shared/transcript/content.ts';
import { type Glyph, TextRows } from '../../../../../../shared/transcript/text-rows.ts';
import { t } from '../../../text.ts';
import { cx } from '../../../ui/cx.ts';
import { useWidth } from '../grid/use-width.ts';
import styles from './content-text.module.css';
import type { Wire } from './use-wire.ts';

interface ContentTextProps {
  bytes: Uint8Array;
  reading: Reading;
  wire: Wire;
}

/** Sizes of content-text.module.css, px. */
const LINE = 21;
const SIGN = 7.83;
const MARGIN = 90;

/** Octets as lines of text, every CR and LF drawn. Never rendered as anything else. */
export function ContentText({ bytes, reading, wire }: ContentTextProps) {
  const scroller = useRef<HTMLElement>(null);
  const columns = Math.max(16, Math.floor((useWidth(scroller) - MARGIN) / SIGN));
  const text = useMemo(() => new TextRows(bytes, reading, columns), [bytes, reading, columns]);
  const rows = useLines(scroller, text.length);
  const lines = rows.getVirtualItems().map(({ index, start }) => {
    const mark = markOf(text.range(index), wire);
    return <Line key={index} text={text} index={index} top={start} mark={mark} />;
  });
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be scrollable by keys
      tabIndex={0}
      aria-label={t.tape.contentText}
      {...usePointing(wire)}
    >
      <div className={styles.lines} style={{ height: rows.getTotalSize() }}>
        {lines}
      </div>
    </section>
  );
}

function useLines(scroller: RefObject<HTMLElement | null>, count: number) {
  return useVirtualizer<HTMLElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 4,
    paddingStart: 6,
    paddingEnd: 12,
    useFlushSync: false,
  });
}

/** Tells of each character the pointer comes to, once. */
function usePointing({ onPoint, onChoose, nameOf }: Wire) {
  const last = useRef(-1);
  const point = (range: Range | null) => {
    const start = range?.start ?? -1;
    if (start === last.current) return;
    last.current = start;
    onPoint(range);
  };
  return {
    onPointerMove: ({ target }: PointerEvent) => {
      const range = rangeAt(target);
      // Named when pointed at: a screenful has too many characters to name them all.
      if (range !== null) (target as HTMLElement).title = nameOf(range.start);
      point(range);
    },
    onPointerLeave: () => point(null),
    onClick: (event: MouseEvent) => {
      const range = rangeAt(event.target);
      if (range !== null) onChoose(range.start);
    },
  };
}

/** What of a line is lit and selected, as one word that only changes when it does. */
function markOf({ start, end }: Range, { lit, selected }: Wire): string {
  const at = lit !== null && lit >= start && lit < end ? lit : -1;
  const from = Math.max(start, selected?.start ?? 0);
  const to = Math.min(end, selected?.end ?? 0);
  return `${at} ${from < to ? `${from} ${to}` : '0 0'}`;
}

function rangeAt(target: EventTarget): Range | null {
  const { at, to } = (target as HTMLElement).dataset;
  return at === undefined || to === undefined ? null : { start: Number(at), end: Number(to) };
}

interface LineProps {
  text: TextRows;
  index: number;
  top: number;
  mark: string;
}

const Line = memo(
  function Line({ text, index, top, mark }: LineProps) {
    const [lit = -1, from = 0, to = 0] = mark.split(' ').map(Number);
    const look = ({ start, end, named }: Glyph) =>
      cx(named && styles.named, start < to && end > from && styles.selected, lit >= start && lit < end && styles.lit);
    return (
      <div className={styles.line} style={{ transform: `translateY(${top}px)` }}>
        <span className={styles.offset}>{text.range(index).start}</span>
        {text.glyphs(index).map((glyph) => (
          <span key={glyph.start} className={look(glyph)} data-at={glyph.start} data-to={glyph.end}>
            {glyph.shown}
          </span>
        ))}
      </div>
    );
  },
  (a, b) => a.text === b.text && a.index === b.index && a.top === b.top && a.mark === b.mark,
);
