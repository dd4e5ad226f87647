/** The standing sentence: what the server is waiting for now, and the clock that runs. */
import type { TimerName } from '../../base/options.ts';
import type { Seen } from '../../waiting/waiting.ts';

export const waiting = {
  label: 'What the server is waiting for',
  /** `words` is a state's `waiting`, which completes the sentence. */
  octets: (words: string) => `The server is waiting for ${words}`,
  content: (left: number) =>
    left === 1
      ? 'The server is waiting for **1 more octet** of content.'
      : `The server is waiting for **${group(left)} more octets** of content.`,
  chunk: (left: number) =>
    left === 1
      ? 'The server is waiting for **1 more octet** of this chunk.'
      : `The server is waiting for **${group(left)} more octets** of this chunk.`,
  nextRequest: 'The exchange is complete. The server keeps the connection and is waiting for **another request**.',
  handler: 'The request is complete. The server is **working on the response**; it waits for nobody.',
  refused:
    'The server has refused the request, answered and said FIN. It is waiting for **your FIN** and discards what still comes.',
  goodbye: 'The server has said FIN. It is waiting for **your FIN** and discards what still comes.',
  refusing: 'The server has **refused** the request. It waits for nobody: it answers and closes.',
  handshake: 'The server is waiting for **the TLS handshake**: nothing of HTTP is read before it is done.',
  ownRules:
    'The engine would read no further here. This server goes on by **rules of its own**, which the page does not know.',
  ownClose: 'Nothing more will be read. The server is about to **close** the connection.',
  closed: 'The connection is **closed**. Nobody is waiting for anything.',
  resetByClient: 'The client **reset** the connection: nothing more can be read or written.',
  resetByServer: 'The server **reset** the connection: nothing more can be read or written.',
  crashed: 'The server **crashed** under this connection. The kernel closed its sockets.',
  accept: 'The connection waits in the kernel until the server **accepts** it.',
  message: 'The server is waiting for **octets**, whatever they are: it speaks no HTTP.',
  datagram: 'The server is waiting for **a datagram**, from whomever it comes.',
  /** Seen from the client alone: a server that is not ours. */
  outside: {
    unwritten: 'Connected. **Nothing was written yet.** What the server does meanwhile nobody can know from here.',
    unanswered: '**The server has not answered.** What it has read nobody can know from here.',
    answering: '**The answer has begun** and is not complete: more of it is to come.',
    answered:
      'What was written **is answered**, and the connection is open. What the server does now nobody can know from here.',
    'own-rules':
      'The engine would read no further here. What this server has read, and makes of it, **nobody can know from here**.',
    'server-fin':
      'The server has said FIN: **nothing more comes from it.** Whether it still reads nobody can know from here.',
    'client-fin': '**Our side is closed.** When the server closes its own, it will show here.',
  } satisfies Record<Exclude<Seen['is'], 'unfinished'>, string>,
  /** `words` is a state's `waiting`, which completes the sentence. */
  outsideUnfinished: (words: string) =>
    `What was written is no whole request. What the server has read nobody can know from here; by HTTP it still needs ${words}`,
  outsideContent: (left: number) =>
    `The request still lacks **${left === 1 ? '1 octet' : `${group(left)} octets`}** of content. What the server has read nobody can know from here.`,
  unknown: 'Earlier octets were dropped to save memory, so the state of the parser is **not known**.',
  none: 'There is no connection yet.',
  /** With the cursor moved back: the sentence is about that moment. */
  atCursor: 'at this step',
  clocks: {
    header: 'header time-out',
    body: 'content time-out',
    idle: 'idle time-out',
    write: 'write time-out',
    handler: 'handler time-out',
    linger: 'lingering close',
  } satisfies Record<TimerName, string>,
  /** `12.3 s of 10 min`. */
  clock: (left: string, whole: string) => `${left} left of ${whole}`,
  ranOut: 'ran out',
} as const;

/** Digits in groups of three, with a thin space that no speech reader reads as a full stop. */
export function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
