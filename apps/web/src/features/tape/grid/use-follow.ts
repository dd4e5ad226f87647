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

interface Follow {
  /** The reader has scrolled away from the end while the cursor is live. */
  readonly away: boolean;
  toNewest(): void;
}

export function useFollow(scroller: RefObject<HTMLDivElement | null>, rows: Rows, target: Target): Follow {
  const [away, setAway] = useReading(scroller);
  const last = useRef<Target | null>(null);
  const jump = useRef<number | null>(null);
  const before = last.current;
  const moved = before?.position !== target.position || before.live !== target.live;
  const reshaped = before?.geometry !== target.geometry;
  const held = away && target.live && before?.live === true;
  if ((moved || reshaped) && !held) jump.current = jumpOf(rows, target, reshaped) ?? jump.current;
  // The rows at the end of a jump are drawn at once, instead of those left behind once more and then these.
  if (jump.current !== null) rows.scrollOffset = jump.current;
  useLayoutEffect(() => {
    last.current = target;
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

/** Where to scroll at once, or null when the way is short: then it is scrolled smoothly, and the eye keeps its place. */
function jumpOf(rows: Rows, { row, live }: Target, reshaped: boolean): number | null {
  const height = rows.scrollRect?.height ?? 0;
  // Also brings the measurements up to date, which are those of the rows as they are now, not as they are drawn.
  const most = Math.max(0, rows.getTotalSize() - height);
  const item = rows.measurementsCache[row];
  if (height === 0) return null;
  if (live || item === undefined) return most;
  const centre = Math.max(0, Math.min(most, item.start + (item.size - height) / 2));
  if (reshaped) return centre;
  const from = rows.scrollOffset ?? 0;
  const seen = item.start >= from + MARGIN && item.end <= from + height - MARGIN;
  return !seen && (isCalm() || Math.abs(centre - from) > 1.5 * height) ? centre : null;
}

function isCalm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
