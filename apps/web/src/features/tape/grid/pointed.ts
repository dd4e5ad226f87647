import type { Direction } from '../../../../../../shared/transcript/stream.ts';

/** An octet that is pointed at. */
export interface Pointed {
  readonly direction: Direction;
  readonly offset: number;
}

/** The octet an element shows, or null: its place among the children of the run of cells it stands in. */
export function pointedBy(element: Element | null): Pointed | null {
  const cell = cellOf(element);
  const direction = cell?.closest<HTMLElement>('[data-direction]')?.dataset.direction;
  if (cell === null || (direction !== 'in' && direction !== 'out')) return null;
  const run = cell.parentElement as HTMLElement;
  return { direction, offset: Number(run.dataset.start) + [...run.children].indexOf(cell) };
}

/** The cell an element is in, or null. */
export function cellOf(element: Element | null): Element | null {
  const run = element?.closest('[data-start]') ?? null;
  let cell = run === element ? null : element;
  while (cell !== null && cell.parentElement !== run) cell = cell.parentElement;
  return run === null ? null : cell;
}
