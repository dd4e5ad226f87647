/** The conditions of each connection that a lab's thread accepts: the first entry of its transcript. */

import { ENGINE_LIMITS, timeoutsOf } from '#shared/base/options.ts';
import { readingDigest } from '#shared/http1/parser.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { type ConnectionOptions, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';
import { PortMarks } from '../memory/marks.ts';
import type { ThreadStart } from '../memory/messages.ts';
import { ReadingCell } from '../memory/reading-cell.ts';

/** The software that the thread runs, as its transcripts name it. */
export interface Version {
  readonly engineVersion: string;
}

export class Conditions {
  readonly #server: string;
  readonly #version: Version;
  readonly #marks: PortMarks;
  readonly #datagrams: boolean;
  readonly #reading: ReadingCell;

  constructor({ server, marks, reading }: Pick<ThreadStart, 'server' | 'marks' | 'reading'>, version: Version) {
    this.#server = server;
    this.#version = version;
    this.#datagrams = originalOf(server)?.transport === 'udp';
    this.#marks = new PortMarks(marks);
    this.#reading = new ReadingCell(reading);
  }

  /** The conditions of a connection from `remotePort`, which loses its mark. */
  of(remotePort: number): ConnectionOptions {
    const marked = this.#marks.take(remotePort);
    const clocks = marked?.clocks ?? 'strict';
    const reading = marked?.reading ?? this.#reading.get();
    return {
      format: TRANSCRIPT_FORMAT,
      engineVersion: this.#version.engineVersion,
      tableDigest: readingDigest(reading),
      server: this.#server,
      ...(this.#datagrams && { transport: 'udp' as const }),
      origin: marked === null ? 'outside' : 'page',
      ...reading,
      clocks,
      limits: ENGINE_LIMITS,
      timeouts: timeoutsOf(clocks),
      startedAt: Date.now(),
    };
  }
}
