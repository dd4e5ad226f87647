/**
 * The terminal's suggestions, in grey: based on the parser's state after all octets, never on the typed text.
 */

import { latin1 } from '../base/octets.ts';
import type { StateName } from '../http1/table.ts';
import { targetOf } from '../net/target.ts';
import type { Replay } from '../transcript/replay/replay.ts';
import type { Stream } from '../transcript/replay/stream.ts';
import { type Waiting, waitingAt } from '../waiting/waiting.ts';

export type Ghost =
  /** Can be accepted as it is. */
  | { readonly kind: 'text'; readonly text: string }
  /** Only informs; `text/en/terminal.ts` has the words. */
  | { readonly kind: 'hint'; readonly hint: 'empty-line-sends' | 'empty-line-ends' | 'lf-missing' }
  | { readonly kind: 'content'; readonly remaining: number };

const VERSION = 'HTTP/1.1';
const HOST = 'Host: localhost';

const text = (suggested: string): Ghost => ({ kind: 'text', text: suggested });

/** The suggestion for what comes next on a connection, or null. */
export function ghostOf(replay: Replay): Ghost | null {
  const waiting: Waiting = waitingAt(replay, replay.total);
  const wanted = wantedBy(replay, waiting);
  if (wanted === null || waiting.status.clientFin) return null;
  const { state, remaining, requests } = wanted;
  // Another server may have answered where the engine would still be reading: it does not wait for more.
  if (replay.request.reader === 'engine' && replay.response.log.messages.length > requests) return null;
  if (state === 'content' || state === 'chunk-data') return remaining === null ? null : { kind: 'content', remaining };
  return forState(state, replay.request, hostOf(replay));
}

/** The ending of the version, by the state inside it. */
const VERSION_LEFT: Partial<Readonly<Record<StateName, string>>> = {
  'version-H': 'TTP/1.1',
  'version-HT': 'TP/1.1',
  'version-HTT': 'P/1.1',
  'version-HTTP': '/1.1',
  'version-major': '1.1',
  'version-dot': '.1',
  'version-minor': '1',
};

type Wanted = Pick<Extract<Waiting['for'], { what: 'octets' }>, 'state' | 'remaining' | 'requests'>;

/** What a parser would accept next. For a server seen only from the client: what HTTP requires after those octets. */
function wantedBy(replay: Replay, { for: waited }: Waiting): Wanted | null {
  if (waited.what === 'octets') return waited;
  if (waited.what !== 'outside') return null;
  const { seen } = waited;
  const requests = replay.request.log.completeBy(replay.request.length);
  if (seen.is === 'unfinished') return { ...seen, requests };
  return seen.is === 'unwritten' || seen.is === 'answered' ? { state: 'start', remaining: null, requests } : null;
}

/** A server outside Octet has the name by which it was addressed (RFC 9110 §7.2). */
function hostOf({ options }: Replay): string {
  const server = options?.server ?? '';
  return targetOf(server) === null ? HOST : `Host: ${server}`;
}

function forState(state: StateName, request: Stream, host: string): Ghost | null {
  switch (state) {
    case 'start':
    case 'start-again':
      return text(`GET / ${VERSION}`);
    case 'target-start':
      return text(`/ ${VERSION}`);
    case 'target':
      return text(` ${VERSION}`);
    case 'version-start':
      return text(VERSION);
    case 'header-start':
      return wantsHost(request) ? text(host) : hint('empty-line-sends');
    case 'field-start':
      return afterField(request, host);
    case 'start-line-lf':
    case 'field-lf':
    case 'section-lf':
      return hint('lf-missing');
    default: {
      const left = VERSION_LEFT[state];
      return left === undefined ? null : text(left);
    }
  }
}

const hint = (name: Extract<Ghost, { kind: 'hint' }>['hint']): Ghost => ({ kind: 'hint', hint: name });

function afterField(request: Stream, host: string): Ghost {
  const names = fieldNames(request);
  if (wantsHost(request) && !names.has('host')) return text(host);
  return hint(names.has('content-length') || names.has('transfer-encoding') ? 'empty-line-ends' : 'empty-line-sends');
}

/** HTTP/1.0 does not require Host. */
function wantsHost(request: Stream): boolean {
  return tokensInHand(request, 'version')[0] === VERSION;
}

/** In lower case. */
function fieldNames(request: Stream): ReadonlySet<string> {
  return new Set(tokensInHand(request, 'field-name').map((name) => name.toLowerCase()));
}

/** The texts of one kind of token in the incomplete message. */
function tokensInHand(request: Stream, kind: 'version' | 'field-name'): string[] {
  const { tokens, messages } = request.log;
  const found: string[] = [];
  for (let index = messages.at(-1)?.firstToken ?? tokens.length; index < tokens.length; index++) {
    const token = tokens.at(index);
    if (token.kind === kind) found.push(latin1(request.bytes(), token.start, token.end));
  }
  return found;
}

/** The rest of a suggestion after the typed text; null when the text does not begin it. */
export function restOf(ghost: Ghost | null, typed: string): string | null {
  if (ghost?.kind !== 'text' || !ghost.text.startsWith(typed)) return null;
  const rest = ghost.text.slice(typed.length);
  return rest === '' ? null : rest;
}
