/** The input of a run in memory, and its outcome. */
import type { ProfileOptions } from '../servers/start-options.ts';
import type { Address, Call, Outcome } from './calls.ts';
import type { BaseException } from './python/exceptions.ts';
import type { Tree } from './trees.ts';

/** One upcoming connection: what its reads return, and how it continues after them. */
export interface Visitor {
  readonly reads: readonly Uint8Array[];
  /** `stays`: silent, but still connected. */
  readonly after: 'stays' | 'fin' | 'reset';
  /**
   * Each read becomes available only after the server has taken the one before, as with the pieces of a cut send; else
   * all are available at once.
   */
  readonly paced?: boolean;
}

export interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: Address;
}

export interface Setup {
  readonly visitors?: readonly Visitor[];
  readonly datagrams?: readonly Datagram[];
  readonly options?: Partial<ProfileOptions>;
  readonly tree?: Tree;
  readonly port?: number;
  /** True: a task that loads shared state has to wait before it continues, as can happen to a thread at any time. */
  readonly race?: boolean;
}

/** One call and its result. `task` 0 is the profile itself. */
export interface Made {
  readonly task: number;
  readonly call: Call;
  readonly outcome: Outcome;
}

/** The outcome of a visitor's connection on the server's side. */
export interface Seen {
  accepted: boolean;
  /** What the server sent to it, one piece per send. */
  readonly sent: Uint8Array[];
  /** `reset`: closed with unread octets. */
  end: 'open' | 'fin' | 'reset';
}

export interface Played {
  readonly made: readonly Made[];
  readonly visitors: readonly Seen[];
  readonly datagrams: readonly { readonly bytes: Uint8Array; readonly to: Address }[];
  readonly printed: readonly string[];
  /** The waiting calls, by task; empty once it has ended. */
  readonly waiting: ReadonlyMap<number, Call>;
  /** The error that ended the profile. */
  readonly died: BaseException | null;
  readonly ended: boolean;
}
