/** The walk as rows of the tape: every step in exactly one row, rows that end where they should, however it came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LF } from '#shared/base/octets.ts';
import { octetsOf, Replay } from '#shared/transcript/replay/replay.ts';
import { isBare } from '#shared/transcript/view/bare.ts';
import { rowCells } from '#shared/transcript/view/cells.ts';
import { RowLayout, type RowShape, type TapeRow } from '#shared/transcript/view/rows.ts';
import { mixed } from './mixed.ts';
import { closed, decides, dropped, fin, open, reads, replayed, script, writes } from './script.ts';

const shape = fc.record({ columns: fc.integer({ min: 1, max: 40 }), lines: fc.boolean() });

function laidOut(replay: Replay, by: RowShape): RowLayout {
  const layout = new RowLayout(by);
  layout.update(replay);
  return layout;
}

function rowsOf(layout: RowLayout): readonly TapeRow[] {
  return Array.from({ length: layout.length }, (_, index) => layout.row(index));
}

/** Rows as a person would note them: `in 0+16`, `event 1`, `→`. */
function notation(replay: Replay, layout: RowLayout): readonly string[] {
  return rowsOf(layout).map(({ kind, offset, count, labelled, wide }) => {
    if (kind === 'label-in') return '→';
    if (kind === 'label-out') return '←';
    if (kind === 'event') return replay.places[offset]?.entry.kind ?? '?';
    return `${kind} ${offset}+${count}${labelled ? ' labelled' : ''}${wide ? ' wide' : ''}`;
  });
}

const isOctets = (row: TapeRow): row is TapeRow & { kind: 'in' | 'out' } => row.kind === 'in' || row.kind === 'out';

describe('rows', () => {
  it('hold every step exactly once, in order', () => {
    fc.assert(
      fc.property(mixed, shape, (drafts, by) => {
        const replay = replayed(...drafts);
        const layout = laidOut(replay, by);
        let position = 0;
        for (const row of rowsOf(layout)) {
          expect(row.position).toBe(position);
          for (let step = position; step < position + row.count; step++) expect(layout.rowAt(step)).toBe(row.index);
          position += row.count;
        }
        expect(position).toBe(replay.total);
      }),
    );
  });

  it('hold octets of one direction, in the order of the wire', () => {
    fc.assert(
      fc.property(mixed, shape, (drafts, by) => {
        const replay = replayed(...drafts);
        const next = { in: 0, out: 0 };
        for (const row of rowsOf(laidOut(replay, by)).filter(isOctets)) {
          expect(octetsOf(replay.placeOf(row.position))).toBe(row.kind);
          expect(row.offset).toBe(next[row.kind]);
          expect(row.count).toBeLessThanOrEqual(by.columns + (by.lines ? 2 : 0));
          next[row.kind] += row.count;
        }
        expect(next).toEqual({ in: replay.request.length, out: replay.response.length });
      }),
    );
  });

  it('end only after LF, at the last column, or where something else comes', () => {
    fc.assert(
      fc.property(mixed, shape, (drafts, by) => {
        const replay = replayed(...drafts);
        const rows = rowsOf(laidOut(replay, by));
        for (const row of rows.filter(isOctets)) {
          const bytes = [...replay.stream(row.kind).bytes(row.offset, row.offset + row.count)];
          const atLine = by.lines && bytes.at(-1) === LF;
          const last = atLine || row.count >= by.columns || rows[row.index + 1]?.kind !== row.kind;
          expect(last).toBe(true);
          if (by.lines) expect(bytes.slice(0, -1)).not.toContain(LF);
        }
      }),
    );
  });

  it('are the same whether the entries came one by one or at once, and after a change of columns and back', () => {
    fc.assert(
      fc.property(mixed, shape, (drafts, by) => {
        const replay = new Replay();
        const grown = new RowLayout(by);
        for (const entry of script(...drafts)) {
          replay.append([entry]);
          grown.update(replay);
        }
        const whole = laidOut(replay, by);
        expect(rowsOf(grown)).toEqual(rowsOf(whole));
        whole.reshape({ columns: by.columns + 7, lines: !by.lines });
        whole.reshape(by);
        expect(rowsOf(whole)).toEqual(rowsOf(grown));
      }),
    );
  });

  it('stand one below the other, for any reads', () => {
    const height = (kind: TapeRow['kind'], labelled: boolean, wide: boolean) =>
      kind.length + (labelled ? 10 : 0) + (wide ? 100 : 0);
    fc.assert(
      fc.property(mixed, shape, (drafts, by) => {
        const layout = new RowLayout(by);
        const replay = new Replay();
        for (const entry of script(...drafts)) {
          replay.append([entry]);
          layout.update(replay);
          const tops = layout.tops(height);
          let top = 0;
          for (const { index, kind, labelled, wide } of rowsOf(layout)) {
            expect(tops[index]).toBe(top);
            top += height(kind, labelled, wide);
          }
          expect(tops[layout.length]).toBe(top);
        }
      }),
    );
  });

  it('are labelled where a token begins or a CR or LF stands alone, and nowhere else', () => {
    fc.assert(
      fc.property(mixed, shape, (drafts, by) => {
        const replay = replayed(...drafts);
        for (const row of rowsOf(laidOut(replay, by)).filter(isOctets)) {
          const stream = replay.stream(row.kind);
          const end = row.offset + row.count;
          const { tokens, cells } = rowCells(stream, { start: row.offset, end });
          const bare = cells.some((_, column) => isBare(stream, row.offset + column));
          expect(row.labelled).toBe(bare || tokens.some(({ begins }) => begins));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a connection', () => {
  const replay = replayed(
    open(),
    reads('GET / HT'),
    reads('TP/1.1\r\nA: \xd0\x9f\r\n\r\n'),
    decides('respond', 0, 200),
    writes('HTTP/1.1 200 OK\r\n\r\n'),
    fin('client'),
    closed(),
  );

  it('as text', () => {
    expect(notation(replay, laidOut(replay, { columns: 10, lines: true }))).toEqual([
      'open',
      '→',
      'in 0+10 labelled',
      'in 10+6',
      'in 16+7 labelled wide',
      'in 23+2',
      'decision',
      '←',
      'out 0+10 labelled',
      'out 10+7 labelled',
      'out 17+2',
      'fin',
      'close',
    ]);
  });

  it('extends past its end only for the CR and LF of a full row', () => {
    const rows = (octets: string) =>
      notation(replayed(reads(octets)), laidOut(replayed(reads(octets)), { columns: 4, lines: true }));
    expect(rows('\r\nab\r\nabcd\r\nabc\r\nabcd\rx').map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual([
      '→',
      'in 0+2',
      'in 2+4',
      'in 6+6',
      'in 12+5',
      'in 17+5',
      'in 22+1',
    ]);
  });

  it('as a hex dump', () => {
    const dump = notation(replay, laidOut(replay, { columns: 16, lines: false }));
    expect(dump.slice(1, 5)).toEqual(['→', 'in 0+16 labelled', 'in 16+9 labelled wide', 'decision']);
  });

  it('starts anew behind a gap', () => {
    const layout = new RowLayout({ columns: 10, lines: true });
    const [first, second] = [new Replay(), script(open(), reads('GET'), dropped(3, 0), reads('abc'))];
    first.append(second.slice(0, 2));
    layout.update(first);
    first.append(second.slice(2));
    layout.update(first);
    expect(notation(first, layout)).toEqual(['dropped', '→', 'in 0+3']);
  });

  it('has no row before its first step', () => {
    const layout = laidOut(new Replay(), { columns: 10, lines: true });
    expect(layout.length).toBe(0);
    expect(() => layout.row(0)).toThrow(RangeError);
  });
});

describe('a CR or LF alone', () => {
  const labelled = (octets: string) =>
    rowsOf(laidOut(replayed(reads(octets)), { columns: 60, lines: true }))
      .filter(isOctets)
      .map((row) => row.labelled);

  it('is labelled in a head', () => {
    expect(labelled('GET / HTTP/1.1\r\n\n')).toEqual([true, true]);
    expect(labelled('GET / HTTP/1.1\r\n\rx')).toEqual([true, true]);
  });

  it('is nothing in content', () => {
    expect(labelled('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\na\n\n\rb\n')).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it('is not reported for a CR whose LF may still come', () => {
    expect(labelled('GET / HTTP/1.1\r\n\r')).toEqual([true, false]);
  });
});

describe('1 MiB', () => {
  const body = 'x'.repeat(1024 * 1024);

  it('is laid out, and laid out anew as if it had never been otherwise', () => {
    const replay = replayed(reads(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`), reads(body));
    const layout = laidOut(replay, { columns: 45, lines: true });
    expect(layout.length).toBeGreaterThan(body.length / 45);
    layout.reshape({ columns: 60, lines: true });
    expect(layout.length).toBe(laidOut(replay, { columns: 60, lines: true }).length);
    expect(layout.length).toBeLessThan(body.length / 60 + 10);
  });
});
