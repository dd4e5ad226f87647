/** A row's octets as cells and runs: all of them, in order, and what stands out alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { type RowCells, rowCells } from '#shared/transcript/view/cells.ts';
import {
  type Manner,
  type Mark,
  NO_MARKS,
  type Piece,
  piecesOf,
  type RowState,
  sameRow,
  TEXT,
} from '../../apps/web/src/features/tape/grid/row-model.ts';
import { reads, replayed } from '../transcript/script.ts';

const PLAIN = { taken: 1000, lit: -1, home: -1, selectedFrom: 0, selectedTo: 0, marks: NO_MARKS };

const FOUND: readonly Mark[] = [
  { column: 5, mark: 'found' },
  { column: 6, mark: 'found' },
  { column: 7, mark: 'match' },
];

function modelOf(octets: string): RowCells {
  const { request } = replayed(reads(octets));
  return rowCells(request, { start: 0, end: octets.length });
}

function pieces(octets: string, state: Partial<RowState> = {}, manner: Manner = TEXT): readonly Piece[] {
  return piecesOf(modelOf(octets), { ...PLAIN, ...state } as RowState, manner);
}

/** As a person would note them: `GET 1 /`, with a cell in brackets. */
function notation(found: readonly Piece[]): string {
  return found
    .map(({ shape, cells }) => {
      const text = cells.map(({ octet }) => String.fromCharCode(octet)).join('');
      return shape === 'cell' ? `[${JSON.stringify(text).slice(1, -1)}]` : text;
    })
    .join('|');
}

describe('the pieces of a row', () => {
  it('are the tokens and what lies between them; CR and LF have cells', () => {
    expect(notation(pieces('GET / HTTP/1.1\r\n'))).toBe('GET| |/| |HTTP/1.1|[\\r]|[\\n]');
  });

  it('single out the lit octet, the one of the Tab key, and a breakpoint', () => {
    expect(notation(pieces('GET /abc', { lit: 1 }))).toBe('G|[E]|T| |/abc');
    expect(notation(pieces('GET /abc', { home: 0 }))).toBe('[G]|ET| |/abc');
    expect(notation(pieces('GET /abc', { marks: [{ column: 5, mark: 'breakpoint' }] }))).toBe('GET| |/|[a]|bc');
  });

  it('end where the cursor is, a selection, and what was found', () => {
    expect(notation(pieces('GET /abcd', { taken: 6 }))).toBe('GET| |/a|bcd');
    expect(notation(pieces('GET /abcd', { selectedFrom: 5, selectedTo: 7 }))).toBe('GET| |/|ab|cd');
    expect(notation(pieces('GET /abcd', { marks: FOUND }))).toBe('GET| |/|ab|c|d');
  });

  it('show octets that are not US-ASCII in hexadecimal, apart from those that are', () => {
    expect(
      pieces('GET / HTTP/1.1\r\nA: b\xd0\x9fc')
        .slice(-3)
        .map(({ shape, count }) => `${shape} ${count}`),
    ).toEqual(['signs 1', 'digits 2', 'signs 1']);
  });

  it('break where a dump has its gap', () => {
    const dump: Manner = { shapeOf: () => 'digits', breakBefore: 8 };
    expect(notation(pieces('GET /abcdefghij', {}, dump))).toBe('GET| |/abc|defghij');
  });

  it('hold every octet once, in order', () => {
    const octets = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
      minLength: 1,
    });
    const column = fc.integer({ min: -1, max: 12 });
    fc.assert(
      fc.property(octets, column, column, column, (text, lit, taken, selectedFrom) => {
        const found = pieces(`GET /${text}`, { lit, taken, selectedFrom, selectedTo: selectedFrom + 3 });
        const joined = found.flatMap(({ cells }) => cells.map(({ octet }) => octet));
        expect(joined).toEqual([...fromLatin1(`GET /${text}`)]);
        let at = 0;
        for (const { column: start, count, cells, shape, look } of found) {
          expect([start, count]).toEqual([at, cells.length]);
          if (shape === 'cell') expect(count).toBe(1);
          expect(look.lit).toBe(lit === start && count === 1);
          at += count;
        }
      }),
    );
  });
});

describe('whether a row draws the same', () => {
  const row = { ...PLAIN, index: 3 } as RowState;

  it('depends on the marks, not on the list that holds them', () => {
    expect(sameRow({ ...row, marks: FOUND }, { ...row, marks: [...FOUND] })).toBe(true);
    expect(sameRow({ ...row, marks: FOUND }, { ...row, marks: FOUND.slice(1) })).toBe(false);
    expect(sameRow({ ...row, marks: FOUND.slice(0, 1) }, { ...row, marks: [{ column: 5, mark: 'match' }] })).toBe(
      false,
    );
  });

  it('depends on every other value', () => {
    expect(sameRow(row, { ...row, lit: 2 })).toBe(false);
    expect(sameRow(row, { ...row })).toBe(true);
  });
});
