import { expect, test } from 'vitest';
import { en } from '#shared/text/en/index.ts';
import { columnLabel } from '#shared/text/entry-label.ts';
import { Ladder } from '#shared/transcript/view/ladder.ts';
import { clientReads, clientWrites, closed, fin, open, reads, replayed, writes } from './script.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const replay = replayed(
  open(),
  clientWrites(REQUEST),
  reads(REQUEST),
  writes('HTTP/1.1 204 No Content\r\n\r\n'),
  fin('client'),
  closed(),
);

function laidOut(of = replay): Ladder {
  const ladder = new Ladder(() => 60);
  ladder.update(of);
  return ladder;
}

test('has one column for each entry that takes steps, left to right without overlap', () => {
  const { columns } = laidOut();
  expect(columns.map((column) => column.place.entry.kind)).toEqual(['open', 'read', 'write', 'fin', 'close']);
  expect(columns.map((column) => column.direction)).toEqual([null, 'in', 'out', 'in', null]);
  for (const [index, column] of columns.slice(1).entries()) {
    const before = columns[index];
    expect(column.x).toBeGreaterThanOrEqual((before?.x ?? 0) + (before?.width ?? 0));
  }
});

test('is its own scrubber: every position has an x, and that x gives the position back', () => {
  const ladder = laidOut();
  for (let position = 1; position <= replay.total; position++) {
    expect(ladder.positionAt(ladder.xOf(position) - 1e-6)).toBe(position);
  }
  expect(ladder.positionAt(-50)).toBe(0);
  expect(ladder.positionAt(ladder.width + 999)).toBe(replay.total);
});

test('grows as entries come, to the same picture', () => {
  const grown = new Ladder(() => 60);
  for (let i = 0; i < 3; i++) grown.update(replay);
  expect(grown.columns).toEqual(laidOut().columns);
});

test('labels a read by its first line and its octets', () => {
  const [, request, response] = laidOut().columns;
  expect(request && columnLabel(en, replay, request.place, request.direction)).toBe('GET / HTTP/1.1 · 27');
  expect(response && columnLabel(en, replay, response.place, response.direction)).toBe('HTTP/1.1 204 No Content · 27');
});

test('a label never carries a control octet', () => {
  const hostile = replayed(open(), reads('\x1b[31mGET'), writes('\x07'));
  const labels = laidOut(hostile).columns.map((column) => columnLabel(en, hostile, column.place, column.direction));
  expect(labels.join('')).toMatch(/^[\x20-\x7e]*$/);
});

test('knows what was written and not read yet, only where the client is ours', () => {
  expect(laidOut(replayed(open(), clientWrites('abc'), reads('a'))).inFlight).toEqual({ inbound: 2, outbound: 0 });
  expect(laidOut(replayed(open(), clientWrites('a'), reads('a'), writes('xyz'), clientReads(1))).inFlight).toEqual({
    inbound: 0,
    outbound: 2,
  });
  expect(laidOut(replayed(open(), reads('a'), writes('xyz'))).inFlight).toEqual({ inbound: 0, outbound: 0 });
});
