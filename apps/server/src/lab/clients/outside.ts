/**
 * Servers outside Octet, seen from the client's side alone: no thread, and no record of what they read. Their lanes
 * begin with our own connect (an open entry at `client`) and hold the octets of both directions as we wrote and read
 * them.
 */

import { type Clocks, DEFAULT_READING, ENGINE_LIMITS, timeoutsOf } from '#shared/base/options.ts';
import { readingDigest } from '#shared/http1/parser.ts';
import { type ConnectionOptions, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';
import { dial } from '../../client/dial.ts';
import { ClientError } from '../../client/errors.ts';
import { CLIENT_TIMEOUTS } from '../../client/setup.ts';
import { CLIENTS_SLOT, type Descriptors } from '../memory/descriptors.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { ConnectRequest } from './pairing.ts';
import type { TargetPolicy } from './target-policy.ts';
import { type Ends, TcpLaneClient } from './tcp-client.ts';

/** For all addresses of a server together. */
const CONNECT_MS = 5000;

/** The destination of a connection. */
export interface Destination {
  /** The server's id in the transcript: a target's, or a name of its own. */
  readonly server: string;
  /** Already checked: nothing is resolved any more. */
  readonly addresses: readonly string[];
  readonly port: number;
}

export interface OutsideSetup {
  readonly recorder: Recorder;
  readonly descriptors: Descriptors;
  readonly engineVersion: string;
  readonly policy: TargetPolicy;
  /** How long an attempt to connect may take, ms. */
  readonly connectMs?: number;
}

export class Outside {
  readonly policy: TargetPolicy;
  readonly #setup: OutsideSetup;

  constructor(setup: OutsideSetup) {
    this.#setup = setup;
    this.policy = setup.policy;
  }

  /** Connects a client for the page. Reports the outcome through `request.events`. */
  async connect(to: Destination, request: ConnectRequest): Promise<void> {
    const { descriptors } = this.#setup;
    if (!descriptors.take(CLIENTS_SLOT)) {
      request.events.failed('no-descriptors', 'EMFILE');
      return;
    }
    try {
      await this.#connect(to, request);
    } catch (error) {
      descriptors.give(CLIENTS_SLOT);
      if (!(error instanceof ClientError)) throw error;
      const { code, where, limit, system } = error.failure;
      if (code === 'timeout') request.events.failed('connect-timeout', `no answer from ${where} within ${limit} ms`);
      else request.events.failed('connect-failed', `${system?.name ?? code} ${where}`);
    }
  }

  async #connect({ server, addresses, port }: Destination, request: ConnectRequest): Promise<void> {
    const { recorder, descriptors } = this.#setup;
    const { session, ref, clocks, events } = request;
    const { socket } = await this.#dial(addresses, port);
    socket.once('close', () => descriptors.give(CLIENTS_SLOT));
    const first = ({ local, remote }: Ends) =>
      ({ kind: 'open', at: 'client', local, remote, options: this.conditions(server, clocks) }) as const;
    const client = new TcpLaneClient(socket, { recorder, drain: null, first, events });
    const lane = recorder.add({ server, origin: 'page', session, ref });
    if (lane === null) client.refuse(recorder.mostLanes);
    else client.open(lane);
  }

  #dial(addresses: readonly string[], port: number): ReturnType<typeof dial> {
    const { recorder, connectMs = CONNECT_MS } = this.#setup;
    return dial(
      { scheme: 'http', host: addresses[0] ?? '', port },
      {
        timeouts: { ...CLIENT_TIMEOUTS, connect: connectMs },
        tls: { verify: true, ca: null },
        clock: () => recorder.now(),
        listener: { note: () => undefined, entry: () => undefined },
        resolve: () => Promise.resolve(addresses),
      },
      new AbortController().signal,
    );
  }

  /**
   * The options in the open entry of a connection that only our side records. They are the rules by which the page
   * judges: the engine's, of which this server knows nothing.
   */
  conditions(server: string, clocks: Clocks): ConnectionOptions {
    return {
      format: TRANSCRIPT_FORMAT,
      engineVersion: this.#setup.engineVersion,
      tableDigest: readingDigest(DEFAULT_READING),
      server,
      origin: 'page',
      ...DEFAULT_READING,
      clocks,
      limits: ENGINE_LIMITS,
      timeouts: timeoutsOf(clocks),
      startedAt: Date.now(),
    };
  }
}
