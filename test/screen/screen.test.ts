import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { linesOfRow, type Row } from '#shared/screen/row.ts';
import { type Note, Screen } from '#shared/screen/screen.ts';
import { textOf } from '#shared/screen/span.ts';
import { en } from '#shared/text/en/index.ts';
import type { Draft, Entry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import {
  clientReads,
  clientWrites,
  closed,
  crash,
  dropped,
  fin,
  fired,
  open,
  reads,
  replayed,
  script,
  writes,
} from '../transcript/script.ts';

const connected: Draft = { kind: 'connect', at: 'client', local: '127.0.0.1:40000', remote: '127.0.0.1:8100' };
const reset = (by: 'client' | 'server', at: 'client' | 'server'): Draft => ({ kind: 'reset', at, by });
const opening = [open(), connected];
const fromOutside = open({ origin: 'outside' });

/** What is sent, and read by the server at once. */
const sends = (octets: string) => [clientWrites(octets), reads(octets)];
/** What is answered, and read by the client at once. */
const answers = (octets: string) => [writes(octets), clientReads(octets.length)];

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n';
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';

const drawn = (rows: readonly Row[], columns = 80) =>
  rows.flatMap((row) => linesOfRow(en, row, columns)).map(({ spans }) => textOf(spans).trimEnd());

function shown(drafts: readonly Draft[], columns = 80, notes: readonly Note[] = []): string[] {
  const screen = new Screen(en, replayed(...drafts), notes);
  screen.update();
  return drawn(screen.rows.kept, columns);
}

describe('a connection of the page', () => {
  test('is shown as its client saw it, every line with its end', () => {
    const drafts = [
      ...opening,
      ...sends('GET / HTTP/1.1\r\n'),
      ...sends('Host: x\r\n'),
      ...sends('\r\n'),
      ...answers(RESPONSE),
    ];
    expect(shown(drafts)).toEqual([
      '  connected to Engine on 127.0.0.1:8100',
      '→ GET / HTTP/1.1CRLF',
      '→ Host: xCRLF',
      '→ CRLF',
      '← HTTP/1.1 200 OKCRLF',
      '← Content-Length: 2CRLF',
      '← CRLF',
      '← hi',
    ]);
  });

  test('a line sent in pieces is one line, until the other side speaks', () => {
    expect(shown([...opening, ...sends('GE'), ...sends('T /'), ...sends('x ')]).slice(1)).toEqual(['→ GET /x']);
    expect(shown([...opening, ...sends('GE'), ...answers('H'), ...sends('T')]).slice(1)).toEqual([
      '→ GE',
      '← H',
      '→ T',
    ]);
  });

  test('characters split over two reads are put together', () => {
    expect(
      shown([...opening, ...sends(REQUEST), ...answers(HEAD), ...answers('\xd0'), ...answers('\x9f')]).at(-1),
    ).toBe('← П');
  });

  test('what the client has not read yet is not shown', () => {
    expect(shown([...opening, ...sends(REQUEST), writes(RESPONSE), clientReads(8)]).at(-1)).toBe('← HTTP/1.1');
  });

  test('says how it ended, and which side began', () => {
    expect(
      shown([
        ...opening,
        fin('client', 'client'),
        fin('client'),
        fin('server'),
        fin('server', 'client'),
        closed('client'),
        closed(),
      ]).slice(1),
    ).toEqual([`  ${en.terminal.fin.you}`, `  ${en.terminal.fin.server}`, `  ${en.terminal.closedBy.client}`]);
    expect(
      shown([...opening, fired('idle'), fin('server'), closed(), fin('server', 'client'), closed('client')]).slice(1),
    ).toEqual([
      '  The server’s idle timeout expired.',
      `  ${en.terminal.fin.server}`,
      `  ${en.terminal.closedBy.server}`,
    ]);
    expect(shown([...opening, reset('client', 'client'), reset('client', 'server'), closed()]).slice(1)).toEqual([
      `  ${en.terminal.reset.client}`,
    ]);
    expect(shown([...opening, crash(), closed('client')]).slice(1)).toEqual(['  The server crashed: boom']);
  });
});

describe('a refusal', () => {
  const refused = (octets: string, columns?: number) => shown([...opening, ...sends(octets)], columns).slice(1);

  test('has its caret under the octet, the reason and the section', () => {
    expect(refused('GET  / HTTP/1.1\r\n')).toEqual([
      '→ GET  / HTTP/1.1CRLF',
      '      ^',
      '  Refused at octet 4. A request line is method, target and version with exactly',
      '  one space between them.',
      '  RFC 9112 §3',
    ]);
  });

  test('counts cells, not octets', () => {
    expect(refused('GET /\xd1\x8f HTTP/1.1\r\n').slice(0, 2)).toEqual(['→ GET /я HTTP/1.1CRLF', '       ^']);
    expect(refused('GET /\x01x HTTP/1.1\r\n').slice(0, 2)).toEqual(['→ GET /SOHx HTTP/1.1CRLF', '       ^^^']);
  });

  test('of an end of line stands under its tag', () => {
    expect(refused('GET / HTTP/1.1\n').slice(0, 2)).toEqual(['→ GET / HTTP/1.1LF', '                ^^']);
  });

  test('under a copy of the line, when that is not the one above', () => {
    expect(refused('GET  / HTTP/1.1\r\nHost: x\r\n\r\n').slice(0, 5)).toEqual([
      '→ GET  / HTTP/1.1CRLF',
      '→ Host: xCRLF',
      '→ CRLF',
      '  GET  / HTTP/1.1CRLF',
      '      ^',
    ]);
  });

  test('under a part of the line, when the line is long', () => {
    const long = `GET /${'a'.repeat(60)}\x01${'b'.repeat(60)} HTTP/1.1\r\n`;
    const lines = refused(long, 40);
    const caret = lines.findIndex((line) => line.includes('^^^'));
    const at = lines[caret]?.indexOf('^') ?? -1;
    expect(lines[caret - 1]?.slice(at, at + 3)).toBe('SOH');
    expect(lines.every((line) => line.length <= 40)).toBe(true);
  });

  test('without octets to blame has no caret', () => {
    expect(shown([...opening, ...sends('GET'), fin('client', 'client'), fin('client')], 99).slice(3)).toEqual([
      '  Refused. The client ended the connection in the middle of a message.',
      '  RFC 9112 §8',
    ]);
  });

  test('of a response is shown too, and bare line ends of one are marked', () => {
    const lines = shown([...opening, ...sends(REQUEST), ...answers('HTTP/1.1 2000 OK\r\n')], 120);
    expect(lines).toContainEqual(expect.stringContaining(en.rules['status-code']));
    const screen = new Screen(en, replayed(...opening, ...sends(REQUEST), ...answers('HTTP/1.1 200 OK\nA: b\r\n')), []);
    screen.update();
    expect(screen.rows.kept.at(-2)).toMatchObject({ kind: 'octets', bare: [15] });
    expect(screen.rows.kept.at(-1)).toMatchObject({ kind: 'octets', bare: [] });
  });
});

describe('a connection from outside', () => {
  test('is shown as its server saw it', () => {
    expect(shown([fromOutside, reads(REQUEST), writes(RESPONSE), fin('client'), closed()])).toEqual([
      '  127.0.0.1:40000 connected to Engine on 127.0.0.1:8100',
      '→ GET / HTTP/1.1CRLF',
      '→ Host: xCRLF',
      '→ CRLF',
      '← HTTP/1.1 200 OKCRLF',
      '← Content-Length: 2CRLF',
      '← CRLF',
      '← hi',
      `  ${en.terminal.fin.client}`,
      `  ${en.terminal.closedBy.client}`,
    ]);
  });
});

describe('much', () => {
  const body = 'x'.repeat(1024 * 1024);
  const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`;
  const octetsOf = (rows: readonly Row[]) =>
    rows.reduce((sum, row) => sum + (row.kind === 'octets' && row.direction === 'out' ? row.bytes.length : 0), 0);

  test('content is shown as far as 16 KiB, and the rest is counted', () => {
    const screen = new Screen(en, replayed(...opening, ...sends(REQUEST), ...answers(head), ...answers(body)), []);
    screen.update();
    expect(octetsOf(screen.rows.kept)).toBe(head.length + 16 * 1024);
    expect(screen.hidden).toBe(body.length - 16 * 1024);
  });

  test('the count stays once something follows', () => {
    const lines = shown([...opening, ...sends(REQUEST), ...answers(head), ...answers(body), ...sends('GET')]);
    expect(lines.slice(-2)).toEqual(['  … 1\u202f032\u202f192 octets not shown here: see the tape.', '→ GET']);
  });

  test('what follows in one read is shown again', () => {
    const lines = shown([...opening, ...sends(REQUEST + REQUEST), ...answers(head + body + RESPONSE)]);
    expect(lines.slice(-4)).toEqual(['← HTTP/1.1 200 OKCRLF', '← Content-Length: 2CRLF', '← CRLF', '← hi']);
  });

  test('octets sent in bulk are counted too, and those typed after them are shown', () => {
    const piece = 'y'.repeat(256 * 1024);
    const post = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${piece.length * 2}\r\n\r\n`;
    const lines = shown([...opening, ...sends(post), ...sends(piece), ...sends(piece), ...sends('GET')]);
    expect(lines.filter((line) => line.includes('… '))).toEqual([
      '  … 507\u202f956 octets not shown here: see the tape.',
    ]);
    expect(lines.at(-1)).toBe('→ GET');
  });

  test('of a very long transcript only the end is drawn, and it says so', () => {
    const lines = shown([...opening, ...Array.from({ length: 11_000 }, () => sends('x')).flat()]);
    expect(lines[0]).toMatch(/^ {2}… .* octets before this are on the tape\.$/);
  });

  test('behind a gap it says how much is gone, and goes on', () => {
    const lines = shown([...opening, dropped(10, 20), reads('abc'), writes('def')]);
    expect(lines).toEqual(['  … 30 octets before this are no longer kept.', '→ abc', '← def']);
  });
});

describe('notes', () => {
  const note = (after: number, text: string): Note => ({ after, rows: [{ kind: 'note', tone: 'dim', text }] });

  test('stand where they were made', () => {
    const drafts = [...opening, ...sends('GE'), ...sends('T /')];
    expect(shown(drafts, 80, [note(-1, 'first'), note(3, 'between'), note(99, 'last')])).toEqual([
      '  first',
      '  connected to Engine on 127.0.0.1:8100',
      '→ GE',
      '  between',
      '→ T /',
      '  last',
    ]);
  });

  test('an empty one clears what was there', () => {
    expect(shown([...opening, ...sends('GE'), ...sends('T /')], 80, [{ after: 3, rows: [] }])).toEqual(['→ T /']);
  });
});

describe('a screen that grows', () => {
  const summary = (rows: readonly Row[]) =>
    JSON.stringify(rows.map((row) => (row.kind === 'octets' ? { ...row, bytes: latin1(row.bytes) } : row)));
  const octets = fc.constantFrom(
    'G',
    'ET / HTTP/1.1\r\n',
    'Host: x\r\n',
    '\r\n',
    'bad line \x01\r\n',
    'x'.repeat(600),
    '\xd0',
    '\x9f',
    'y'.repeat(20_000),
  );
  const answer = fc.constantFrom(
    RESPONSE,
    'HTTP/1.1 200',
    ' OK\r\n',
    'Content-Length: 30000\r\n\r\n',
    'z'.repeat(10_000),
    '\n',
  );
  const piece = fc.oneof(
    { weight: 4, arbitrary: octets.map(sends) },
    { weight: 4, arbitrary: answer.map(answers) },
    {
      weight: 1,
      arbitrary: fc.constantFrom([writes('late')], [clientReads(4)], [fin('server', 'client')], [fired('idle')]),
    },
  );
  const drafts = fc.array(piece, { maxLength: 12 }).map((pieces) => [...opening, ...pieces.flat()]);

  test('is the screen that is drawn at once', () => {
    fc.assert(
      fc.property(drafts, fc.boolean(), (all, outside) => {
        const entries: readonly Entry[] = script(...(outside ? [fromOutside, ...all.slice(2)] : all));
        const whole = new Replay();
        whole.append(entries);
        const growing = new Replay();
        const grown = new Screen(en, growing, []);
        for (const entry of entries) {
          growing.append([entry]);
          grown.update();
        }
        const once = new Screen(en, whole, []);
        once.update();
        expect(summary(grown.rows.kept)).toBe(summary(once.rows.kept));
        expect([grown.hidden, grown.rows.open, grown.sent]).toEqual([once.hidden, once.rows.open, once.sent]);
      }),
    );
  });

  test('changes only its last row, and only while it is open', () => {
    const growing = new Replay();
    const screen = new Screen(en, growing, []);
    const entries = script(
      ...opening,
      ...sends('GET / HT'),
      ...sends('TP/1.1\r\nHo'),
      ...answers('HTTP'),
      ...answers('/1.1 200 OK\r\n'),
    );
    let before: readonly Row[] = [];
    for (const entry of entries) {
      const settled = screen.rows.open ? before.slice(0, -1) : before;
      growing.append([entry]);
      screen.update();
      expect(screen.rows.kept.slice(0, settled.length)).toEqual(settled);
      before = [...screen.rows.kept];
    }
    expect(before.map((row) => (row.kind === 'octets' ? latin1(row.bytes) : row.kind))).toEqual([
      'note',
      'GET / HTTP/1.1\r\n',
      'Ho',
      'HTTP/1.1 200 OK\r\n',
    ]);
  });
});
