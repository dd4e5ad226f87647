/**
 * The state between the octets: who has closed, which clock runs, what the server decided last. Folded over the
 * entries; an entry that changes nothing keeps the same object, so storing one per entry costs nothing.
 */

import type { TimerName } from '../../base/options.ts';
import type { HeldBy, StepUnit, Stop } from '../../hold/stops.ts';
import type { CrashEntry, DecisionEntry, Entry, HoldEntry, TlsFacts, Vantage } from './entries.ts';

/** The clock running on the server. */
export interface RunningTimer {
  readonly name: TimerName;
  /** Transcript time at which it was armed, ms. */
  readonly since: number;
  /** Its duration, in ms. */
  readonly ms: number;
  /** It is stopped, with this much time left, in ms. */
  readonly frozen?: number;
}

/** A gate that is not simply open. */
export interface HoldStatus {
  readonly stands: Extract<HoldEntry, { what: 'armed' }>['stands'];
  readonly stops: readonly Stop[];
  /** Where and why it holds, and since when on the transcript's clock, in ms; null on the way to a stop. */
  readonly held: { readonly consumed: number; readonly by: HeldBy; readonly since: number } | null;
  /** The step being taken. */
  readonly step: StepUnit | null;
  /** The server's clock is stopped. */
  readonly frozen: boolean;
}

export interface ConnectionStatus {
  /** Whose socket the connection is seen from. */
  readonly vantage: Vantage;
  /** The server has accepted; seen from the client, its system has. */
  readonly accepted: boolean;
  /** Over UDP there is no connection: it is over when the client closes its socket. */
  readonly datagrams: boolean;
  /** What TLS agreed on below it; null without TLS, and until its handshake is done. */
  readonly tls: TlsFacts | null;
  readonly clientFin: boolean;
  readonly serverFin: boolean;
  /** Who reset it, if it was reset. */
  readonly reset: 'client' | 'server' | null;
  readonly closed: boolean;
  readonly crash: CrashEntry | null;
  readonly timer: RunningTimer | null;
  /** The clock that ran out, if any. */
  readonly fired: TimerName | null;
  readonly decision: DecisionEntry | null;
  /** The state of its gate; null while it is not held. */
  readonly hold: HoldStatus | null;
}

export const INITIAL_STATUS: ConnectionStatus = {
  vantage: 'server',
  accepted: false,
  datagrams: false,
  tls: null,
  clientFin: false,
  serverFin: false,
  reset: null,
  closed: false,
  crash: null,
  timer: null,
  fired: null,
  decision: null,
  hold: null,
};

/** The status after `entry`. */
export function nextStatus(status: ConnectionStatus, entry: Entry): ConnectionStatus {
  switch (entry.kind) {
    case 'connect':
      return entry.transport === 'udp' ? { ...status, datagrams: true } : status;
    case 'open':
      // Accepted from the backlog after its client had left: its server has yet to notice.
      return {
        ...status,
        vantage: entry.at,
        accepted: true,
        closed: false,
        datagrams: entry.options.transport === 'udp',
      };
    case 'tls':
      return { ...status, tls: entry.agreed };
    case 'dropped':
      return { ...status, vantage: entry.at, accepted: true };
    case 'fin':
      // For a client that was never accepted, its own report is all there is.
      if (entry.at !== status.vantage && status.accepted) return status;
      return entry.by === 'client' ? { ...status, clientFin: true } : { ...status, serverFin: true };
    case 'reset':
      return { ...status, reset: status.reset ?? entry.by };
    case 'close':
      return closes(status, entry) ? { ...status, closed: true, timer: null, hold: null } : status;
    case 'crash':
      return { ...status, crash: entry, timer: null, hold: null };
    case 'decision':
      return { ...status, decision: entry };
    case 'timer': {
      if (entry.what === 'fired') return { ...status, timer: null, fired: entry.name };
      if (entry.name === null) return { ...status, timer: null };
      const timer = { name: entry.name, since: entry.t, ms: entry.ms };
      return { ...status, timer: status.hold?.frozen ? { ...timer, frozen: entry.ms } : timer };
    }
    case 'hold':
      return nextHold(status, entry);
    default:
      return status;
  }
}

function nextHold(status: ConnectionStatus, entry: HoldEntry): ConnectionStatus {
  const { hold } = status;
  if (entry.what === 'armed') {
    const { stands, stops } = entry;
    return { ...status, hold: { held: null, step: null, frozen: false, ...hold, stands, stops } };
  }
  if (hold === null) return status;
  switch (entry.what) {
    case 'held': {
      const held = { consumed: entry.consumed, by: entry.by, since: hold.held?.since ?? entry.t };
      return { ...status, hold: { ...hold, step: null, held } };
    }
    case 'step':
      return { ...status, hold: { ...hold, step: entry.unit } };
    case 'ran':
      return { ...status, hold: { ...hold, step: null, held: null } };
    case 'released':
      return { ...status, hold: null };
    case 'frozen':
      return { ...status, hold: { ...hold, frozen: true }, timer: frozen(status.timer, entry.left) };
    case 'thawed':
      return { ...status, hold: { ...hold, frozen: false }, timer: thawed(status.timer, entry) };
    default:
      return status;
  }
}

function frozen(timer: RunningTimer | null, left: number | null): RunningTimer | null {
  return timer === null ? null : { ...timer, frozen: left ?? timer.ms };
}

/** As if it had begun so that the remaining time is correct now. */
function thawed(timer: RunningTimer | null, { t, left }: { t: number; left: number | null }): RunningTimer | null {
  if (timer === null) return null;
  const { name, ms } = timer;
  return { name, ms, since: t - (ms - (left ?? ms)) };
}

/** A connection ends with the socket it is seen from; where no server has it, with its client's. */
function closes(status: ConnectionStatus, { at }: Entry): boolean {
  return at === status.vantage || !status.accepted || status.datagrams;
}
