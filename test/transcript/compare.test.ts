/** The same octets to several servers: who agrees, where two part, and what the RFC says of each. */
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { diffLines, divergenceOf, groupsOf } from '#shared/transcript/judge/compare.ts';
import { expectationOf, judge } from '#shared/transcript/judge/conformance.ts';
import { type Outcome, outcomeOf } from '#shared/transcript/judge/outcome.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { readWrites, writtenAs } from '#shared/transcript/view/sending.ts';
import { closed, crash, decides, fin, open, reads, script, writes } from './script.ts';

const NO_HOST = 'GET / HTTP/1.1\r\n\r\n';
const GOOD = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const BAD = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

const lane = (server: string, ...drafts: Draft[]): Outcome => outcomeOf(script(open({ server }), ...drafts));
const engine = (...drafts: Draft[]) => lane('engine', ...drafts);
const tutorial = (...drafts: Draft[]) => lane('web-server-1.0', ...drafts);

describe('an outcome', () => {
  it('of a refusal has the octet that decided it, the status, and the end', () => {
    const refused = engine(reads(NO_HOST), decides('refuse', 0, 400), writes(BAD), fin('server'), closed());
    expect(refused).toMatchObject({ statuses: [400], consumed: 18, requests: 1, fate: 'closed', exact: true });
    expect(refused.effects).toEqual([{ kind: 'refused', from: 18, to: 18 }]);
  });

  it('counts the octets behind a refused one as not taken', () => {
    const refused = engine(reads('G(T / HTTP/1.1\r\n\r\n'), decides('refuse', 0, 400), writes(BAD), fin('server'));
    expect(refused.consumed).toBe(2);
    expect(refused.effects).toEqual([{ kind: 'refused', from: 2, to: 2 }]);
  });

  it('of another server knows only the read it answered after', () => {
    const answered = tutorial(reads('GET / HT'), reads('TP/1.1\r\n\r\n'), writes(OK));
    expect(answered.effects).toEqual([{ kind: 'answered', from: 9, to: 18 }]);
    expect(answered).toMatchObject({ consumed: 18, requests: 1, fate: 'kept', ms: 1 });
  });

  it.each<[string, Outcome['fate'], Outcome]>([
    ['nothing is said', 'waiting', engine(reads('GET'))],
    ['it dies', 'crashed', tutorial(reads('GET'), crash())],
    ['it closes without a word', 'closed', tutorial(reads('GET'), fin('server'))],
    ['it was never accepted', 'backlog', outcomeOf([])],
  ])('when %s is %s', (_when, fate, outcome) => {
    expect(outcome.fate).toBe(fate);
    expect(outcome.ms).toBeNull();
  });

  it('does not count 1xx as an answer', () => {
    const { statuses } = engine(reads(GOOD), writes(`HTTP/1.1 100 Continue\r\n\r\n${OK}`));
    expect(statuses).toEqual([200]);
  });

  it('of a server that only says 100 is that it waits', () => {
    const told = engine(reads('POST / HTTP/1.1\r\nHost: a\r\n'), writes('HTTP/1.1 100 Continue\r\n\r\n'));
    expect(told).toMatchObject({ statuses: [], interim: [100], fate: 'waiting', effects: [] });
  });

  it('separates octets that are not HTTP', () => {
    expect(tutorial(reads('x'), writes('hello')).effects).toEqual([{ kind: 'octets', from: 1, to: 1 }]);
  });
});

describe('the octet of divergence', () => {
  const refuses = engine(reads(NO_HOST), decides('refuse', 0, 400), writes(BAD), fin('server'));

  it('is the last octet both took when one refuses at it and the other answers', () => {
    expect(divergenceOf(refuses, tutorial(reads(NO_HOST), writes(OK)))).toBe(17);
  });

  it('is where the first answered while the other went on: at a cut, the octet before it', () => {
    const whole = engine(reads('GET / HT'), reads(GOOD.slice(8)), writes(OK));
    const early = tutorial(reads('GET / HT'), writes(OK), fin('server'));
    expect(divergenceOf(whole, early)).toBe(7);
    expect(divergenceOf(early, whole)).toBe(7);
  });

  it('is where one answered and the other never did', () => {
    expect(divergenceOf(tutorial(reads(GOOD), writes(OK)), tutorial(reads(GOOD)))).toBe(GOOD.length - 1);
  });

  it('is none where the same may have happened within one read', () => {
    const pipelined = engine(reads(GOOD + GOOD), writes(OK), writes(OK));
    expect(divergenceOf(pipelined, lane('node-http', reads(GOOD + GOOD), writes(OK), writes(OK)))).toBeNull();
  });

  it('is none between equivalent refusals, and none with a server that never accepted', () => {
    const other = lane('node-http', reads(NO_HOST), writes(BAD.replace('400', '431')));
    expect(divergenceOf(refuses, other)).toBeNull();
    expect(divergenceOf(refuses, outcomeOf([]))).toBeNull();
  });

  it('separates a server that refuses the octets from one without the page, and both from one with it', () => {
    const missing = tutorial(reads(NO_HOST), writes(BAD.replace('400', '404')));
    const not = tutorial(reads(NO_HOST), writes(BAD.replace('400', '405')));
    expect(divergenceOf(refuses, missing)).toBe(NO_HOST.length - 1);
    expect(divergenceOf(tutorial(reads(NO_HOST), writes(OK)), missing)).toBe(NO_HOST.length - 1);
    expect(divergenceOf(missing, not)).toBeNull();
  });

  it('groups servers by it, lettered in order', () => {
    const answers = tutorial(reads(NO_HOST), writes(OK));
    const also = lane('node-http', reads(NO_HOST), writes(BAD));
    expect(groupsOf([refuses, answers, also, outcomeOf([]), answers])).toEqual([0, 1, 0, 2, 1]);
  });
});

describe('the verdict', () => {
  const on = (octets: string, outcome: Outcome) => judge(expectationOf(fromLatin1(octets)), outcome);
  const BARE = 'GET / HTTP/1.1\nHost: a\n\n';
  const TWO = GOOD + GOOD;

  it.each([
    [NO_HOST, writes(BAD), 'allowed', 'host-missing', 'refused'],
    [NO_HOST, writes(OK), 'wrong', 'host-missing', 'must-refuse'],
    [NO_HOST, fin('server'), 'wrong', 'host-missing', 'silent'],
    [NO_HOST, crash(), 'wrong', 'host-missing', 'crashed'],
    [BARE, writes(OK), 'tolerated', 'bare-lf', 'let-pass'],
    [BARE, writes(BAD), 'allowed', 'bare-lf', 'refused'],
    [BARE, writes(BAD.replace('400', '404')), 'tolerated', 'bare-lf', 'let-pass'],
    [NO_HOST, writes(BAD.replace('400', '405')), 'wrong', 'host-missing', 'must-refuse'],
    [GOOD, writes(OK), 'allowed', 'no-content', 'answered'],
    [GOOD, writes(OK + OK), 'wrong', 'no-content', 'too-many'],
    [GOOD, fin('server'), 'wrong', 'no-content', 'unanswered'],
    [GOOD, writes('hello'), 'wrong', 'status-line', 'no-http'],
    [GOOD, crash(), 'wrong', 'handler-failed', 'crashed'],
    [TWO, writes(OK), 'wrong', 'keep-alive-1.1', 'too-few'],
    ['GET / HT', writes(OK), 'wrong', 'message-end', 'too-early'],
  ] as const)('on %j and what it did is %o → %s', (octets, did, level, rule, why) => {
    expect(on(octets, tutorial(reads(octets), did))).toEqual({ level, rule, why });
  });

  const BOTH = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  const lengths = (value: string) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${value}\r\n\r\nhello`;
  const coded = (coding: string) => `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ${coding}\r\n\r\n`;
  const NOT_IMPLEMENTED = BAD.replace('400', '501');

  it.each([
    ['both lengths', BOTH, 'transfer-encoding-and-length', OK, 'tolerated', 'let-pass'],
    ['both lengths', BOTH, 'transfer-encoding-and-length', BAD, 'allowed', 'refused'],
    ['no length', lengths('+5'), 'content-length-invalid', BAD, 'allowed', 'refused'],
    ['two lengths', lengths('5, 6'), 'content-length-duplicate', BAD, 'allowed', 'refused'],
    ['a coding behind chunked', coded('chunked, gzip'), 'transfer-encoding-not-chunked', BAD, 'allowed', 'refused'],
  ] as const)('on %s asks that the connection be closed behind the answer', (_on, octets, rule, said, level, why) => {
    const closes = tutorial(reads(octets), writes(said), fin('server'));
    expect(on(octets, closes)).toEqual({ level, rule, why });
    expect(on(octets, tutorial(reads(octets), writes(said)))).toEqual({ level: 'wrong', rule, why: 'must-close' });
  });

  it('on both lengths is wrong for a server that answers the octets after them, and then closes', () => {
    const goesOn = tutorial(reads(BOTH + GOOD), writes(OK), writes(OK), fin('server'));
    expect(on(BOTH + GOOD, goesOn)).toMatchObject({ level: 'wrong', why: 'must-close' });
  });

  it('takes 501 for a word about the method, and for a refusal of the octets where a transfer coding is unknown', () => {
    const said = (octets: string) => on(octets, tutorial(reads(octets), writes(NOT_IMPLEMENTED), fin('server')));
    expect(said(NO_HOST.replace('GET', 'BREW'))).toMatchObject({ level: 'wrong', why: 'must-refuse' });
    expect(said(BOTH)).toMatchObject({ level: 'tolerated', why: 'let-pass' });
    expect(said(GOOD.replace('GET', 'BREW'))).toMatchObject({ level: 'allowed', why: 'answered' });
    expect(said(coded('cow, chunked'))).toMatchObject({ level: 'allowed', why: 'refused' });
  });

  it('is wrong for an answer before the request was complete, though it came in the end', () => {
    expect(on(GOOD, tutorial(reads(GOOD.slice(0, 8)), writes(OK)))).toMatchObject({ why: 'too-early' });
  });

  it('allows a server to close between two requests, and to wait for the rest of one', () => {
    expect(on(TWO, tutorial(reads(TWO), writes(OK), fin('server')))).toMatchObject({ level: 'allowed' });
    expect(on('GET / HT', engine(reads('GET / HT')))).toMatchObject({ level: 'allowed', why: 'unfinished' });
  });

  it('on a request cut off by a FIN allows a server to refuse it or close, but not to answer', () => {
    const broken = (did: Draft) =>
      judge(expectationOf(fromLatin1('GET / HT'), true), engine(reads('GET / HT'), fin('client'), did));
    expect(broken(writes(BAD))).toEqual({ level: 'allowed', rule: 'incomplete-message', why: 'refused' });
    expect(broken(fin('server'))).toMatchObject({ level: 'allowed', why: 'silent' });
    expect(broken(writes(OK))).toMatchObject({ level: 'wrong', why: 'too-early' });
  });

  it('names our policy where a valid request is refused by it', () => {
    const odd = 'GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n';
    expect(on(odd, tutorial(reads(odd), writes(BAD)))).toEqual({
      level: 'allowed',
      rule: 'target-unsafe',
      why: 'refused-policy',
    });
  });

  it('is not given on a connection that was never accepted', () => {
    expect(on(GOOD, outcomeOf([]))).toBeNull();
  });
});

describe('two responses', () => {
  it('are aligned by what they share', () => {
    expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'y', 'c'])).toEqual([
      { left: 'a', right: 'a', same: true },
      { left: 'b', right: 'x', same: false },
      { left: null, right: 'y', same: false },
      { left: 'c', right: 'c', same: true },
    ]);
    expect(diffLines([], ['a'])).toEqual([{ left: null, right: 'a', same: false }]);
  });
});

describe('the text of the sent octets', () => {
  const texts = (text: string) => {
    const read = readWrites(text);
    return read.ok ? read.writes.map(({ bytes, pauseMs }) => [String.fromCharCode(...bytes), pauseMs]) : read.at;
  };

  it('holds every octet as written, and none for its own line ends', () => {
    expect(texts('GET\\r\\n\n\\x00\\\\ é')).toEqual([['GET\r\n\x00\\ Ã©', 0]]);
  });

  it('has cuts and pauses', () => {
    expect(texts('GET / HT✂TP/1.1✂(200)\\r\\n')).toEqual([
      ['GET / HT', 0],
      ['TP/1.1', 0],
      ['\r\n', 200],
    ]);
  });

  it('ends with a FIN where it says so, and there alone', () => {
    const read = readWrites('GET✂ /✂(fin)\n');
    expect(read.ok && read.writes.map(({ fin: ends }) => ends)).toEqual([undefined, true]);
    expect(read.ok && writtenAs(read.writes)).toBe('GET✂ /✂(fin)');
    expect(texts('✂(fin)')).toEqual([]);
    expect(texts('a✂(fin)b')).toEqual([
      ['a', 0],
      ['(fin)b', 0],
    ]);
  });

  it('reports where an escape is invalid', () => {
    expect(texts('ab\n✂c\\q')).toBe(5);
  });

  it('survives every octet, written and read again', () => {
    const all = [{ bytes: Uint8Array.from({ length: 256 }, (_, i) => i), pauseMs: 0 }];
    const cut = [...all, { bytes: fromLatin1('x'), pauseMs: 30 }];
    expect(readWrites(writtenAs(cut))).toEqual({ ok: true, writes: cut });
  });
});
