import { expect, it } from 'vitest';
import { holds, isSignal, STATES, type StateName } from '#shared/http1/table.ts';
import { en } from '#shared/text/en/index.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { excerptOf, expectedIn, explainAt, type OctetExplanation } from '#shared/transcript/view/explain.ts';
import { closed, crash, decides, dropped, fin, fired, open, reads, replayed, writes } from './script.ts';

const { why } = en;
const HELLO = 'GET /hello HTTP/1.1\r\nHost: local \r\n\r\n';

function octetAt(talk: Replay, offset: number, direction: 'in' | 'out' = 'in'): OctetExplanation {
  const explanation = explainAt(talk, talk.positionOf(direction, offset));
  if (explanation.kind !== 'octet') throw new Error(`no octet at ${offset}`);
  return explanation;
}

const read = (text: string) => replayed(open(), reads(text));

const titles = (text: string) => {
  const talk = read(text);
  return [...text].map((_, offset) => why.sentence(octetAt(talk, offset)));
};

const actions = (talk: Replay, offset: number, direction: 'in' | 'out' = 'in') =>
  octetAt(talk, offset, direction).actions.map((action) => {
    const { words, text } = why.action(action, 'server');
    return text === undefined ? words : `${words} = ${text}`;
  });

it('has a sentence for every octet of a request', () => {
  const all = titles(HELLO);
  const host = HELLO.indexOf('Host');
  expect([0, 1, 3, 4, 5, 10, 19, 20].map((offset) => all[offset])).toEqual([
    'Octet 0 is “G”, the first octet of the method',
    'Octet 1 is “E”, part of the method',
    'Octet 3 is SP: it ends the method',
    'Octet 4 is “/”, the first octet of the request-target',
    'Octet 5 is “h”, part of the request-target',
    'Octet 10 is SP: it ends the request-target',
    'Octet 19 is CR: LF must follow and end the request line',
    'Octet 20 is LF: it ends the request line',
  ]);
  expect(all.slice(host + 4)).toEqual([
    'Octet 25 is “:”: it ends the field name Host',
    'Octet 26 is SP, white space before the value of Host',
    'Octet 27 is “l”, the first octet of the value of Host',
    'Octet 28 is “o”, part of the value of Host',
    'Octet 29 is “c”, part of the value of Host',
    'Octet 30 is “a”, part of the value of Host',
    'Octet 31 is “l”, part of the value of Host',
    'Octet 32 is SP, white space after the value of Host',
    'Octet 33 is CR: LF must follow and end the line of Host',
    'Octet 34 is LF: it ends the line of Host',
    'Octet 35 is CR: LF must follow and end the header section',
    'Octet 36 is LF: it ends the header section',
  ]);
});

it('says what was done', () => {
  const talk = read(HELLO);
  expect(actions(talk, 0)).toEqual(['request 1 begins', 'method begins']);
  expect(actions(talk, 1)).toEqual([]);
  expect(actions(talk, 3)).toEqual(['method complete = GET']);
  expect(actions(talk, 33)).toEqual(['field value complete = local']);
  expect(actions(talk, 34)).toEqual(['keep the field = Host: local']);
  expect(actions(talk, 36)).toEqual([
    'no content follows',
    'request 1 complete: 37 octets',
    'the connection stays open',
  ]);
});

it('follows content by length to its end', () => {
  const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n';
  const talk = replayed(open(), reads(`${head}hel`), reads('lo'));
  expect(actions(talk, head.length - 1)).toEqual(['Content-Length: 5 octets of content follow']);
  const middle = octetAt(talk, head.length + 3);
  expect(middle.progress).toEqual({ taken: 4, total: 5 });
  expect(middle.soFar).toEqual({ token: 'content', text: 'hell', hidden: 0, octets: 4 });
  expect(middle.carried).toEqual({ number: 2, octet: 1, octets: 2 });
  expect(middle.decided).toEqual({ by: 'count', chosen: 'content', of: ['content', 'start', 'after-last'] });
  expect(actions(talk, head.length + 4)).toEqual([
    'content complete: 5 octets',
    `request 1 complete: ${head.length + 5} octets`,
    'the connection stays open',
  ]);
  expect(why.paragraph(octetAt(talk, head.length + 4))).toContain('**Request 1 is complete.**');
});

it('follows chunks, extensions and trailers', () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
  const body = '5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n';
  const talk = read(head + body);
  const at = (text: string) => head.length + body.indexOf(text);
  expect(actions(talk, head.length - 1)).toEqual(['Transfer-Encoding: content follows in chunks']);
  expect(actions(talk, at(';'))).toEqual(['chunk-size complete = 5', 'chunk extension begins'].slice(0, 1));
  expect(actions(talk, at('\nhello'))).toEqual(['chunk 1: 5 octets follow']);
  expect(octetAt(talk, at('llo')).progress).toEqual({ taken: 3, total: 5 });
  expect(actions(talk, at('\nX'))).toEqual(['last chunk: trailer fields or an empty line follow']);
  expect(why.sentence(octetAt(talk, at(' y')))).toBe(`Octet ${at(' y')} is SP, white space before the value of X`);
  expect(actions(talk, at('\n\r\n'))).toEqual(['keep the trailer field = X: y']);
  expect(actions(talk, head.length + body.length - 1).slice(1)).toEqual(['the connection stays open']);
});

it('counts chunks from 1 in each message', () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
  const body = '3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n';
  const talk = read(head + body + head + body);
  const second = head.length + body.indexOf('\nde');
  expect(actions(talk, second)).toEqual(['chunk 2: 2 octets follow']);
  expect(actions(talk, head.length + body.length + second)).toEqual(['chunk 2: 2 octets follow']);
});

it('tells an interim response from the final one, and which request each of them answers', () => {
  const interim = 'HTTP/1.1 100 Continue\r\n\r\n';
  const final = 'HTTP/1.1 204 No Content\r\n\r\n';
  const talk = replayed(open(), reads(HELLO + HELLO), writes(interim + final + final));
  const ends = [interim, interim + final, interim + final + final].map(({ length }) =>
    octetAt(talk, length - 1, 'out'),
  );
  expect(ends.map((end) => why.paragraph(end))).toEqual([
    '**An interim response is complete.** The final response to request 1 is still to come.',
    '**The response to request 1 is complete.** The connection stays open.',
    '**The response to request 2 is complete.** The connection stays open.',
  ]);
  // Only a final response says whether the connection goes on (RFC 9112 §9.3).
  expect(ends.map(({ rules }) => rules.includes('keep-alive-1.1'))).toEqual([false, true, true]);
  expect(actions(talk, interim.length - 1, 'out')).toContain('interim response to request 1 complete: 25 octets');
  expect(actions(talk, interim.length + final.length, 'out')).toContain('response to request 2 begins');
});

it('names what each clock was waiting for', () => {
  const said = (name: 'linger' | 'write' | 'handler' | 'idle') => {
    const talk = replayed(open(), fired(name));
    const explanation = explainAt(talk, talk.total);
    return explanation.kind === 'event' ? why.paragraph(explanation) : '';
  };
  expect(said('linger')).toMatch(/stops waiting for its FIN/);
  expect(said('write')).toMatch(/is not reading/);
  expect(said('handler')).toMatch(/503/);
  expect(said('idle')).toMatch(/No request had begun/);
});

it('shows the newest octets of a long token', () => {
  const talk = read(`GET /${'a'.repeat(100)}b`);
  const soFar = octetAt(talk, 105).soFar;
  expect(soFar).toEqual({ token: 'target', text: `${'a'.repeat(47)}b`, hidden: 54, octets: 102 });
});

it('blames the refused octet, with its rule and what the server answers', () => {
  const talk = read('GET / HTTP/1.1\r\nHost : a\r\n');
  const explanation = octetAt(talk, 20);
  expect(why.sentence(explanation)).toBe('Octet 20 is SP: refused');
  expect(why.paragraph(explanation)).toContain('answers **400**');
  expect(explanation.verdicts).toMatchObject([{ level: 'reject', rule: 'space-before-colon' }]);
  expect(explanation.rules).toEqual([]);
  expect(explanation.expected).toBeNull();
  expect(why.sentence(octetAt(talk, 21))).toBe('Octet 21 is “:”, discarded');
});

it('says so when an end of line refuses the message', () => {
  const talk = read('GET / HTTP/1.1\r\n\r\n');
  const explanation = octetAt(talk, 17);
  expect(why.sentence(explanation)).toBe('Octet 17 is LF: it ends the header section, and the request is refused');
  expect(explanation.verdicts).toMatchObject([{ rule: 'host-missing' }]);
  expect(explanation.actions).toEqual([]);
});

it('reads a response as one', () => {
  const talk = replayed(open(), reads(HELLO), writes('HTTP/1.1 200 OK\nContent-Length: 2\r\n\r\nhi'));
  expect(why.sentence(octetAt(talk, 0, 'out'))).toBe('Response octet 0 is “H”, the first octet of the version');
  const bare = octetAt(talk, 15, 'out');
  expect(why.sentence(bare)).toBe('Response octet 15 is LF without CR: it ends the status line anyway');
  expect(bare.verdicts).toMatchObject([{ level: 'tolerate', rule: 'bare-lf' }]);
  expect(actions(talk, 12, 'out')).toEqual(['status code complete = 200']);
});

it('names the character several octets make', () => {
  const talk = read('GET / HTTP/1.1\r\nHost: a\r\nX: \xe4\xbd\xa0\xff');
  const explanation = octetAt(talk, 29);
  expect(why.sentence(explanation)).toBe('Octet 29 is BD (octet 2 of 3 of “你”), part of the value of X');
  expect(octetAt(talk, 31).character).toBeNull();
  expect(octetAt(talk, 31).soFar?.text).toBe('你\\xff');
});

it('tells allowed and refused octets from the table, in every state', () => {
  const { table } = replayed(open()).request;
  for (const state of Object.keys(STATES) as StateName[]) {
    const known = table.rows.some((row) => row.from === state && !isSignal(row.on) && holds(row, table.leniencies));
    const expected = expectedIn(table, state);
    expect(expected === null, state).toBe(STATES[state] === 'end');
    if (expected !== null) expect(expected.allowed.length > 0, state).toBe(known);
  }
  const name = expectedIn(table, 'field-name');
  expect(name?.allowed.map(({ on }) => on)).toEqual(['tchar', ':']);
  expect(name?.refused).toEqual([
    { rule: 'space-before-colon', on: ['SP HTAB'] },
    { rule: 'field-name', on: ['else'] },
  ]);
});

it('explains steps that are not octets', () => {
  const refuses = { ...decides('refuse', 0, 400), rule: 'incomplete-message' } as const;
  const talk = replayed(open(), reads('GET / HT'), fin('client'), refuses);
  const accepted = explainAt(talk, 1);
  expect(why.sentence(accepted)).toBe('The server accepted the connection');
  const cut = explainAt(talk, talk.total - 1);
  expect(why.sentence(cut)).toBe('The client sent FIN');
  expect(why.paragraph(cut)).toContain('is incomplete');
  expect(cut).toMatchObject({ kind: 'event', verdicts: [{ rule: 'incomplete-message' }], rules: [] });
  const refusal = explainAt(talk, talk.total);
  expect(why.sentence(refusal)).toBe('The server refuses request 1 with 400');
  expect(refusal).toMatchObject({ rules: ['incomplete-message'] });
});

it('has words for every kind of event', () => {
  const talk = replayed(
    decides('continue', 0, 100),
    decides('respond', 0, 200),
    decides('abort', 0),
    decides('keep', 0),
    decides('close', 0),
    fired('idle'),
    fin('server'),
    { kind: 'reset', at: 'server', by: 'client' },
    { kind: 'close', at: 'server', error: 'ECONNRESET' },
    closed(),
    crash(),
  );
  const said = Array.from({ length: talk.total }, (_, step) => {
    const explanation = explainAt(talk, step + 1);
    expect(why.paragraph(explanation)).not.toBe('');
    return why.sentence(explanation);
  });
  expect(new Set(said).size).toBe(said.length);
});

it('does not guess behind a gap', () => {
  const talk = replayed(open(), reads(HELLO), dropped(37, 0), reads('x'));
  expect(why.sentence(explainAt(talk, 1))).toBe('3 older entries were dropped');
  const explanation = octetAt(talk, 0);
  expect(why.sentence(explanation)).toBe('Octet 37 is “x”, not parsed');
  expect(explanation.expected).toBeNull();
});

it('teaches at position 0', () => {
  expect(explainAt(replayed(open()), 0)).toEqual({ kind: 'empty', steps: true });
});

it('cuts an excerpt around the blame, and nothing the server has not read', () => {
  const { request } = read('GET / HTTP/1.1\r\nHost : a\r\n');
  const shown = excerptOf(request, { start: 20, end: 21 }, 21);
  expect(shown.cells.map(({ octet }) => String.fromCharCode(octet)).join('')).toBe('.1\r\nHost ');
  expect(shown.cells.filter(({ blamed }) => blamed).map(({ offset }) => offset)).toEqual([20]);
  expect(shown).toMatchObject({ before: true, after: false, hidden: 0 });
  const long = excerptOf(request, { start: 0, end: 26 }, 26, 8, 10);
  expect(long).toMatchObject({ before: false, after: true, hidden: 16 });
});
