/** The hover delay of the tape. */
import { type RefObject, useEffect, useState } from 'react';
import { boxOf, type Pointed, pointedBy } from './pointer.ts';

/** An octet the pointer rests on. */
export interface Resting {
  readonly at: Pointed;
  /** Its cell, in window coordinates. */
  readonly box: DOMRect;
}

const DELAY_MS = 320;
const LEAVING = ['pointerleave', 'pointerdown', 'scroll'] as const;

/** The cell the mouse has rested on for a moment, until it leaves, or something is pressed or scrolled. */
export function useResting(scroller: RefObject<HTMLElement | null>): Resting | null {
  const [resting, setResting] = useState<Resting | null>(null);
  useEffect(() => {
    const node = scroller.current;
    if (node === null) return undefined;
    const watch = new Watch(setResting);
    node.addEventListener('pointermove', watch.move);
    for (const name of LEAVING) node.addEventListener(name, watch.leave);
    window.addEventListener('keydown', watch.leave, { capture: true });
    return () => {
      watch.leave();
      node.removeEventListener('pointermove', watch.move);
      for (const name of LEAVING) node.removeEventListener(name, watch.leave);
      window.removeEventListener('keydown', watch.leave, { capture: true });
    };
  }, [scroller]);
  return resting;
}

class Watch {
  readonly #tell: (resting: Resting | null) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at: Pointed | null = null;

  constructor(tell: (resting: Resting | null) => void) {
    this.#tell = tell;
  }

  move = (event: PointerEvent): void => {
    const at = event.pointerType === 'mouse' ? pointedBy(event) : null;
    if (at?.offset === this.#at?.offset && at?.direction === this.#at?.direction) return;
    this.leave();
    this.#at = at;
    const box = at === null ? null : boxOf(event);
    if (at === null || box === null || event.buttons !== 0) return;
    this.#timer = setTimeout(() => this.#tell({ at, box }), DELAY_MS);
  };

  leave = (): void => {
    clearTimeout(this.#timer);
    this.#at = null;
    this.#tell(null);
  };
}
