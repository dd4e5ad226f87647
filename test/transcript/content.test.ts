/** Content as its receiver gets it: joined, mapped back octet by octet, and read by the fields of the head. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import type { Message } from '#shared/transcript/replay/message-log.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { ContentMap, mediaOf, readingAt, readingOf } from '#shared/transcript/view/content.ts';
import { TextRows } from '#shared/transcript/view/text-rows.ts';
import { reads, replayed, writes } from './script.ts';

const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\n';

function contentOf(replay: Replay, ordinal = 0): ContentMap {
  return ContentMap.of(replay.request, replay.request.log.messages[ordinal] as Message);
}

/** A chunked request whose chunks carry these texts. */
function chunked(chunks: readonly string[]): string {
  const framed = chunks.map((chunk) => `${chunk.length.toString(16)};x=y\r\n${chunk}\r\n`);
  return `${HEAD}Transfer-Encoding: chunked\r\n\r\n${framed.join('')}0\r\n\r\n`;
}

const binary = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((octets) => latin1(octets));

describe('the content map', () => {
  it('joins chunks, and maps each octet to the octet that carried it and back', () => {
    fc.assert(
      fc.property(fc.array(binary, { maxLength: 6 }), fc.array(binary, { maxLength: 3 }), (first, second) => {
        const replay = replayed(reads(chunked(first) + chunked(second)));
        for (const [ordinal, chunks] of [first, second].entries()) {
          const content = contentOf(replay, ordinal);
          expect(latin1(content.bytes(replay.request))).toBe(chunks.join(''));
          expect(content.pieces).toBe(chunks.length);
          for (let offset = 0; offset < content.length; offset++) {
            const wire = content.wireOf(offset);
            expect(replay.request.octet(wire)).toBe(chunks.join('').charCodeAt(offset));
            expect(content.contentOf(wire)).toBe(offset);
          }
        }
      }),
    );
  });

  it('maps framing to nothing: every octet on the wire is content exactly when it comes back', () => {
    fc.assert(
      fc.property(fc.array(binary, { minLength: 1, maxLength: 4 }), (chunks) => {
        const replay = replayed(reads(chunked(chunks)));
        const content = contentOf(replay);
        let mapped = 0;
        for (let wire = 0; wire < replay.request.length; wire++) {
          const offset = content.contentOf(wire);
          if (offset === null) continue;
          expect(content.wireOf(offset)).toBe(wire);
          mapped++;
        }
        expect(mapped).toBe(content.length);
      }),
    );
  });

  it('grows with what has come', () => {
    const whole = chunked(['hello', 'world']);
    const upTo = (length: number) => contentOf(replayed(reads(whole.slice(0, length)))).length;
    expect(upTo(whole.indexOf('hello') + 2)).toBe(2);
    expect(upTo(whole.indexOf('world'))).toBe(5);
    expect(upTo(whole.indexOf('world') + 1)).toBe(6);
    expect(upTo(whole.length)).toBe(10);
  });

  it('takes content of known length, and none', () => {
    const replay = replayed(reads(`${HEAD}Content-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: x\r\n\r\n`));
    expect(latin1(contentOf(replay, 0).bytes(replay.request))).toBe('hello');
    expect(contentOf(replay, 1).length).toBe(0);
    expect(() => contentOf(replay, 1).wireOf(0)).toThrow(RangeError);
  });

  it('spans the framing between two chunks', () => {
    const replay = replayed(reads(chunked(['ab', 'cd'])));
    const { start, end } = contentOf(replay).wireRange({ start: 1, end: 3 });
    expect(latin1(replay.request.bytes(start, end))).toBe('b\r\n2;x=y\r\nc');
  });
});

describe('what the head says', () => {
  const media = (fields: string) => {
    const replay = replayed(writes(`HTTP/1.1 200 OK\r\n${fields}Content-Length: 0\r\n\r\n`));
    const head = replay.response.log.messages[0]?.head;
    if (head === null || head === undefined) throw new Error('no head');
    return mediaOf(head);
  };

  it.each([
    ['', { type: '', charset: '', codings: [] }],
    ['Content-Type: Text/HTML; Charset="UTF-8"\r\n', { type: 'text/html', charset: 'utf-8', codings: [] }],
    ['Content-Type: text/plain;charset=iso-8859-1;x=y\r\n', { type: 'text/plain', charset: 'iso-8859-1', codings: [] }],
    [
      'Content-Encoding: identity, X-GZIP\r\nContent-Encoding: br\r\n',
      { type: '', charset: '', codings: ['gzip', 'br'] },
    ],
  ])('%j', (fields, expected) => {
    expect(media(fields)).toEqual(expected);
  });

  it.each([
    ['text/plain', '', 'utf-8'],
    ['text/plain', 'ISO-8859-1', 'latin-1'],
    ['', 'windows-1252', 'latin-1'],
    ['image/png', '', 'none'],
    ['image/svg+xml', '', 'utf-8'],
  ])('%s %s is read as %s', (type, charset, reading) => {
    expect(readingOf({ type, charset: charset.toLowerCase(), codings: [] })).toBe(reading);
  });

  it('compressed content is not read, its head is', () => {
    const replay = replayed(writes('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab'));
    expect(readingAt(replay.response, 0)).toBe('utf-8');
    expect(readingAt(replay.response, replay.response.length - 1)).toBe('none');
  });
});

describe('content as lines of text', () => {
  const octets = fc.uint8Array({ maxLength: 200 });
  const reading = fc.constantFrom('utf-8' as const, 'latin-1' as const, 'none' as const);

  it('shows every octet once, in order', () => {
    fc.assert(
      fc.property(octets, reading, fc.integer({ min: 4, max: 40 }), (bytes, as, columns) => {
        const rows = new TextRows(bytes, as, columns);
        let at = 0;
        for (let index = 0; index < rows.length; index++) {
          expect(rows.range(index).start).toBe(at);
          for (const glyph of rows.glyphs(index)) {
            expect(glyph.start).toBe(at);
            expect(rows.rowOf(at)).toBe(index);
            at = glyph.end;
          }
          expect(rows.range(index).end).toBe(at);
        }
        expect(at).toBe(bytes.length);
      }),
    );
  });

  it('ends a row after LF and where the line is full', () => {
    const bytes = Uint8Array.from('one\r\n\r\ntwenty-two\nx', (sign) => sign.charCodeAt(0));
    const rows = new TextRows(bytes, 'utf-8', 7);
    const shown = Array.from({ length: rows.length }, (_, index) =>
      rows
        .glyphs(index)
        .map((glyph) => glyph.shown)
        .join(''),
    );
    expect(shown).toEqual(['oneCRLF', 'CRLF', 'twenty-', 'twoLF', 'x']);
  });

  it('shows characters, and hexadecimal where there is none', () => {
    const bytes = Uint8Array.from([0xe4, 0xbd, 0xa0, 0xff, 0xe9]);
    const shown = (as: 'utf-8' | 'latin-1') => new TextRows(bytes, as, 40).glyphs(0).map((glyph) => glyph.shown);
    expect(shown('utf-8')).toEqual(['你', 'FF', 'E9']);
    expect(shown('latin-1')).toEqual(['ä', '½', '\u00a0', 'ÿ', 'é']);
  });
});
