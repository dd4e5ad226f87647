/** Pan and zoom: by drag, wheel and buttons; and automatically, to keep the current state in view. */
import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Picture } from './layout.ts';
import { boxOf, centredOn, type Size, type View, viewOf, withinSight, zoomed } from './view.ts';

/** Pointer movement up to this many px still counts as a click. */
const SLACK = 4;

/** `seen`: the nodes to keep in view, the current one first. */
export function useView(frame: RefObject<HTMLDivElement | null>, picture: Picture, seen: readonly string[]) {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const [gliding, setGliding] = useState(false);
  const size = useSize(frame);
  const move = (next: View | ((before: View) => View), glides: boolean) => {
    setGliding(glides);
    setView(next);
  };
  useFollow({ size, picture, seen, view, move });
  useWheel(frame, move);
  const zoom = (factor: number) => move((before) => zoomed(before, factor, size.width / 2, size.height / 2), true);
  return {
    view,
    gliding,
    handlers: useDrag(view, (next) => move(next, false)),
    zoom,
    fit: () => move(viewOf(picture, size, 0), true),
  };
}

type Move = (next: View | ((before: View) => View), glides: boolean) => void;

interface Follow {
  size: Size;
  picture: Picture;
  seen: readonly string[];
  view: View;
  move: Move;
}

/** A new cluster opens at its current state; after that, only a state out of view moves the picture. */
function useFollow({ size, picture, seen, view, move }: Follow): void {
  const shown = useRef<Picture | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the user's own moves must not trigger another
  useLayoutEffect(() => {
    if (size.width === 0) return;
    const isNew = shown.current !== picture;
    shown.current = picture;
    const base = isNew ? viewOf(picture, size) : view;
    const box = boxOf(picture, seen, base.scale, size);
    if (box !== undefined && !withinSight(box, base, size)) move(centredOn(box, base, picture, size), !isNew);
    else if (isNew) move(base, false);
  }, [picture, seen.join(), size.width, size.height]);
}

function useSize(frame: RefObject<HTMLDivElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const read = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/**
 * The wheel zooms around the pointer. React's own wheel listeners are passive and cannot stop the page from scrolling.
 */
function useWheel(frame: RefObject<HTMLDivElement | null>, move: Move): void {
  const latest = useRef(move);
  useEffect(() => {
    latest.current = move;
  });
  useEffect(() => {
    const element = frame.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = (event.currentTarget as Element).getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      latest.current((before) => zoomed(before, factor, event.clientX - box.left, event.clientY - box.top), false);
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [frame]);
}

/** Dragging moves the picture; a drag that ends on a node does not click it. */
function useDrag(view: View, move: (view: View) => void) {
  const drag = useRef<{ x: number; y: number; view: View; moved: boolean } | null>(null);
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current;
    if (from === null) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(dx, dy) < SLACK) return;
    if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
    from.moved = true;
    move({ ...from.view, x: from.view.x + dx, y: from.view.y + dy });
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, view, moved: false };
    },
    onPointerMove,
    onPointerUp: () => {
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}
