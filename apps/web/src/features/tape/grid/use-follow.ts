/** Keeps the cursor in sight: to the row it moves to, and along with what comes while it is live. */
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { useReading } from './use-reading.ts';
import { MARGIN, type Rows } from './use-rows.ts';

interface Target {
  /** The cursor's row. */
  readonly row: number;
  readonly position: number;
  readonly live: boolean;
  /** Another one when all rows were laid out anew. */
  readonly geometry: object;
}

/** A target as it was last brought into sight, in a list of a height. */
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
  const height = rows.scrollRect?.height ?? 0;
  const moved = before?.position !== target.position || before.live !== target.live;
  const held = away && target.live && before?.live === true;
  // Before the list knows its own height, nothing can be brought into sight.
  if (height > 0 && !held) jump.current = jumpOf(rows, { ...target, height }, before) ?? jump.current;
  // The rows at the end of a jump are drawn at once, instead of those left behind once more and then these.
  if (jump.current !== null) rows.scrollOffset = jump.current;
  useLayoutEffect(() => {
    if (height === 0) return;
    last.current = { ...target, height };
    const to = jump.current;
    jump.current = null;
    if (to !== null) rows.scrollToOffset(to);
    else if (moved && !target.live) rows.scrollToIndex(target.row, { behavior: 'smooth' });
    if (target.live && before?.live === false) setAway(false);
  });
  const toNewest = useCallback(() => {
    setAway(false);
    rows.scrollToEnd();
  }, [rows, setAway]);
  return { away: away && target.live, toNewest };
}

/** Where to scroll at once, or null: nowhere, or so short a way that it is scrolled smoothly, and the eye keeps its place. */
function jumpOf(rows: Rows, now: Seen, before: Seen | null): number | null {
  const { row, live, height } = now;
  const moved = before?.position !== now.position || before.live !== live;
  const reshaped = before?.geometry !== now.geometry;
  const resized = before !== null && before.height !== height;
  if (!moved && !reshaped && !resized) return null;
  // Also brings the measurements up to date, which are those of the rows as they are now, not as they are drawn.
  const most = Math.max(0, rows.getTotalSize() - height);
  const item = rows.measurementsCache[row];
  if (live || item === undefined) return most;
  const centre = Math.max(0, Math.min(most, item.start + (item.size - height) / 2));
  if (reshaped) return centre;
  const from = rows.scrollOffset ?? 0;
  const isSeen = (within: number) => item.start >= from && item.end <= from + within;
  // A reader who had scrolled away from the cursor stays where they are.
  if (!moved) return isSeen(before.height) && !isSeen(height) ? centre : null;
  const far = Math.abs(centre - from) > 1.5 * height;
  return !isSeen(height - MARGIN) && (isCalm() || far) ? centre : null;
}

function isCalm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
