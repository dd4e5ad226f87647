/** The conditions of each connection that a lab's thread accepts: the first entry of its transcript. */

import { ENGINE_LIMITS, timeoutsOf } from '#shared/base/options.ts';
import { readingDigest } from '#shared/http1/parser.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { type ConnectionOptions, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';
import type { ThreadStart } from '../memory/messages.ts';
import { PortClaims } from '../memory/port-claims.ts';
import { SharedReading } from '../memory/shared-reading.ts';

/** The software that the thread runs, as its transcripts name it. */
export interface Version {
  readonly engineVersion: string;
}

export class Conditions {
  readonly #server: string;
  readonly #version: Version;
  readonly #claims: PortClaims;
  readonly #datagrams: boolean;
  readonly #reading: SharedReading;

  constructor({ server, claims, reading }: Pick<ThreadStart, 'server' | 'claims' | 'reading'>, version: Version) {
    this.#server = server;
    this.#version = version;
    this.#datagrams = originalOf(server)?.transport === 'udp';
    this.#claims = new PortClaims(claims);
    this.#reading = new SharedReading(reading);
  }

  /** The conditions of a connection from `remotePort`, which loses its mark. */
  of(remotePort: number): ConnectionOptions {
    const claim = this.#claims.take(remotePort);
    const clocks = claim?.clocks ?? 'strict';
    const reading = claim?.reading ?? this.#reading.get();
    return {
      format: TRANSCRIPT_FORMAT,
      engineVersion: this.#version.engineVersion,
      tableDigest: readingDigest(reading),
      server: this.#server,
      ...(this.#datagrams && { transport: 'udp' as const }),
      origin: claim === null ? 'outside' : 'page',
      ...reading,
      clocks,
      limits: ENGINE_LIMITS,
      timeouts: timeoutsOf(clocks),
      startedAt: Date.now(),
    };
  }
}
