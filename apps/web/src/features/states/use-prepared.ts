/** Lays out clusters before a walk reaches them: each takes about 20 ms the first time it is shown. */
import { useEffect } from 'react';
import type { Table } from '#shared/http1/machine.ts';
import { CLUSTERS } from '#shared/http1/state-graph.ts';
import { pictureOf } from './layout.ts';

/** Lays out all clusters of a table, one in each idle period of the page. */
export function usePrepared(table: Table): void {
  useEffect(() => {
    const left = [...CLUSTERS];
    let handle = later(next);
    function next(): void {
      const cluster = left.shift();
      if (cluster === undefined) return;
      pictureOf(table, cluster);
      handle = later(next);
    }
    return () => forget(handle);
  }, [table]);
}

/** Safari has no idle callbacks. */
const later = (next: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(next, { timeout: 2000 }) : setTimeout(next, 50);

function forget(handle: number | ReturnType<typeof setTimeout>): void {
  if ('cancelIdleCallback' in window) cancelIdleCallback(handle as number);
  else clearTimeout(handle);
}
