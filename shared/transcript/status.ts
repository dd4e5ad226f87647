/**
 * What stands between the octets: who has closed, which clock runs, what the server decided last. Folded over the
 * entries; an entry that changes nothing keeps the same object, so a value per entry costs nothing.
 */
import type { TimerName } from '../options.ts';
import type { CrashEntry, DecisionEntry, Entry, Vantage } from './entries.ts';

/** The clock that runs on the server. */
export interface RunningTimer {
  readonly name: TimerName;
  /** Transcript time at which it was armed, ms. */
  readonly since: number;
  /** How long it runs, ms. */
  readonly ms: number;
}

export interface ConnectionStatus {
  /** Whose socket the connection is seen from. */
  readonly vantage: Vantage;
  /** The server has accepted; seen from the client, its system has. */
  readonly accepted: boolean;
  /** Over UDP there is no connection: what the client closes is over. */
  readonly datagrams: boolean;
  readonly clientFin: boolean;
  readonly serverFin: boolean;
  /** Whose reset ended it, if one did. */
  readonly reset: 'client' | 'server' | null;
  readonly closed: boolean;
  readonly crash: CrashEntry | null;
  readonly timer: RunningTimer | null;
  /** The clock that ran out, if one did. */
  readonly fired: TimerName | null;
  readonly decision: DecisionEntry | null;
}

export const INITIAL_STATUS: ConnectionStatus = {
  vantage: 'server',
  accepted: false,
  datagrams: false,
  clientFin: false,
  serverFin: false,
  reset: null,
  closed: false,
  crash: null,
  timer: null,
  fired: null,
  decision: null,
};

/** The status after `entry`. */
export function nextStatus(status: ConnectionStatus, entry: Entry): ConnectionStatus {
  switch (entry.kind) {
    case 'connect':
      return entry.transport === 'udp' ? { ...status, datagrams: true } : status;
    case 'open':
      // Accepted out of the backlog after its client had gone: its server has yet to find out.
      return {
        ...status,
        vantage: entry.at,
        accepted: true,
        closed: false,
        datagrams: entry.options.transport === 'udp',
      };
    case 'dropped':
      return { ...status, vantage: entry.at, accepted: true };
    case 'fin':
      // Of a client nobody has accepted its own word is all there is.
      if (entry.at !== status.vantage && status.accepted) return status;
      return entry.by === 'client' ? { ...status, clientFin: true } : { ...status, serverFin: true };
    case 'reset':
      return { ...status, reset: status.reset ?? entry.by };
    case 'close':
      return closes(status, entry) ? { ...status, closed: true, timer: null } : status;
    case 'crash':
      return { ...status, crash: entry, timer: null };
    case 'decision':
      return { ...status, decision: entry };
    case 'timer': {
      if (entry.what === 'fired') return { ...status, timer: null, fired: entry.name };
      const timer = entry.name === null ? null : { name: entry.name, since: entry.t, ms: entry.ms };
      return { ...status, timer };
    }
    default:
      return status;
  }
}

/** The end of a connection is that of the socket it is seen from; where no server has it, its client's. */
function closes(status: ConnectionStatus, { at }: Entry): boolean {
  return at === status.vantage || !status.accepted || status.datagrams;
}
