/** What a row of the tape shows: roles, characters, problems and boundaries, whatever part of a message it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedBy } from '#shared/transcript/replay/stream.ts';
import { rowCells } from '#shared/transcript/view/cells.ts';
import { mixed } from './mixed.ts';
import { reads, replayed, writes } from './script.ts';

describe('cells', () => {
  it('are those of the whole, in any row', () => {
    fc.assert(
      fc.property(mixed, fc.nat(80), fc.integer({ min: 1, max: 30 }), (drafts, from, count) => {
        const { request } = replayed(...drafts);
        const start = Math.min(from, request.length);
        const end = Math.min(start + count, request.length);
        const whole = rowCells(request, { start: 0, end: request.length }).cells;
        expect(rowCells(request, { start, end }).cells).toEqual(whole.slice(start, end));
      }),
    );
  });

  it('have the token that the stream says', () => {
    fc.assert(
      fc.property(mixed, (drafts) => {
        const { request } = replayed(...drafts);
        rowCells(request, { start: 0, end: request.length }).cells.forEach((cell, offset) => {
          expect(cell.octet).toBe(request.octet(offset));
          if (!cell.ignored) expect(cell.token).toBe(request.tokenAt(offset)?.kind ?? null);
        });
      }),
    );
  });

  it('have the boundary of each read behind its last octet, but not behind the last of all', () => {
    const { request } = replayed(reads('GET'), reads(' /'), reads(' HT'));
    const { cells } = rowCells(request, { start: 0, end: 8 });
    expect(cells.map(({ next }) => next)).toEqual([0, 0, 2, 0, 3, 0, 0, 0]);
    expect(cells.map((_, offset) => carriedBy(request, offset))).toEqual([1, 1, 1, 2, 2, 3, 3, 3]);
  });

  it('carry the problem of the octets a verdict blames, and one mark for it', () => {
    const { request } = replayed(reads('GET / HTTP/1.1\r\nHost : x\r\n'));
    const { cells, marks } = rowCells(request, { start: 16, end: 26 });
    expect(cells.map(({ problem }) => problem)).toEqual([
      null,
      null,
      null,
      null,
      'reject',
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(cells.map(({ ignored }) => ignored)).toEqual([...Array(5).fill(false), ...Array(5).fill(true)]);
    expect(marks.map(({ column, verdict }) => [column, verdict.rule])).toEqual([[4, 'space-before-colon']]);
  });

  it('name a tolerated bare LF', () => {
    const { response } = replayed(writes('HTTP/1.1 200 OK\nContent-Length: 1\n\n\n'));
    const { cells } = rowCells(response, { start: 0, end: response.length });
    const bare = cells.flatMap((cell, offset) => (cell.bare ? [offset] : []));
    expect(bare).toEqual([15, 33, 34]);
    expect(bare.map((offset) => cells[offset]?.problem)).toEqual(['tolerate', 'tolerate', 'tolerate']);
  });
});

describe('characters', () => {
  const ties = (octets: string, start: number, end: number) =>
    rowCells(replayed(writes(octets)).response, { start, end }).ties.map(
      ({ column, count, text, openLeft, openRight }) =>
        [column, count, text, openLeft ? '<' : '', openRight ? '>' : ''].join(' ').trim(),
    );
  const head = (type: string) => `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: 5\r\n\r\n`;

  it('tie the octets that make them, also over two rows', () => {
    const octets = `${head('text/plain')}\xe4\xbd\xa0\xd0\x9f`;
    const at = octets.length - 5;
    expect(ties(octets, at, at + 5)).toEqual(['0 3 你', '3 2 П']);
    expect(ties(octets, at, at + 2)).toEqual(['0 2 你  >']);
    expect(ties(octets, at + 2, at + 5)).toEqual(['0 1 你 <', '1 2 П']);
  });

  it('are one for each octet in ISO-8859-1, and none in a picture', () => {
    const latin1 = `${head('text/plain; charset=iso-8859-1')}caf\xe9\x80`;
    expect(ties(latin1, latin1.length - 5, latin1.length)).toEqual(['3 1 é']);
    const picture = `${head('image/png')}\xd0\x9f\xd0\x9f!`;
    expect(ties(picture, picture.length - 5, picture.length)).toEqual([]);
  });

  it('are UTF-8 in a head, with any content', () => {
    const octets = 'HTTP/1.1 200 \xd0\x9f\xff\r\n';
    expect(ties(octets, 13, 16)).toEqual(['0 2 П']);
  });
});
