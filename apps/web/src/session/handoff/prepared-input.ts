/** Octets one panel makes ready for the terminal to hold until they are sent. Whoever has the terminal takes them. */
import type { Prepared } from '#shared/terminal/held.ts';

type Taker = (prepared: Prepared) => void;

let taker: Taker | null = null;

/** Hands octets over, to be sent by whoever is at the keyboard. */
export function offerPrepared(prepared: Prepared): void {
  taker?.(prepared);
}

/** Takes what is offered from now on; gives the way to stop. */
export function takePrepared(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = null;
  };
}
