/**
 * Which of the consecutive octets are shown. A run is what one side sends until the other does; within it, a
 * response's head and its content are counted separately. Octets beyond the bound are counted, and the count is shown.
 */
import type { Direction, Stream } from '../transcript/replay/stream.ts';

/** Octets shown of one run. */
export const SHOWN = 16 * 1024;

/** A write up to this size was typed, or might have been: it is always shown, and begins a new run. */
export const TYPED = 4 * 1024;

/** How much of the current run may still be shown, and how much was not shown. */
export class Run {
  direction: Direction | null = null;
  hidden = 0;
  #left = SHOWN;

  begin(direction: Direction): void {
    this.direction = direction;
    this.hidden = 0;
    this.#left = SHOWN;
  }

  end(): void {
    this.direction = null;
    this.hidden = 0;
  }

  /** Takes `count` octets; returns how many of them, from the first, are shown. */
  take(count: number): number {
    const shown = Math.min(count, this.#left);
    this.#left -= shown;
    this.hidden += count - shown;
    return shown;
  }
}

/** Offsets in `[start, end)` at which a response begins, or the content of one. */
export function partsIn(stream: Stream, start: number, end: number): number[] {
  const { log } = stream;
  const { messages } = log;
  const found: number[] = [];
  for (let index = log.messageAt(start)?.ordinal ?? 0; index < messages.length; index++) {
    const message = messages[index];
    if (message === undefined || message.start >= end) break;
    for (const offset of [message.start, message.head?.end ?? message.start]) {
      if (offset >= start && offset < end && found.at(-1) !== offset) found.push(offset);
    }
  }
  return found;
}
