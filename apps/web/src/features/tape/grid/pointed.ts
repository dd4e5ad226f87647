import type { Direction } from '#shared/transcript/replay/stream.ts';

/** An octet that is pointed at. */
export interface Pointed {
  readonly direction: Direction;
  readonly offset: number;
}

/** Where the octet at a point of the window is drawn. */
interface Spot extends Pointed {
  readonly left: number;
  readonly width: number;
  readonly element: Element;
}

/** The octet under the pointer, or null. In a run of octets the place says which of them. */
export function pointedBy(event: { readonly target: EventTarget | null; readonly clientX: number }): Pointed | null {
  const spot = spotOf(event);
  return spot === null ? null : { direction: spot.direction, offset: spot.offset };
}

/** The box of the octet under the pointer, in the window, or null. */
export function boxOf(event: { readonly target: EventTarget | null; readonly clientX: number }): DOMRect | null {
  const spot = spotOf(event);
  if (spot === null) return null;
  const { top, height } = spot.element.getBoundingClientRect();
  return new DOMRect(spot.left, top, spot.width, height);
}

function spotOf({ target, clientX }: { readonly target: EventTarget | null; readonly clientX: number }): Spot | null {
  if (!(target instanceof Element)) return null;
  const piece = target.closest<HTMLElement>('[data-column]');
  const line = piece?.closest<HTMLElement>('[data-start]');
  const direction = line?.closest<HTMLElement>('[data-direction]')?.dataset.direction;
  if (!piece || !line || (direction !== 'in' && direction !== 'out')) return null;
  const pitch = Number(line.dataset.pitch);
  const { left, width } = piece.getBoundingClientRect();
  const count = Math.max(1, Math.round(width / pitch));
  const within = Math.max(0, Math.min(count - 1, Math.floor((clientX - left) / pitch)));
  const offset = Number(line.dataset.start) + Number(piece.dataset.column) + within;
  return { direction, offset, left: left + within * pitch, width: pitch, element: piece };
}
