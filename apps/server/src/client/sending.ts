/** Sends the request: its head, then its content, each write after the kernel has taken the previous one. */

import { concat, utf8 } from '#shared/base/octets.ts';
import type { BuiltRequest } from '#shared/client/request.ts';
import { chunkStart, lastChunk } from '#shared/http1/writer.ts';
import { ClientError } from './errors.ts';

/** Content from outside, piece by piece. `repeatable`: it can be opened again. */
export interface ContentSource {
  readonly repeatable: boolean;
  open(): AsyncIterable<Uint8Array>;
}

/** The most octets in one write. A request that fits is one write. */
const WRITE = 65_536;

const CRLF = utf8('\r\n');

/**
 * The writes of a request, in order. `continued` is called once, between head and content.
 * @throws ClientError `content` when the source fails or does not have the length the head announced
 */
export async function* writesOf(
  request: BuiltRequest,
  source: ContentSource | null,
  waitsFor100: boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { head, content } = request;
  if (content.kind === 'octets') {
    const together = !waitsFor100 && head.length + content.bytes.length <= WRITE;
    yield together ? concat([head, content.bytes]) : head;
    if (!together) yield* cut(content.bytes);
    return;
  }
  yield head;
  if (content.kind === 'none' || source === null) return;
  yield* request.framing === 'chunked' ? chunks(source.open()) : counted(source.open(), content.length, request);
}

function* cut(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += WRITE) yield bytes.subarray(at, at + WRITE);
}

async function* chunks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) {
    for (const part of cut(piece)) yield concat([chunkStart(part.length), part, CRLF]);
  }
  yield lastChunk();
}

/**
 * A file may have grown or shrunk since its length was sent: excess octets would be read as the next request. The last
 * piece is sent only once it is known to be the last.
 */
async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  length: number | null,
  { url }: BuiltRequest,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sent = 0;
  let held: Uint8Array = new Uint8Array(0);
  const wrong = () => new ClientError({ code: 'content', where: url.authority, limit: length ?? sent, at: sent });
  for await (const piece of pieces) {
    sent += piece.length;
    if (length !== null && sent > length) throw wrong();
    yield* cut(held);
    held = piece;
  }
  if (length !== null && sent < length) throw wrong();
  yield* cut(held);
}
