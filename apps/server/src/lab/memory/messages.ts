/** What the control thread and a lab's thread say to each other. Both are ours: nothing here is checked. */
import type { MessagePort } from 'node:worker_threads';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { TlsPem } from '../../base/tls-files.ts';

/** What a lab's thread is started with (its `workerData`). */
export interface ThreadStart {
  /** Id of the server it runs. */
  readonly server: string;
  readonly host: string;
  /** Ports to try, in this order. */
  readonly ports: readonly number[];
  /** See clock.ts. */
  readonly epoch: bigint;
  /** The way back; a port of its own, because only such a port can be drained synchronously. */
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
  /** See gate/gates.ts: what its gates shall do, and the signal that announces it. */
  readonly gates: MessagePort;
  readonly wake: SharedArrayBuffer;
  /** A folder of its own, when it wants one. */
  readonly scratch: string | null;
  /** The port, on `host`, of the server that a proxy forwards to; null for what is none. */
  readonly upstream: number | null;
  /** How a profile is started; null for what is none. */
  readonly profile: ProfileStart | null;
  /** TLS below what it serves; null for none. */
  readonly tls: TlsPem | null;
}

/** How a profile is started. */
export interface ProfileStart extends ProfileOptions {
  /** What it prints goes to this process's standard output. */
  readonly prints: boolean;
}

/** What was recorded, when, on which connection of this thread (counted from 1). */
export interface Observation {
  readonly connection: number;
  readonly t: number;
  readonly draft: Draft;
}

/** To a profile's thread; one that blocks does not hear it. */
export interface ToThread {
  /** Ctrl-C. */
  readonly type: 'interrupt';
}

export type FromThread =
  | { readonly type: 'listening'; readonly port: number }
  /** It cannot listen; the thread ends. */
  | { readonly type: 'failed'; readonly message: string }
  /** The connection a serial server waits on, accepting nobody else; null: it waits for none. */
  | { readonly type: 'busy'; readonly connection: number | null }
  /** `cost`: what the outbox counted for it, to be taken off the flow. */
  | { readonly type: 'observations'; readonly observations: readonly Observation[]; readonly cost: number }
  /** An exception nobody caught; the thread ends. */
  | { readonly type: 'crash'; readonly message: string };
