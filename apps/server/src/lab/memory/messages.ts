/** The messages between the control thread and a lab's thread. Both ends are Octet's, so nothing is validated here. */
import type { MessagePort } from 'node:worker_threads';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { TlsPem } from '../../base/tls-files.ts';

/** How a lab's thread is started (its `workerData`). */
export interface ThreadStart {
  /** The id of the server it runs. */
  readonly server: string;
  readonly host: string;
  /** Ports to try, in this order. */
  readonly ports: readonly number[];
  /** See clock.ts. */
  readonly epoch: bigint;
  /** The way back; a separate port, because only such a port can be drained synchronously. */
  readonly port: MessagePort;
  /** See port-claims.ts. */
  readonly claims: SharedArrayBuffer;
  /** See flow.ts. */
  readonly flow: SharedArrayBuffer;
  /** See descriptors.ts; `slot` is this server's. */
  readonly descriptors: SharedArrayBuffer;
  readonly slot: number;
  /** See shared-reading.ts. */
  readonly reading: SharedArrayBuffer;
  /** See gate/gates.ts: the commands for its gates, and the signal that announces them. */
  readonly gates: MessagePort;
  readonly wake: SharedArrayBuffer;
  /** Its own folder, if it needs one. */
  readonly scratch: string | null;
  /** The port, on `host`, of the server that a proxy forwards to; null if it is not a proxy. */
  readonly upstream: number | null;
  /** How a profile is started; null if it is not a profile. */
  readonly profile: ProfileStart | null;
  /** TLS below what it serves; null for none. */
  readonly tls: TlsPem | null;
}

/** How a profile is started. */
export interface ProfileStart extends ProfileOptions {
  /** Its output goes to this process's standard output. */
  readonly prints: boolean;
}

/** What was recorded, when, and on which connection of this thread (counted from 1). */
export interface Observation {
  readonly connection: number;
  readonly t: number;
  readonly draft: Draft;
}

/** To a profile's thread; a blocked thread does not receive it. */
export interface ToThread {
  /** Ctrl-C. */
  readonly type: 'interrupt';
}

export type FromThread =
  | { readonly type: 'listening'; readonly port: number }
  /** It cannot listen; the thread ends. */
  | { readonly type: 'failed'; readonly message: string }
  /** It has handled everything that had reached it when it was asked (gate/gates.ts). */
  | { readonly type: 'settled'; readonly id: number }
  /** The connection on which a serial server waits without accepting others; null: none. */
  | { readonly type: 'busy'; readonly connection: number | null }
  /** `cost`: the size that the outbox counted for it, to be subtracted from the flow. */
  | { readonly type: 'observations'; readonly observations: readonly Observation[]; readonly cost: number }
  /** An uncaught exception; the thread ends. */
  | { readonly type: 'crash'; readonly message: string };
