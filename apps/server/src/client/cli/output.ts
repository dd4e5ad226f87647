/** Where content goes: octets to a file or a pipe as they are, characters to a terminal. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { TextReader } from '#shared/client/text.ts';
import { client } from '#shared/text/en/client.ts';
import type { Reading } from '#shared/transcript/view/content.ts';
import { systemError } from '../errors.ts';
import { EXIT } from './exit.ts';
import { safeText } from './paint.ts';
import { CommandError } from './values.ts';

/** Takes octets in order. Each call settles when more may come. @throws CommandError when they cannot be written. */
export interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** Everything is read, nothing is written. */
export const NOWHERE: Sink = { write: () => Promise.resolve(), end: () => Promise.resolve() };

export function toFile(file: string): Sink {
  return toStream(createWriteStream(file), file);
}

/** Octets as they are. Never closes standard output. */
export function toStream(stream: Writable, name: string): Sink {
  let failed: CommandError | null = null;
  stream.on('error', (error) => {
    const why = client.system(systemError(error, 'write'));
    failed ??= new CommandError(client.usage.cannotWrite(name, why), EXIT.output);
  });
  const check = (): void => {
    if (failed !== null) throw failed;
  };
  return {
    async write(bytes) {
      check();
      if (!stream.write(bytes)) await drained(stream);
      check();
    },
    async end() {
      if (stream === process.stdout) await flushed(stream);
      else if (failed === null) {
        stream.end();
        await closed(stream);
      }
      check();
    },
  };
}

/** Settles also when the stream breaks: the sink tells what happened. */
function drained(stream: Writable): Promise<void> {
  if (stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const ends = ['drain', 'error', 'close'] as const;
    // All of them go again: one left behind at each wait would grow with what is written.
    const done = (): void => {
      for (const end of ends) stream.off(end, done);
      resolve();
    };
    for (const end of ends) stream.on(end, done);
  });
}

/** The process ends soon after, and not every system has taken all by then. */
function flushed(stream: Writable): Promise<void> {
  if (stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => stream.write('', () => resolve()));
}

async function closed(stream: Writable): Promise<void> {
  if (!stream.closed) await once(stream, 'close').catch(() => undefined);
}

/** Characters, controls named. Content with a NUL in its first piece is no text; `refuse` is told once. */
export function toTerminal(reading: Reading, print: (text: string) => void, refuse: () => void): Sink {
  const reader = new TextReader(reading);
  let shown: boolean | null = reading === 'none' ? false : null;
  if (shown === false) refuse();
  let last = '\n';
  const show = (text: string): void => {
    if (text !== '') last = text.slice(-1);
    print(safeText(text));
  };
  return {
    async write(bytes) {
      if (shown === null) {
        shown = !bytes.includes(0);
        if (!shown) refuse();
      }
      if (shown) show(reader.push(bytes));
    },
    async end() {
      if (shown) show(reader.end());
      // The prompt belongs on a line of its own.
      if (shown && last !== '\n') print('\n');
    },
  };
}
