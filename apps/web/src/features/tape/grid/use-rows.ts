/**
 * The rows of the tape that are visible. Their heights are known in advance (geometry.ts), so nothing is ever measured:
 * asking the browser for a height in mid-update would force a layout.
 */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { countWhile } from '#shared/base/search.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { RowLayout, type RowShape } from '#shared/transcript/view/rows.ts';
import { type Geometry, heightOf } from './geometry.ts';

/** Rows kept ready above and below the visible ones. */
const OVERSCAN = 2;
/** Room kept between the cursor and the edge it scrolls to. */
export const MARGIN = 44;
/** Padding above the first row and below the last. */
const PADDING = { start: 8, end: 20 };

export interface Rows {
  /** Height of the viewport, px; 0 until it is known. */
  readonly height: number;
  /** Height of all rows, px. */
  readonly total: number;
  /** Where the viewport begins, or will after the next frame, px. */
  offset: number;
  /** Where a row begins and ends, px. */
  topOf(index: number): number;
  endOf(index: number): number;
  /** The rows to draw for `offset`, in order. */
  shown(): readonly number[];
  /** Scrolls there with the next frame. */
  scrollTo(offset: number, behavior?: ScrollBehavior): void;
}

/** `cursor`: the row that always exists, visible or not, because it holds the focus. */
export function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  layout: RowLayout,
  { mode }: Geometry,
  cursor: number,
): Rows {
  const tops = layout.tops(useMemo(() => heightOf(mode), [mode]));
  const view = useView(scroller);
  const { length } = layout;
  const rows: Rows = {
    height: view.height,
    total: PADDING.start + (tops[length] ?? 0) + PADDING.end,
    offset: view.offset.current,
    topOf: (index) => PADDING.start + (tops[index] ?? 0),
    endOf: (index) => PADDING.start + (tops[index + 1] ?? 0),
    shown: () => {
      const range = rangeAt(tops, length, rows.offset - PADDING.start, view.height);
      view.drawn.current = range;
      return indexesOf(range, cursor, length);
    },
    scrollTo: view.scrollTo,
  };
  view.rangeAt.current = (offset) => rangeAt(tops, length, offset - PADDING.start, view.height);
  return rows;
}

/** Rows `[start, end)`: those drawn, of which `seenStart` to `seenEnd` are visible. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly seenStart: number;
  readonly seenEnd: number;
}

const NONE: Span = { start: 0, end: 0, seenStart: 0, seenEnd: 0 };

function rangeAt(tops: Float64Array, length: number, from: number, height: number): Span {
  if (length === 0 || height === 0) return NONE;
  const seenStart = rowAt(tops, length, from);
  const seenEnd = rowAt(tops, length, from + height) + 1;
  return { start: Math.max(0, seenStart - OVERSCAN), end: Math.min(length, seenEnd + OVERSCAN), seenStart, seenEnd };
}

/** The row at `y` px; the first above all of them, the last below. */
function rowAt(tops: Float64Array, length: number, y: number): number {
  return Math.max(0, countWhile(length, (index) => (tops[index] as number) <= y) - 1);
}

/** The rows of a range, with `row` among them, in order. */
function indexesOf({ start, end }: Span, row: number, length: number): readonly number[] {
  const indexes: number[] = [];
  if (row >= 0 && row < start) indexes.push(row);
  for (let index = start; index < end; index++) indexes.push(index);
  if (row >= end && row < length) indexes.push(row);
  return indexes;
}

interface View {
  readonly height: number;
  readonly offset: RefObject<number>;
  readonly drawn: RefObject<Span>;
  readonly rangeAt: RefObject<(offset: number) => Span>;
  readonly scrollTo: Rows['scrollTo'];
}

/** The height of the list and its scroll offset. Re-renders when undrawn rows come into view. */
function useView(scroller: RefObject<HTMLDivElement | null>): View {
  const [height, setHeight] = useState(0);
  const [, draw] = useState(0);
  const offset = useRef(0);
  const drawn = useRef(NONE);
  const range = useRef<(offset: number) => Span>(() => NONE);
  const frame = useRef(0);
  useLayoutEffect(() => {
    const node = scroller.current;
    if (node === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    observer.observe(node);
    setHeight(node.clientHeight);
    return () => observer.disconnect();
  }, [scroller]);
  useEffect(() => {
    const node = scroller.current;
    const scrolled = () => {
      // What is left of an earlier scroll says nothing about the one to come.
      if (frame.current !== 0) return;
      offset.current = node?.scrollTop ?? 0;
      const { seenStart, seenEnd } = range.current(offset.current);
      const { start, end } = drawn.current;
      if (seenStart < start || seenEnd > end) draw((count) => count + 1);
    };
    node?.addEventListener('scroll', scrolled, { passive: true });
    return () => node?.removeEventListener('scroll', scrolled);
  }, [scroller]);
  return { height, offset, drawn, rangeAt: range, scrollTo: useScrollTo(scroller, offset, frame) };
}

/**
 * Scrolling forces a layout, so it waits for the frame, which does one anyway. `frame` is the pending request, else 0.
 */
function useScrollTo(
  scroller: RefObject<HTMLDivElement | null>,
  offset: RefObject<number>,
  frame: RefObject<number>,
): Rows['scrollTo'] {
  return useMemo(() => {
    let smooth = 0;
    return (top, behavior = 'instant') => {
      cancelAnimationFrame(smooth);
      cancelAnimationFrame(frame.current);
      frame.current = 0;
      const scroll = () => {
        frame.current = 0;
        scroller.current?.scrollTo({ top, behavior });
      };
      const request = requestAnimationFrame(scroll);
      if (behavior === 'smooth') smooth = request;
      else {
        frame.current = request;
        offset.current = top;
      }
    };
  }, [scroller, offset, frame]);
}

// One growing row layout per replay and kind of row, brought up to date on access.

interface Known {
  readonly layout: RowLayout;
  /** Version of the replay it holds. */
  version: number;
}

const known = new WeakMap<Replay, Map<boolean, Known>>();

/** The current rows of a replay. The same object for the same replay, grown: memoise by `layout.version`. */
export function layoutOf(replay: Replay, shape: RowShape): RowLayout {
  const layouts = known.get(replay) ?? new Map<boolean, Known>();
  known.set(replay, layouts);
  const found = layouts.get(shape.lines) ?? { layout: new RowLayout(shape), version: -1 };
  layouts.set(shape.lines, found);
  const { layout } = found;
  if (found.version !== replay.version) {
    layout.update(replay);
    found.version = replay.version;
  }
  if (layout.shape.columns !== shape.columns) layout.reshape(shape);
  return layout;
}
