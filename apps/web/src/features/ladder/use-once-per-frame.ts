import { useEffect, useRef } from 'react';

/** Passes on only the last value of a frame: a mouse reports more often than the screen can draw. */
export function useOncePerFrame<T>(act: (value: T) => void): (value: T) => void {
  const pending = useRef<{ frame: number; value: T } | null>(null);
  useEffect(() => () => cancelAnimationFrame(pending.current?.frame ?? 0), []);
  return (value) => {
    if (pending.current !== null) {
      pending.current.value = value;
      return;
    }
    const frame = requestAnimationFrame(() => {
      const last = pending.current;
      pending.current = null;
      if (last !== null) act(last.value);
    });
    pending.current = { frame, value };
  };
}
