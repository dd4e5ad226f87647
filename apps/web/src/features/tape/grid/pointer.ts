/** The pointer on the tape: hovering selects a token, a click moves the cursor, dragging selects octets. */
import { type PointerEvent, type RefObject, useMemo, useRef } from 'react';
import type { Range } from '#shared/base/octets.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import type { RowLayout } from '#shared/transcript/view/rows.ts';
import { moveTo, select } from '../../../session/actions/actions.ts';
import type { Pinned } from '../pinned.ts';

interface Owner {
  replay: Replay;
  layout: RowLayout;
  pinned: Pinned | null;
  pin(pinned: Pinned | null): void;
}

interface PointerHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
  onPointerLeave(): void;
}

/** The handlers of the grid. Their identity is stable. */
export function usePointer(owner: Owner): PointerHandlers {
  const latest = useRef(owner);
  latest.current = owner;
  return useMemo(() => new Pointer(latest), []);
}

class Pointer implements PointerHandlers {
  readonly #owner: RefObject<Owner>;
  /** Where a press began, and whether it has become a drag. */
  #press: { readonly from: Pointed; dragged: boolean } | null = null;
  /** The anchor of a Shift-click selection. */
  #anchor: Pointed | null = null;
  /** The selection made by hovering, which hovering may also clear. */
  #hovered: Range | null = null;

  constructor(owner: RefObject<Owner>) {
    this.#owner = owner;
  }

  onPointerDown = (event: PointerEvent): void => {
    const at = pointedBy(event);
    if (event.button !== 0 || at === null) return;
    if (event.shiftKey && this.#anchor !== null) {
      event.preventDefault();
      this.#selectTo(this.#anchor, at);
      return;
    }
    this.#anchor = at;
    this.#press = { from: at, dragged: false };
  };

  onPointerMove = (event: PointerEvent): void => {
    const mouse = event.pointerType === 'mouse';
    const at = mouse ? pointedBy(event) : null;
    const press = mouse && event.buttons === 1 ? this.#press : null;
    if (press === null) this.#hover(at);
    else if (press.dragged || at?.offset !== press.from.offset) {
      press.dragged = true;
      this.#selectTo(press.from, at);
    }
  };

  onPointerUp = (event: PointerEvent): void => {
    const press = this.#press;
    this.#press = null;
    if (press?.dragged !== true) this.#click(event.target as Element, press?.from ?? null);
  };

  onPointerCancel = (): void => {
    this.#press = null;
  };

  onPointerLeave = (): void => this.#hover(null);

  #selectTo(from: Pointed, to: Pointed | null): void {
    if (to === null || to.direction !== from.direction) return;
    const range = { start: Math.min(from.offset, to.offset), end: Math.max(from.offset, to.offset) + 1 };
    this.#owner.current.pin({ direction: from.direction, range });
    select({ direction: from.direction, range });
  }

  /** Selects the token under the pointer, unless octets are pinned. */
  #hover(at: Pointed | null): void {
    const { replay, pinned } = this.#owner.current;
    if (pinned !== null) return;
    const range = at === null ? null : tokenRange(replay, at);
    if (range?.start === this.#hovered?.start && range?.end === this.#hovered?.end) return;
    this.#hovered = range;
    select(at === null || range === null ? null : { direction: at.direction, range });
  }

  /** Moves the cursor to the octet or event, and clears the selection. */
  #click(target: Element, at: Pointed | null): void {
    const { replay, layout, pin } = this.#owner.current;
    const event = target.closest<HTMLElement>('[data-event]');
    if (event !== null) {
      moveTo(layout.row(Number(event.dataset.event)).position + 1);
    } else if (at !== null) {
      pin(null);
      select({ direction: at.direction, range: tokenRange(replay, at) });
      moveTo(replay.positionOf(at.direction, at.offset));
    }
  }
}

/** What hovering over an octet selects: its token, or the octet itself between tokens. */
function tokenRange(replay: Replay, { direction, offset }: Pointed): Range {
  const stream = replay.stream(direction);
  const token = stream.isIgnored(offset) ? null : stream.tokenAt(offset);
  return token === null ? { start: offset, end: offset + 1 } : { start: token.start, end: token.end };
}

/** An octet under the pointer. */
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

/** The octet under the pointer, or null. Within a run, the position decides which octet. */
export function pointedBy(event: { readonly target: EventTarget | null; readonly clientX: number }): Pointed | null {
  const spot = spotOf(event);
  return spot === null ? null : { direction: spot.direction, offset: spot.offset };
}

/** The box of the octet under the pointer, in window coordinates, or null. */
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
