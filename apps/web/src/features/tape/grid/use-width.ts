import { type RefObject, useLayoutEffect, useState } from 'react';

/** The inner width of an element, px; `guess` until it is mounted, so that nothing is laid out for a width of zero. */
export function useWidth(element: RefObject<HTMLElement | null>, guess = 860): number {
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return undefined;
    const measure = () => setWidth(node.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
