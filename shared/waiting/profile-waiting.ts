/** What a profile waits for at a position, and what its own code takes to be true. */
import { LF } from '../base/octets.ts';
import type { Call } from '../profiles/calls.ts';
import type { Trace, TracedCall } from '../profiles/replay-trace.ts';
import { messageOf } from '../profiles/value-preview.ts';
import { callBy } from '../profiles/walk.ts';
import { originalOf } from '../servers/facts.ts';

/** text/en/profiles-waiting.ts has a sentence for each. */
export type ProfileWaiting =
  | {
      readonly what: 'recv';
      readonly size: number;
      /**
       * `first`: nothing was read yet. `full`: the last read returned as many octets as requested, and the code takes
       * that as a sign that more will come. `request-line`, `headers`: it reads lines, and this is not the last one.
       * `next`: it has answered, and continues. `more`: none of these.
       */
      readonly why: 'first' | 'full' | 'request-line' | 'headers' | 'next' | 'more';
    }
  /** It is done with this connection. `open`: but has not closed it. */
  | { readonly what: 'accept'; readonly open: boolean }
  | { readonly what: 'select' }
  | { readonly what: 'recvfrom'; readonly size: number }
  /** `full`: the kernel accepts no more until the client reads. */
  | { readonly what: 'send'; readonly call: 'send' | 'sendall' | 'sendto'; readonly full: boolean }
  /** A call that does not wait for anyone outside. */
  | { readonly what: 'busy'; readonly call: Call['call'] }
  /** It has returned, or its thread has. */
  | { readonly what: 'ended' }
  /** `own`: of this connection. */
  | { readonly what: 'died'; readonly own: boolean; readonly error: string }
  /** The recording does not follow from the source. */
  | { readonly what: 'strayed' };

/** What the server waits for at `position`, while the connection lasts. Null when that is unknown. */
export function profileWaitingAt(trace: Trace, position: number, id: string, closed: boolean): ProfileWaiting | null {
  if (trace.lost) return null;
  const made = callBy(trace, position);
  if (trace.strayed !== null && made === trace.calls.at(-1)) return { what: 'strayed' };
  if (made === null) return null;
  if (made.outcome !== null && made === trace.calls.at(-1)) return { what: 'ended' };
  return waitingFor(trace, made, id, closed);
}

/** The error that ended the server by `position`, if this connection caused it. */
export function deathAt(trace: Trace, position: number): string | null {
  const { died, diedAt } = trace;
  if (died === null || diedAt > position) return null;
  const message = messageOf(died);
  return message === '' ? died.name : `${died.name}: ${message}`;
}

function waitingFor(trace: Trace, made: TracedCall, id: string, closed: boolean): ProfileWaiting {
  const { call } = made;
  switch (call.call) {
    case 'accept':
      return { what: 'accept', open: !closed };
    case 'recv':
      return { what: 'recv', size: call.size, why: whyOf(trace, made, id) };
    case 'recvfrom':
      return { what: 'recvfrom', size: call.size };
    case 'select':
      return { what: 'select' };
    case 'send':
    case 'sendall':
    case 'sendto':
      return { what: 'send', call: call.call, full: made.outcome === null && made === trace.calls.at(-1) };
    default:
      return { what: 'busy', call: call.call };
  }
}

type Why = Extract<ProfileWaiting, { what: 'recv' }>['why'];

/** Those that take a full read as a sign, and the profile that reads lines, whatever else of it is patched. */
const FULL_READS: ReadonlySet<string> = new Set(['web-server-1.0', 'web-server-1.0+mended:anything']);
const LINES = 'users-api';

function whyOf({ calls }: Trace, made: TracedCall, id: string): Why {
  const before = calls.slice(0, calls.indexOf(made)).reverse();
  const reads = before.findIndex(({ call, outcome }) => call.call === 'recv' && outcome !== null);
  const read = before[reads];
  const octets = octetsOf(read);
  if (read === undefined || octets === null) return 'first';
  if (before.slice(0, reads).some(({ call }) => call.call === 'send' || call.call === 'sendall')) return 'next';
  if (FULL_READS.has(id) && read.call.call === 'recv' && octets.length === read.call.size) return 'full';
  if (originalOf(id)?.id === LINES)
    return before.some((one) => octetsOf(one)?.includes(LF)) ? 'headers' : 'request-line';
  return 'more';
}

/** What a recv returned. */
function octetsOf(made: TracedCall | undefined): Uint8Array | null {
  if (made?.call.call !== 'recv' || made.outcome === null || !('value' in made.outcome)) return null;
  const { value } = made.outcome;
  return value instanceof Uint8Array ? value : null;
}
