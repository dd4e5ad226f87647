/** Content tied to the wire, through chunks and codings. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concat, latin1, utf8 } from '#shared/base/octets.ts';
import { Conversation } from '#shared/client/conversation.ts';
import { tied, tiedDecoded } from '#shared/client/tied.ts';
import { chunkStart, lastChunk } from '#shared/http1/writer.ts';

const TEXT = 'said once, said twice, said once, said twice\n';

/** An answer in chunks of seven octets, which cut a coding anywhere. */
function answerOf(content: Uint8Array) {
  const pieces: Uint8Array[] = [utf8('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')];
  for (let at = 0; at < content.length; at += 7) {
    const piece = content.subarray(at, at + 7);
    pieces.push(chunkStart(piece.length), piece, utf8('\r\n'));
  }
  const conversation = new Conversation();
  conversation.append({ kind: 'write', at: 'client', bytes: utf8('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), seq: 0, t: 0 });
  const bytes = concat([...pieces, lastChunk()]);
  conversation.append({ kind: 'read', at: 'client', length: bytes.length, bytes, seq: 1, t: 1 });
  const answer = conversation.answer(0);
  if (answer === null) throw new Error('no answer');
  return { stream: conversation.responses, map: answer.content, bytes };
}

const textOf = (of: { length: number; octet: (offset: number) => number }): string =>
  latin1(Uint8Array.from({ length: of.length }, (_, offset) => of.octet(offset)));

describe('content', () => {
  it('without a coding is tied octet to octet', () => {
    const { stream, map, bytes } = answerOf(utf8(TEXT));
    const plain = tied(stream, map);
    expect(textOf(plain)).toBe(TEXT);
    for (let offset = 0; offset < plain.length; offset++) {
      const [wire = -1] = plain.wireOf(offset);
      expect(bytes[wire]).toBe(plain.octet(offset));
      expect(plain.contentOf(wire)).toBe(offset);
    }
    expect(plain.contentOf(bytes.length - 1)).toBeNull();
    expect(plain.originOf(0)).toBeNull();
  });

  it.each([
    ['gzip', gzipSync(TEXT), ['gzip']],
    ['deflate', deflateSync(TEXT), ['deflate']],
    ['both', gzipSync(deflateSync(TEXT)), ['deflate', 'gzip']],
  ])('through %s is tied to the octets of its symbol, across chunks', (_, coded, codings) => {
    const { stream, map } = answerOf(new Uint8Array(coded));
    const decoded = tiedDecoded(stream, map, codings);
    expect(decoded && textOf(decoded)).toBe(TEXT);
    if (decoded === null) return;
    for (let offset = 0; offset < decoded.length; offset++) {
      const wires = decoded.wireOf(offset);
      expect(wires.length).toBeGreaterThan(0);
      for (const wire of wires) expect(map.contentOf(wire)).not.toBeNull();
      const carried = wires.map((wire) => decoded.contentOf(wire));
      expect(carried.some((first) => first !== null && first <= offset)).toBe(true);
    }
  });

  it('names the source of each copy', () => {
    const { stream, map } = answerOf(new Uint8Array(gzipSync(TEXT)));
    const decoded = tiedDecoded(stream, map, ['gzip']);
    const origin = decoded?.originOf(TEXT.lastIndexOf('twice'));
    expect(origin).toMatchObject({ kind: 'copy' });
    expect(origin?.from?.end).toBeLessThanOrEqual(TEXT.lastIndexOf('said once'));
  });

  it.each([
    ['br has no map', brotliCompressSync(TEXT), ['br']],
    ['no gzip at all', utf8('plain'), ['gzip']],
    ['no coding', utf8('plain'), []],
    ['too many', gzipSync(gzipSync(gzipSync(TEXT))), ['gzip', 'gzip', 'gzip']],
  ])('%s', (_, coded, codings) => {
    const { stream, map } = answerOf(new Uint8Array(coded));
    expect(tiedDecoded(stream, map, codings)).toBeNull();
  });
});
