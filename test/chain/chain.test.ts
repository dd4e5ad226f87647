/** A chain of two servers: where each cut the octets into requests, and what came of it. */
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import { type ChainVerdict, chainOf } from '#shared/chain/chain.ts';
import { naiveRequests } from '#shared/chain/naive.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import type { Draft, Entry } from '#shared/transcript/record/entries.ts';
import { closed, decides, fin, open, reads, script, writes } from '../transcript/script.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const BAD = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
const GET = 'GET /a HTTP/1.1\r\nHost: a\r\n\r\n';
const HIDDEN = 'GET /b HTTP/1.1\r\nHost: a\r\n\r\n';

const naive = (octets: string, ...answers: string[]): readonly Entry[] =>
  script(open({ server: NAIVE_PROXY }), reads(octets), ...answers.map(writes));
const lenient = (...drafts: Draft[]): readonly Entry[] =>
  script(open({ server: 'engine', mode: 'rfc', leniencies: REQUEST_LENIENCIES }), ...drafts);
const hardened = (...drafts: Draft[]): readonly Entry[] => script(open({ server: 'engine' }), ...drafts);

const post = (length: number | string, content: string, more = ''): string =>
  `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n${more}\r\n${content}`;
const clTe = (content: string): string => post(content.length, content, 'Transfer-Encoding: chunked\r\n');

const verdictOf = (front: readonly Entry[], ...backs: (readonly Entry[])[]): ChainVerdict =>
  chainOf(NAIVE_PROXY, front, backs).verdict;

describe('the naive proxy', () => {
  const ends = (text: string) => naiveRequests(fromLatin1(text)).map(({ end }) => end);

  it.each<[string, string, number]>([
    ['believes Content-Length and no Transfer-Encoding', clTe('0\r\n\r\nG'), 6],
    ['takes the first of two', post('3\r\nContent-Length: 1', 'abc'), 3],
    ['takes a folded line for a field', 'GET / HTTP/1.1\r\nX: a\r\n Content-Length: 3\r\n\r\nabc', 3],
    ['reads a number as far as it is one', post('3;x', 'abc'), 3],
    ['takes what is none for 0', post('-3', ''), 0],
  ])('%s', (_what, text, length) => {
    expect(ends(text)).toEqual([text.indexOf('\r\n\r\n') + 4 + length]);
  });

  it('ends no section at LF alone, and cuts one request after another', () => {
    expect(ends('GET / HTTP/1.1\nHost: a\n\n')).toEqual([]);
    expect(ends(`${GET}${HIDDEN}GET`)).toEqual([GET.length, GET.length + HIDDEN.length]);
  });
});

describe('a chain', () => {
  it('agrees where both cut alike', () => {
    const back = hardened(reads(GET), writes(OK), reads(HIDDEN), writes(OK));
    const picture = chainOf(NAIVE_PROXY, naive(GET + HIDDEN, OK, OK), [back]);
    expect(picture.verdict).toEqual({ is: 'agree', requests: 2, exact: true });
    expect(picture.requests).toEqual({ front: 2, back: 2 });
    const cuts = [
      { start: 0, end: GET.length },
      { start: GET.length, end: GET.length + HIDDEN.length },
    ];
    expect(picture.sides[0]?.front).toMatchObject(cuts);
    expect(picture.sides[0]?.back).toMatchObject([
      { ...cuts[0], line: 'GET /a' },
      { ...cuts[1], line: 'GET /b' },
    ]);
  });

  it('shows the request that only the back saw, and the octet it begins at', () => {
    const hiding = `GET /a HTTP/1.1\r\nHost: a\r\nX: y\n\n${HIDDEN}`;
    const back = lenient(reads(hiding), writes(OK), writes(OK));
    const picture = chainOf(NAIVE_PROXY, naive(hiding, OK), [back]);
    const octet = hiding.indexOf('GET /b');
    expect(picture.verdict).toEqual({ is: 'smuggled', requests: 1, at: { side: 0, octet }, exact: true });
    expect(picture.requests).toEqual({ front: 1, back: 2 });
  });

  it('shows the beginning of one', () => {
    // To the front the section goes on to its CR LF CR LF, and the first length counts; to the back both have ended.
    const rest = 'POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n';
    const octets = `GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nX: y\n\n${rest}`;
    expect(verdictOf(naive(octets, OK), lenient(reads(octets), writes(OK)))).toEqual({
      is: 'begun',
      octets: rest.length,
      at: { side: 0, octet: octets.indexOf('POST /b') },
    });
  });

  it('shows what the back left aside when it closed over two framings', () => {
    const octets = clTe(`0\r\n\r\n${HIDDEN}`);
    const back = lenient(reads(octets), writes(OK), decides('close', 0), fin('server'), closed());
    expect(verdictOf(naive(octets, OK), back)).toEqual({
      is: 'left-aside',
      octets: HIDDEN.length,
      at: { side: 0, octet: octets.indexOf('GET /b') },
    });
  });

  it('shows the octet that the back refused', () => {
    const octets = clTe(`0\r\n\r\n${HIDDEN}`);
    const back = hardened(reads(octets), decides('refuse', 0, 400), writes(BAD), fin('server'), closed());
    expect(verdictOf(naive(octets, BAD), back)).toEqual({
      is: 'back-refused',
      at: { side: 0, octet: octets.indexOf('\r\n\r\n') + 3 },
      rule: 'transfer-encoding-and-length',
    });
  });

  it('shows that the back waits for more than the front has sent', () => {
    const octets = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(verdictOf(naive(octets), hardened(reads(octets)))).toEqual({
      is: 'back-waits',
      at: { side: 0, octet: octets.length },
    });
  });

  it('says when nothing reached the back', () => {
    expect(verdictOf(naive('GET / HT'))).toEqual({ is: 'front-waits' });
    expect(verdictOf(naive(GET, BAD), [])).toEqual({ is: 'front-refused', status: 400 });
  });

  it('follows the front to the next connection of a back that closes', () => {
    const sides = [GET, HIDDEN].map((one) => hardened(reads(one), writes(OK), fin('server'), closed()));
    const picture = chainOf(NAIVE_PROXY, naive(GET + HIDDEN, OK, OK), sides);
    expect(picture.sides.map(({ front }) => front?.length)).toEqual([1, 1]);
    expect(picture.verdict).toEqual({ is: 'agree', requests: 2, exact: true });
  });

  it('relies on the counts where the front’s cuts are unknown', () => {
    const front = script(open({ server: 'nginx' }), reads(GET), writes(OK));
    const back = hardened(reads(GET + HIDDEN), writes(OK), writes(OK));
    expect(chainOf('nginx', front, [back]).verdict).toEqual({
      is: 'smuggled',
      requests: 1,
      at: { side: 0, octet: GET.length },
      exact: false,
    });
    const tutorial = script(open({ server: 'three-answers' }), reads(GET), writes(OK));
    expect(chainOf('nginx', front, [tutorial]).verdict).toEqual({ is: 'agree', requests: 1, exact: false });
    const two = script(open({ server: 'nginx' }), reads(GET + HIDDEN), writes(OK + OK));
    expect(chainOf('nginx', two, [tutorial]).verdict).toEqual({ is: 'fewer', front: 2, back: 1 });
  });
});
