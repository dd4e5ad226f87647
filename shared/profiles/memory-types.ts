/** What is played in memory, and what becomes of it. */
import type { ProfileOptions } from '../servers/start-options.ts';
import type { Address, Call, Outcome } from './calls.ts';
import type { BaseException } from './python/exceptions.ts';
import type { Tree } from './trees.ts';

/** One connection to come: what its reads will carry, and how it goes on after them. */
export interface Visitor {
  readonly reads: readonly Uint8Array[];
  /** `stays`: silent, but there. */
  readonly after: 'stays' | 'fin' | 'reset';
  /** Each read comes only once the server has taken the one before, as the pieces of a cut send do; else all are there. */
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
  /** True: whoever loads shared state is made to wait before it goes on, as a thread may be at any time. */
  readonly race?: boolean;
}

/** One call and what it came to. `task` 0 is the profile itself. */
export interface Made {
  readonly task: number;
  readonly call: Call;
  readonly outcome: Outcome;
}

/** What became of a visitor's connection on the server's side. */
export interface Seen {
  accepted: boolean;
  /** What was sent to it, one piece per send. */
  readonly sent: Uint8Array[];
  /** `reset`: closed while octets of it were unread. */
  end: 'open' | 'fin' | 'reset';
}

export interface Played {
  readonly made: readonly Made[];
  readonly visitors: readonly Seen[];
  readonly datagrams: readonly { readonly bytes: Uint8Array; readonly to: Address }[];
  readonly printed: readonly string[];
  /** The calls that wait, by task; empty once it has ended. */
  readonly waiting: ReadonlyMap<number, Call>;
  /** What the profile died of. */
  readonly died: BaseException | null;
  readonly ended: boolean;
}
