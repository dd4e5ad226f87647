/** The waiting line: what the server is waiting for now, and the clock that is running. */

import type { TimerName } from '../../base/options.ts';
import type { Seen } from '../../waiting/waiting.ts';
import { octets as countOctets, group } from './count.ts';

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
  handler: 'The request is complete. The server is **working on the response** and waits for nothing.',
  refused:
    'The server has refused the request, answered, and sent FIN. It is waiting for **your FIN** and discards anything that still arrives.',
  goodbye: 'The server has sent FIN. It is waiting for **your FIN** and discards anything that still arrives.',
  refusing: 'The server has **refused** the request. It waits for nothing: it answers and closes.',
  handshake: 'The server is waiting for **the TLS handshake**: it reads no HTTP before that is complete.',
  ownRules: 'The engine would stop reading here. This server follows **its own rules**, which Octet does not know.',
  ownClose: 'The server will read nothing more and is about to **close** the connection.',
  closed: 'The connection is **closed**. Neither side is waiting for anything.',
  resetByClient: 'The client **reset** the connection: nothing more can be read or written.',
  resetByServer: 'The server **reset** the connection: nothing more can be read or written.',
  crashed: 'The server **crashed** during this connection. The kernel closed its sockets.',
  accept: 'The connection waits in the kernel until the server **accepts** it.',
  message: 'The server is waiting for **any octets**: it does not speak HTTP.',
  datagram: 'The server is waiting for **a datagram** from any sender.',
  /** Seen from the client only: a server that Octet does not run. */
  outside: {
    unwritten: 'Connected. **Nothing has been sent yet.** Octet cannot see what the server is doing.',
    unanswered: '**The server has not answered.** Octet cannot see what it has read.',
    answering: '**The response has begun** but is not complete: more of it will follow.',
    answered:
      'Everything sent so far **has been answered**, and the connection is open. Octet cannot see what the server is doing.',
    'own-rules':
      'The engine would stop reading here. **Octet cannot see** what this server has read, or what it makes of it.',
    'server-fin':
      'The server has sent FIN: **it will send nothing more.** Octet cannot see whether it is still reading.',
    'client-fin': '**The client has closed its side.** When the server closes its own, it will show here.',
  } satisfies Record<Exclude<Seen['is'], 'unfinished'>, string>,
  /** `words` is a state's `waiting`, which completes the sentence. */
  outsideUnfinished: (words: string) =>
    `The request is incomplete: by HTTP, it still needs ${words} Octet cannot see what the server has read.`,
  outsideContent: (left: number) =>
    `The request still lacks **${countOctets(left)}** of content. Octet cannot see what the server has read.`,
  unknown: 'Earlier octets were dropped to save memory, so the state of the parser is **unknown**.',
  none: 'There is no connection yet.',
  /** Shown when the cursor is moved back: the sentence describes that moment. */
  atCursor: 'at this step',
  clocks: {
    header: 'header timeout',
    body: 'content timeout',
    idle: 'idle timeout',
    write: 'write timeout',
    handler: 'handler timeout',
    linger: 'linger timeout',
  } satisfies Record<TimerName, string>,
  /** `12.3 s left of 10 min`. */
  clock: (left: string, whole: string) => `${left} left of ${whole}`,
} as const;
