/** What the server is waiting for, in the catalogue's words. */
import type { Seen, Waiting } from '../waiting/waiting.ts';
import type { Messages } from './index.ts';

/** One sentence, in the catalogue's small markup. */
export function waitingSentence(t: Messages, { for: waited }: Waiting): string {
  switch (waited.what) {
    case 'octets':
      return octetsSentence(t, waited);
    case 'accept':
      return t.waiting.accept;
    case 'handler':
      return t.waiting.handler;
    case 'client-fin':
      return waited.refused ? t.waiting.refused : t.waiting.goodbye;
    case 'own-close':
      return waited.refused ? t.waiting.refusing : t.waiting.ownClose;
    case 'closed':
      if (waited.reset === null) return t.waiting.closed;
      return waited.reset === 'client' ? t.waiting.resetByClient : t.waiting.resetByServer;
    case 'crashed':
      return t.waiting.crashed;
    case 'handshake':
      return t.waiting.handshake;
    case 'own-rules':
      return t.waiting.ownRules;
    case 'outside':
      return outsideSentence(t, waited.seen);
    case 'message':
      return waited.datagrams ? t.waiting.datagram : t.waiting.message;
    case 'profile':
      return t.profileWaiting(waited.profile);
    case 'held':
      return t.hold.waiting;
    case 'unknown':
      return t.waiting.unknown;
  }
}

function outsideSentence(t: Messages, seen: Seen): string {
  if (seen.is !== 'unfinished') return t.waiting.outside[seen.is];
  if (seen.remaining !== null && seen.state === 'content') return t.waiting.outsideContent(seen.remaining);
  return t.waiting.outsideUnfinished(t.states[seen.state].waiting);
}

function octetsSentence(t: Messages, waited: Extract<Waiting['for'], { what: 'octets' }>): string {
  const { state, remaining, requests } = waited;
  if (state === 'start' && requests > 0) return t.waiting.nextRequest;
  if (remaining !== null && state === 'content') return t.waiting.content(remaining);
  if (remaining !== null && state === 'chunk-data') return t.waiting.chunk(remaining);
  return t.waiting.octets(t.states[state].waiting);
}
