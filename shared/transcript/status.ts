/**
 * What stands between the octets: who has closed, which clock runs, what the server decided last. Folded over the
 * entries; an entry that changes nothing keeps the same object, so a value per entry costs nothing.
 */
import type { TimerName } from '../options.ts';
import type { CrashEntry, DecisionEntry, Entry } from './entries.ts';

/** The clock that runs on the server. */
export interface RunningTimer {
  readonly name: TimerName;
  /** Transcript time at which it was armed, ms. */
  readonly since: number;
  /** How long it runs, ms. */
  readonly ms: number;
}

export interface ConnectionStatus {
  /** The server has accepted. */
  readonly accepted: boolean;
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
  accepted: false,
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
    case 'open':
    case 'dropped':
      return { ...status, accepted: true };
    case 'fin':
      if (entry.at !== 'server') return status;
      return entry.by === 'client' ? { ...status, clientFin: true } : { ...status, serverFin: true };
    case 'reset':
      return { ...status, reset: status.reset ?? entry.by };
    case 'close':
      return entry.at === 'server' ? { ...status, closed: true, timer: null } : status;
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
