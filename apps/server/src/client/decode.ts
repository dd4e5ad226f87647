/**
 * Decodes content codings (RFC 9110 §8.4.1), as a stream: last applied, first decoded. The output is bounded, since a
 * few octets can expand to very many; input waits while the output is not being read.
 *
 * Each coding is one `Stage`. Here, content goes through Node's zlib as a whole; a stage that also maps its output back
 * to the octets it came from has the same shape.
 */
import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { ClientError, systemError } from './errors.ts';

type Stage = (pieces: AsyncIterable<Uint8Array>, fail: (error: unknown) => Error) => AsyncIterable<Uint8Array>;

/** Only an attacker applies more codings than this to one content. */
export const MOST_CODINGS = 2;

/** The default for the most octets that decoding one content may produce. */
export const MOST_DECODED = 8 * 1024 * 1024;

const STAGES: ReadonlyMap<string, Stage> = new Map<string, Stage>([
  ['gzip', through(() => createGunzip())],
  // The standard means the zlib format; many servers send raw deflate, and the first two octets show which it is.
  ['deflate', through((first) => (hasZlibHeader(first) ? createInflate() : createInflateRaw()))],
  ['br', through(() => createBrotliDecompress())],
]);

/** Whether all these codings (in lower case, as applied) can be decoded. */
export function canDecode(codings: readonly string[]): boolean {
  return codings.length <= MOST_CODINGS && codings.every((coding) => STAGES.has(coding));
}

export interface Decoded {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Octets so far, before and after. */
  readonly counts: { before: number; after: number };
}

/** `most`: octets that may come out. The pieces throw ClientError: `coding`, `too-large`, or the input's own error. */
export function decode(
  pieces: AsyncIterable<Uint8Array>,
  codings: readonly string[],
  { where, most }: { where: string; most: number },
): Decoded {
  const counts = { before: 0, after: 0 };
  const fail = (error: unknown): Error =>
    error instanceof ClientError
      ? error
      : new ClientError({ code: 'coding', where, system: systemError(error, 'zlib'), detail: codings.join(', ') });
  let out: AsyncIterable<Uint8Array> = counted(pieces, (length) => {
    counts.before += length;
  });
  for (const coding of [...codings].reverse()) out = STAGES.get(coding)?.(out, fail) ?? out;
  const bounded = counted(out, (length) => {
    counts.after += length;
    if (counts.after > most) throw new ClientError({ code: 'too-large', where, limit: most });
  });
  return { pieces: bounded, counts };
}

async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  count: (length: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

/** A stage with one zlib stream, chosen by the first piece; empty content stays empty. */
function through(create: (first: Uint8Array) => Transform): Stage {
  return async function* (pieces, fail) {
    const input = pieces[Symbol.asyncIterator]();
    const first = await input.next();
    if (first.done === true) return;
    const source = Readable.from(resumed(first.value, input), { objectMode: true, highWaterMark: 1 });
    const stream = create(first.value);
    source.on('error', (error) => stream.destroy(error));
    source.pipe(stream);
    try {
      for await (const piece of stream) yield piece as Uint8Array;
    } catch (error) {
      throw fail(error);
    } finally {
      source.destroy();
      stream.destroy();
    }
  };
}

async function* resumed(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield first;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

/** CM 8 and a valid check value (RFC 1950 §2.2). */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [cmf = 0, flags = 0] = bytes;
  return (cmf & 0x0f) === 8 && (cmf * 256 + flags) % 31 === 0;
}
