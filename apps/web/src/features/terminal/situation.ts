/** Whether anything can be sent on the connection shown, if not why, and the status line that says so. */

import type { Ending } from '#shared/base/endings.ts';
import { endingsIn, linesOf } from '#shared/base/endings.ts';
import { parseLine } from '#shared/terminal/commands.ts';
import { commandsIn, conversionOf, type Held, heldOctets, type Prepared } from '#shared/terminal/held.ts';
import { summaryOf } from '../../session/state/lane-state.ts';
import type { InputMode } from '../../session/state/settings.ts';
import type { Lane, Link } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';

export type Situation =
  /** The link to Octet is lost; the page says so elsewhere. */
  | 'offline'
  | 'connecting'
  | 'none'
  | 'open'
  /** Connected, not accepted: what is sent waits in the kernel. */
  | 'backlog'
  | 'you-done'
  | 'server-done'
  | 'closed'
  | 'reset'
  | 'crashed'
  | 'detached'
  | 'foreign'
  | 'foreign-page';

/** The page makes its first connection by itself: no offer to connect appears for this long, ms. */
export const FIRST_LANE_MS = 1500;

export function situationOf(lane: Lane | null, link: Link, openedAt: number | null): Situation {
  if (openedAt !== null && link.state !== 'open') return 'offline';
  if (lane === null) {
    const soon = openedAt === null || performance.now() - openedAt < FIRST_LANE_MS;
    return soon ? 'connecting' : 'none';
  }
  if (lane.info.origin === 'outside') return 'foreign';
  if (lane.info.ref === null) return 'foreign-page';
  const { state } = summaryOf(lane);
  if (state === 'half-closed') return 'you-done';
  // A held server takes input as usual; that it waits is said elsewhere.
  if (state === 'held') return 'open';
  return state === 'server-closed' ? 'server-done' : state;
}

/**
 * What Enter does. `keep`: the line cannot be sent for now and stays. A server that has sent FIN can still be sent
 * octets, though it may not read them.
 */
export function enterDoes(situation: Situation, line: string): 'submit' | 'connect' | 'keep' {
  if (isCommand(line) || situation === 'open' || situation === 'backlog') return 'submit';
  if (situation === 'server-done') return line === '' ? 'connect' : 'submit';
  return situation === 'offline' || situation === 'connecting' || situation === 'you-done' ? 'keep' : 'connect';
}

function isCommand(line: string): boolean {
  return parseLine(line).is !== 'text';
}

/** What the status line depends on. */
export interface Moment {
  readonly situation: Situation;
  readonly held: Held | null;
  readonly mode: InputMode;
  readonly enter: Ending;
  /** Nothing was sent on this connection yet, and nothing is typed. */
  readonly fresh: boolean;
  /** Every send is a datagram. */
  readonly datagrams: boolean;
  /** What is queued: octets, and ms of a pause. */
  readonly waiting: number;
  readonly pause: number | null;
}

export function hintOf(moment: Moment): string {
  const { situation, held, mode, enter, fresh, waiting, pause } = moment;
  if (held !== null) return heldHint(held, enter);
  if (pause !== null) return t.terminal.pausing((pause / 1000).toFixed(1));
  if (waiting > 0) return t.terminal.sending(waiting);
  if (situation === 'backlog') return t.terminal.backlog;
  if (situation !== 'open') return blockedHint(situation);
  if (mode === 'key') return t.terminal.keyMode;
  if (!fresh) return '';
  return moment.datagrams ? t.terminal.freshDatagrams : t.terminal.fresh(enter);
}

function heldHint(held: Held, enter: Ending): string {
  const octets = heldOctets(held).length;
  const { prepared } = held;
  if (prepared !== undefined) return preparedHint(octets, prepared);
  const lines = linesOf(held.text).length;
  const what =
    held.converted === null
      ? t.terminal.pasted(octets, lines, endingsIn(held.text))
      : t.terminal.pastedConverted(octets, lines, held.converted);
  return `${what}\n${t.terminal.pasteKeys(conversionOf(held, enter), held.converted !== null, commandsIn(held))}`;
}

function preparedHint(octets: number, { writes, after, then = [] }: Prepared): string {
  const more = then.map((visit) => visit.writes.reduce((sum, { length }) => sum + length, 0));
  return t.terminal.prepared(octets, writes.length, after, more);
}

function blockedHint(situation: Exclude<Situation, 'open' | 'backlog'>): string {
  const { terminal } = t;
  switch (situation) {
    case 'offline':
      return '';
    case 'connecting':
      return terminal.connecting;
    case 'none':
      return terminal.nothingYet;
    case 'you-done':
      return terminal.youDone;
    case 'server-done':
      return terminal.serverDone;
    case 'foreign':
      return terminal.foreign;
    case 'foreign-page':
      return terminal.foreignPage;
    default:
      return terminal.over[situation];
  }
}
