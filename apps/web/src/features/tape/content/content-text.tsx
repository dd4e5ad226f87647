/** Content as text, virtualised line by line. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type PointerEvent, type RefObject, useMemo, useRef } from 'react';
import type { Range } from '#shared/base/octets.ts';
import type { Reading } from '#shared/transcript/view/content.ts';
import { TextRows } from '#shared/transcript/view/text-rows.ts';
import { t } from '../../../session/state/text.ts';
import { useWidth } from '../grid/use-width.ts';
import { ContentLine } from './content-line.tsx';
import styles from './content-text.module.css';
import type { Wire } from './use-wire.ts';
import { onTextKey } from './walking.ts';

interface ContentTextProps {
  bytes: Uint8Array;
  reading: Reading;
  wire: Wire;
}

/** Sizes from content-text.module.css, px. */
const LINE = 21;
const SIGN = 7.83;
const MARGIN = 90;

/** Octets as lines of text, with every CR and LF drawn. Never rendered as anything else. */
export function ContentText({ bytes, reading, wire }: ContentTextProps) {
  const scroller = useRef<HTMLElement>(null);
  const columns = Math.max(16, Math.floor((useWidth(scroller) - MARGIN) / SIGN));
  const text = useMemo(() => new TextRows(bytes, reading, columns), [bytes, reading, columns]);
  const rows = useLines(scroller, text.length);
  const lines = rows.getVirtualItems().map(({ index, start }) => {
    return <ContentLine key={index} text={text} index={index} top={start} {...marksOf(text.range(index), wire)} />;
  });
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
      tabIndex={0}
      aria-label={t.tape.contentText}
      onKeyDown={onTextKey(text, wire, (row) => rows.scrollToIndex(row))}
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

/** The lit, selected and copied parts of a line: the same numbers until it changes. */
function marksOf(line: Range, { lit, selected, copied, pointed }: Wire) {
  const [litFrom, litTo] = shared(line, lit);
  const [from, to] = shared(line, selected);
  const [copiedFrom, copiedTo] = shared(line, copied);
  const [pointedFrom, pointedTo] = shared(line, pointed);
  return { litFrom, litTo, from, to, copiedFrom, copiedTo, pointedFrom, pointedTo };
}

/** The intersection of two ranges; 0 and 0 if empty. */
function shared(line: Range, range: Range | null): readonly [number, number] {
  const from = Math.max(line.start, range?.start ?? 0);
  const to = Math.min(line.end, range?.end ?? 0);
  return from < to ? [from, to] : [0, 0];
}

/** Reports each character the pointer reaches, once. */
function usePointing({ onPoint, onChoose, nameOf }: Wire) {
  const last = useRef(-1);
  const point = (range: Range | null) => {
    const start = range?.start ?? -1;
    if (start === last.current) return;
    last.current = start;
    onPoint(range);
  };
  return {
    onPointerMove: (event: PointerEvent) => {
      const range = rangeAt(event);
      // Named only when pointed at: a screenful has too many characters to name them all.
      if (range !== null) (event.target as HTMLElement).title = nameOf(range.start);
      point(range);
    },
    onPointerLeave: () => point(null),
    onClick: (event: MouseEvent) => {
      const range = rangeAt(event);
      if (range !== null) onChoose(range.start);
    },
  };
}

/** The octets of the character at the pointer. In a run of US-ASCII all characters have the same width. */
function rangeAt({ target, clientX }: MouseEvent): Range | null {
  const run = target as HTMLElement;
  const { at, to } = run.dataset;
  if (at === undefined || to === undefined) return null;
  const [start, end] = [Number(at), Number(to)];
  if (run.textContent.length !== end - start) return { start, end };
  const { left, width } = run.getBoundingClientRect();
  const index = Math.floor(((clientX - left) / width) * (end - start));
  const octet = start + Math.max(0, Math.min(end - start - 1, index));
  return { start: octet, end: octet + 1 };
}
