import { expect, it } from 'vitest';
import { en } from '#shared/text/en/index.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { Structure } from '#shared/transcript/view/structure.ts';
import { decides, dropped, open, reads, replayed, script, writes } from './script.ts';

const HEAD = 'POST /echo HTTP/1.1\r\nHost: a\r\n';
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;

/** The tree as indented lines: `name text · note`. */
function lines(replay: Replay, ...toggled: readonly string[]): readonly string[] {
  const rows = new Structure(replay).rows(new Set(toggled));
  return Array.from({ length: rows.length }, (_, index) => {
    const { depth, item, open: isOpen } = rows.at(index);
    const { name, text, note } = en.structure.words(item);
    const mark = isOpen === null ? '' : isOpen ? '− ' : '+ ';
    return `${'  '.repeat(depth)}${mark}${name}${text ? ` ${text}` : ''}${note ? ` · ${note}` : ''}`;
  });
}

/** The line of the row that holds an octet. */
function lineOf(replay: Replay, direction: 'in' | 'out', offset: number, ...toggled: readonly string[]): string {
  const rows = new Structure(replay).rows(new Set(toggled));
  return (lines(replay, ...toggled)[rows.holding(direction, offset)] ?? 'none').trim();
}

it('shows a request part by part, with what was decided', () => {
  const replay = replayed(
    open(),
    reads('GET /hello HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n'),
    decides('respond', 0, 200),
    writes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi'),
    decides('close', 0),
  );
  expect(lines(replay)).toEqual([
    '− request 1 GET /hello · 55 octets',
    '  method GET',
    '  request-target /hello',
    '  version HTTP/1.1',
    '  − header section · 2 field lines',
    '    Host: local',
    '    Connection: close',
    '    empty line · ends the header section',
    '  no content',
    '  connection closes after this',
    '  server answers 200',
    '  server will close',
    '− response to 1 200 OK · 59 octets',
    '  version HTTP/1.1',
    '  status code 200',
    '  reason phrase OK',
    '  − header section · 2 field lines',
    '    Content-Length: 2',
    '    Connection: close',
    '    empty line · ends the header section',
    '  content · 2 octets, by Content-Length',
    '  connection closes after this',
  ]);
});

it('grows octet by octet, and ends as if all had come at once', () => {
  const text = `${CHUNKED}5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n`;
  const grown = replayed(open());
  const structure = new Structure(grown);
  for (let i = 0; i < text.length; i++) {
    grown.append(script(reads(text.slice(i, i + 1))));
    const rows = structure.rows(new Set());
    for (let row = 0; row < rows.length; row++) expect(() => en.structure.words(rows.at(row).item)).not.toThrow();
    expect(rows.holding('in', i)).toBeGreaterThanOrEqual(0);
  }
  expect(lines(grown, 'in0.c0')).toEqual(lines(replayed(open(), reads(text)), 'in0.c0'));
  expect(lines(grown, 'in0.c0').slice(8)).toEqual([
    '  − content · 2 chunks, by Transfer-Encoding',
    '    − chunk 1 · 5 octets',
    '      chunk-size 5',
    '      chunk extension a=b',
    '      chunk data hello',
    '    + chunk 2 · size 0: last chunk',
    '  − trailer section · 1 field line',
    '    X: y',
    '    empty line · ends the message',
    '  connection stays open',
  ]);
});

it('shows octets still on their way', () => {
  expect(lines(replayed(open(), reads('GE')))).toEqual(['− request 1 GE · 2 octets…', '  method GE']);
  expect(lines(replayed(open(), reads(`${HEAD}Content-Length: 5\r\n\r\nhel`))).at(-2)).toBe(
    '  content · 3 of 5 octets, by Content-Length',
  );
  expect(lines(replayed(open(), reads('GET / HTTP/1.1\r\nHo'))).slice(-2)).toEqual([
    '  − header section · 1 field line',
    '    Ho',
  ]);
});

it('closes and opens branches', () => {
  const replay = replayed(open(), reads(`${CHUNKED}1\r\na\r\n1\r\nb\r\n`));
  expect(lines(replay, 'in0')).toEqual(['+ request 1 POST /echo · 72 octets…']);
  expect(lines(replay, 'in0.header', 'in0.c1').slice(4)).toEqual([
    '  + header section · 2 field lines',
    '  − content · 2 chunks, by Transfer-Encoding',
    '    + chunk 1 · 1 octet',
    '    − chunk 2 · 1 octet',
    '      chunk-size 1',
    '      chunk data b',
    '  connection stays open',
  ]);
});

it('finds the row of an octet, even if rows are closed', () => {
  const text = `${CHUNKED}5\r\nhello\r\n0\r\n\r\n`;
  const replay = replayed(open(), reads(text));
  const at = (part: string) => text.indexOf(part);
  expect(lineOf(replay, 'in', 0)).toBe('method POST');
  expect(lineOf(replay, 'in', 4), 'SP belongs to what it ends').toBe('method POST');
  expect(lineOf(replay, 'in', at('ost:'))).toBe('Host: a');
  expect(lineOf(replay, 'in', at('\nTransfer'))).toBe('Host: a');
  expect(lineOf(replay, 'in', at('\r\n5'))).toBe('empty line · ends the header section');
  expect(lineOf(replay, 'in', at('llo'))).toBe('+ chunk 1 · 5 octets');
  expect(lineOf(replay, 'in', at('llo'), 'in0.c0')).toBe('chunk data hello');
  expect(lineOf(replay, 'in', at('llo'), 'in0.content')).toBe('+ content · 2 chunks, by Transfer-Encoding');
  expect(lineOf(replay, 'in', at('llo'), 'in0')).toBe('+ request 1 POST /echo · 75 octets');
  expect(lineOf(replay, 'in', text.length - 1)).toBe('empty line · ends the message');
  expect(lineOf(replay, 'out', 0)).toBe('none');
});

it('joins responses to their requests, interim ones too', () => {
  const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const replay = replayed(
    open(),
    reads(get + get),
    writes('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n'),
    writes('HTTP/1.1 304 Not\r\n\r\n'),
  );
  expect(lines(replay, 'in0', 'in1', 'out0', 'out1', 'out2')).toEqual([
    '+ request 1 GET / · 27 octets',
    '+ response to 1 100 Continue · 25 octets',
    '+ response to 1 204 No · 19 octets',
    '+ request 2 GET / · 27 octets',
    '+ response to 2 304 Not · 20 octets',
  ]);
  expect(lineOf(replay, 'in', 30)).toBe('method GET');
  // An interim response says nothing about the connection.
  const open100 = lines(replay, 'in0', 'in1', 'out1', 'out2');
  expect(open100.slice(1, 8).at(-1)).toBe('  no content');
  expect(open100).not.toContain('  connection stays open');
});

it('finds the row of a decision', () => {
  const replay = replayed(
    open(),
    reads('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    decides('respond', 0, 200),
    decides('keep', 0),
  );
  const rows = new Structure(replay).rows(new Set());
  const decision = replay.placeOf(replay.total - 2).entry;
  if (decision.kind !== 'decision') throw new Error('no decision');
  expect(rows.at(rows.ofDecision(decision)).item).toMatchObject({
    what: 'decision',
    decision,
    known: { steps: replay.total - 1 },
  });
  expect(new Structure(replay).rows(new Set(['in0'])).ofDecision(decision)).toBe(0);
});

it('finds the row of a verdict', () => {
  const replay = replayed(open(), reads('GET / HTTP/1.1\r\nHost : a\r\n\r\n'), decides('refuse', 0, 400));
  const [verdict] = replay.request.log.verdicts;
  if (verdict === undefined) throw new Error('no verdict');
  const rows = new Structure(replay).rows(new Set());
  expect(rows.at(rows.ofVerdict('in', verdict)).item).toMatchObject({ what: 'verdict', verdict });
  expect(new Structure(replay).rows(new Set(['in0'])).ofVerdict('in', verdict)).toBe(0);
  expect(lineOf(replay, 'in', verdict.at - 1)).toBe('Host');
});

it('shows refusals where they belong, and discarded octets', () => {
  expect(lines(replayed(open(), reads('GET / HTTP/1.1\r\nHost : a\r\n\r\n'))).slice(4)).toEqual([
    '  − header section · 1 field line',
    '    Host',
    `  refused · ${en.rules['space-before-colon']}`,
    'discarded · 7 octets',
  ]);
  expect(lines(replayed(open(), reads('\x00GET'), writes('HTTP/1.1 400 Bad\r\n\r\n')), 'out0')).toEqual([
    '+ response to 1 400 Bad · 20 octets…',
    `refused · ${en.rules['method-token']}`,
    'discarded · 3 octets',
  ]);
  const closing = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  expect(lines(replayed(open(), reads(`${closing}GET`)), 'in0').at(-1)).toBe('discarded · 3 octets');
});

it('does not guess behind a gap', () => {
  const replay = replayed(open(), reads('GET / HTTP/1.1\r\n'), dropped(16, 0), reads('Host: a\r\n'));
  expect(lines(replay)).toEqual(['after a gap · 9 octets, not parsed']);
});

it('numbers rows among their siblings', () => {
  const rows = new Structure(replayed(open(), reads(`${HEAD}\r\n`))).rows(new Set());
  const places = Array.from({ length: rows.length }, (_, i) => `${rows.at(i).place}/${rows.at(i).siblings}`);
  expect(places).toEqual(['1/1', '1/6', '2/6', '3/6', '4/6', '1/2', '2/2', '5/6', '6/6']);
});

it('finds any of 100 000 chunks by a short walk', () => {
  const text = `${CHUNKED}${'5\r\nhello\r\n'.repeat(100_000)}0\r\n\r\n`;
  const structure = new Structure(replayed(open(), reads(text)));
  structure.rows(new Set());
  const rows = structure.rows(new Set(['in0.c70000']));
  const chunk = rows.holding('in', CHUNKED.length + 10 * 70_000 + 4);
  expect(rows.at(chunk)).toMatchObject({ depth: 3, item: { what: 'token', text: { text: 'hello' } } });
  expect(rows.at(chunk + 1)).toMatchObject({ depth: 2, item: { what: 'chunk', number: 70_002 } });
  expect(rows.length).toBe(9 + 100_001 + 2 + 2);
});
