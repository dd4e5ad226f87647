/** Keeps the cursor in view: scrolls to its row, and along with new octets while it is live. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { MARGIN, type Rows } from './use-rows.ts';

interface Target {
  /** The cursor's row. */
  readonly row: number;
  readonly position: number;
  readonly live: boolean;
  /** Changes when all rows were laid out anew. */
  readonly geometry: object;
}

/** The last target that was scrolled to, and the height of the list then. */
interface Seen extends Target {
  readonly height: number;
}

interface Follow {
  /** The reader has scrolled away from the end while the cursor is live. */
  readonly away: boolean;
  toNewest(): void;
}

export function useFollow(scroller: RefObject<HTMLDivElement | null>, rows: Rows, target: Target): Follow {
  const [away, setAway] = useReading(scroller);
  const last = useRef<Seen | null>(null);
  const jump = useRef<number | null>(null);
  const before = last.current;
  const { height } = rows;
  const moved = before?.position !== target.position || before.live !== target.live;
  const held = away && target.live && before?.live === true;
  // Until the list knows its own height, nothing can be scrolled into view.
  if (height > 0 && !held) jump.current = jumpOf(rows, { ...target, height }, before) ?? jump.current;
  // Draws the rows at the end of a jump at once, rather than the old ones again and then these.
  if (jump.current !== null) rows.offset = jump.current;
  useLayoutEffect(() => {
    if (height === 0) return;
    last.current = { ...target, height };
    const to = jump.current;
    jump.current = null;
    if (to !== null) rows.scrollTo(to);
    else if (moved && !target.live) scrollIntoSight(rows, target.row);
    if (target.live && before?.live === false) setAway(false);
  });
  const latest = useRef(rows);
  latest.current = rows;
  const toNewest = useCallback(() => {
    setAway(false);
    latest.current.scrollTo(mostOf(latest.current));
  }, [setAway]);
  return { away: away && target.live, toNewest };
}

/** The maximum scroll offset. */
function mostOf({ total, height }: Rows): number {
  return Math.max(0, total - height);
}

/** Smoothly, and no further than necessary. */
function scrollIntoSight(rows: Rows, row: number): void {
  const least = rows.endOf(row) + MARGIN - rows.height;
  const most = rows.topOf(row) - MARGIN;
  if (rows.offset < least) rows.scrollTo(Math.min(least, mostOf(rows)), 'smooth');
  else if (rows.offset > most) rows.scrollTo(Math.max(0, most), 'smooth');
}

/** Where to jump; null for no scroll, or one so short that it is smooth and the eye keeps its place. */
function jumpOf(rows: Rows, now: Seen, before: Seen | null): number | null {
  const { row, live, height } = now;
  const moved = before?.position !== now.position || before.live !== live;
  const reshaped = before?.geometry !== now.geometry;
  const resized = before !== null && before.height !== height;
  if (!moved && !reshaped && !resized) return null;
  const most = mostOf(rows);
  if (live || row < 0) return most;
  const [top, end] = [rows.topOf(row), rows.endOf(row)];
  const centre = Math.max(0, Math.min(most, top + (end - top - height) / 2));
  if (reshaped) return centre;
  const from = rows.offset;
  const isSeen = (within: number) => top >= from && end <= from + within;
  // A reader who has scrolled away from the cursor stays where they are.
  if (!moved) return isSeen(before.height) && !isSeen(height) ? centre : null;
  const far = Math.abs(centre - from) > 1.5 * height;
  return !isSeen(height - MARGIN) && (isCalm() || far) ? centre : null;
}

function isCalm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** A scroll this soon after a wheel, touch, press or key is the reader's. */
const INTENT_MS = 400;
/** This close to the end counts as the end, px. */
const AT_END = 24;
const GESTURES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Whether the reader has scrolled away from the end, and a way to reset that. */
export function useReading(scroller: RefObject<HTMLDivElement | null>): [boolean, (away: boolean) => void] {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const node = scroller.current;
    if (node === null) return undefined;
    let gestureAt = Number.NEGATIVE_INFINITY;
    const gesture = () => {
      gestureAt = performance.now();
    };
    const scrolled = () => {
      if (performance.now() - gestureAt > INTENT_MS) return;
      setAway(node.scrollHeight - node.clientHeight - node.scrollTop > AT_END);
    };
    for (const name of GESTURES) node.addEventListener(name, gesture, { passive: true });
    node.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      for (const name of GESTURES) node.removeEventListener(name, gesture);
      node.removeEventListener('scroll', scrolled);
    };
  }, [scroller]);
  return [away, setAway];
}
