import { type RefObject, useEffect, useState } from 'react';

/** A scroll this soon after a wheel, touch, press or key is the reader's. */
const INTENT_MS = 400;
/** So near the end is at the end, px. */
const AT_END = 24;
const GESTURES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Whether the reader has scrolled away from the end, and how to say that this is over. */
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
