/**
 * The cutting gesture on the tape: with the scissors tool, or Alt held, a mark follows the pointer between two octets
 * of a request; a press cuts there. Its key is the command `cut`.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { canCut, cutBefore } from '../cut.ts';
import { boxOf, pointedBy } from './pointer.ts';
import styles from './scissors.module.css';

/** A gap between two octets, and where it is in the window. */
interface Aim {
  /** The octet after it. */
  readonly at: number;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

interface ScissorsProps {
  scroller: RefObject<HTMLElement | null>;
  replay: Replay;
  /** The tool is active. */
  on: boolean;
  onCut: () => void;
}

export function Scissors({ scroller, replay, on, onCut }: ScissorsProps) {
  const [aim, setAim] = useState<Aim | null>(null);
  const latest = useRef({ replay, on, onCut });
  latest.current = { replay, on, onCut };
  useEffect(() => {
    const node = scroller.current;
    if (node === null) return undefined;
    const leave = () => setAim(null);
    const move = (event: PointerEvent) => {
      const found = aimOf(event, latest.current);
      setAim((before) => (before?.at === found?.at && before?.top === found?.top ? before : found));
    };
    const press = (event: PointerEvent) => {
      const found = event.button === 0 ? aimOf(event, latest.current) : null;
      if (found === null) return;
      // This press cuts; it does not move the cursor or select anything.
      event.preventDefault();
      event.stopPropagation();
      setAim(null);
      latest.current.onCut();
      cutBefore(latest.current.replay, found.at);
    };
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerdown', press, { capture: true });
    node.addEventListener('pointerleave', leave);
    node.addEventListener('scroll', leave);
    return () => {
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerdown', press, { capture: true });
      node.removeEventListener('pointerleave', leave);
      node.removeEventListener('scroll', leave);
    };
  }, [scroller]);
  if (aim === null) return null;
  const { left, top, height } = aim;
  return createPortal(<div className={styles.aim} style={{ left, top, height }} aria-hidden="true" />, document.body);
}

/** The gap under the pointer, while cutting is on and there is something to cut. */
function aimOf(event: PointerEvent, { replay, on }: { replay: Replay; on: boolean }): Aim | null {
  if (!on && !event.altKey) return null;
  const pointed = pointedBy(event);
  const box = boxOf(event);
  if (pointed?.direction !== 'in' || box === null) return null;
  const behind = event.clientX > box.left + box.width / 2;
  const at = pointed.offset + (behind ? 1 : 0);
  if (!canCut(replay, at)) return null;
  return { at, left: behind ? box.right : box.left, top: box.top, height: box.height };
}
