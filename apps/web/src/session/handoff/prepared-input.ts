/** Octets that a panel prepares for the terminal to hold until they are sent. The mounted terminal takes them. */
import type { Prepared } from '#shared/terminal/held.ts';

type Taker = (prepared: Prepared) => void;

let taker: Taker | null = null;

/** Hands over octets, which the user then sends. */
export function offerPrepared(prepared: Prepared): void {
  taker?.(prepared);
}

/** Starts taking what is offered; returns the function that stops it. */
export function takePrepared(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = null;
  };
}
