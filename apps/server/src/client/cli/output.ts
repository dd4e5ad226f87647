/** Where content goes: unchanged octets to a file or a pipe, characters to a terminal. */

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

/** Accepts octets in order. Each call settles when there is room for more. @throws CommandError when writing fails */
export interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** Discards everything. */
export const NOWHERE: Sink = { write: () => Promise.resolve(), end: () => Promise.resolve() };

/** Opens the file for the first octet, or at the end if there is none: what fails before leaves it as it was. */
export function toFile(file: string): Sink {
  let opened: Sink | null = null;
  const open = (): Sink => {
    opened ??= toStream(createWriteStream(file), file);
    return opened;
  };
  return { write: (bytes) => open().write(bytes), end: () => open().end() };
}

/** Writes octets unchanged. Never closes standard output. */
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

/** Also settles when the stream breaks: the sink reports the error. */
function drained(stream: Writable): Promise<void> {
  if (stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const ends = ['drain', 'error', 'close'] as const;
    // Remove all three: one left behind per wait would pile up.
    const done = (): void => {
      for (const end of ends) stream.off(end, done);
      resolve();
    };
    for (const end of ends) stream.on(end, done);
  });
}

/** The process exits soon afterwards, and on some systems not everything has been accepted by then. */
function flushed(stream: Writable): Promise<void> {
  if (stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => stream.write('', () => resolve()));
}

async function closed(stream: Writable): Promise<void> {
  if (!stream.closed) await once(stream, 'close').catch(() => undefined);
}

/** Prints characters, controls as names. Content with a NUL in its first piece is not text: it calls `refuse` once. */
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
      // The prompt belongs on its own line.
      if (shown && last !== '\n') print('\n');
    },
  };
}
