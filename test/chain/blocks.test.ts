/** The picture of a chain cut into blocks: without a gap, and each octet in one of them. */
import { describe, expect, it } from 'vitest';
import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import { blocksOf, isVerbatim, octetOf, receivedAt } from '#shared/chain/blocks.ts';
import { chainOf } from '#shared/chain/chain.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import { closed, fin, open, reads, script, writes } from '../transcript/script.ts';

const cut = (start: number, end: number | null, line: string | null = null) => ({ start, end, line });
const said = (blocks: ReturnType<typeof blocksOf>) =>
  blocks.map(({ kind, number, start, end, complete }) => `${kind} ${number} ${start}-${end}${complete ? '' : ' …'}`);

describe('blocks', () => {
  it('are the requests, in order', () => {
    expect(said(blocksOf(30, [cut(0, 10), cut(10, 30)]))).toEqual(['request 1 0-10', 'request 2 10-30']);
  });

  it('say what was left aside behind the last, and between two', () => {
    expect(said(blocksOf(30, [cut(2, 10), cut(10, 20)], 20))).toEqual([
      'rest 0 0-2',
      'request 1 2-10',
      'request 2 10-20',
      'rest 0 20-30',
    ]);
  });

  it('end a request that is not complete where it was refused', () => {
    expect(said(blocksOf(30, [cut(0, null)], 12))).toEqual(['request 1 0-12 …', 'rest 0 12-30']);
    expect(said(blocksOf(30, [cut(0, null)]))).toEqual(['request 1 0-30 …']);
  });

  it('are one where the cuts are unknown, and none where there are no octets', () => {
    expect(said(blocksOf(30, null))).toEqual(['whole 0 0-30']);
    expect(blocksOf(0, null)).toEqual([]);
    expect(said(blocksOf(5, []))).toEqual(['rest 0 0-5']);
  });
});

describe('the octet at which they part', () => {
  const GET = 'GET /a HTTP/1.1\r\nHost: a\r\n\r\n';
  const HIDING = `GET /b HTTP/1.1\r\nHost: a\r\nX: y\n\n${GET}`;
  const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
  const engine = { server: 'engine', mode: 'rfc', leniencies: REQUEST_LENIENCIES } as const;

  it('is found in what the front received, behind what went over an earlier connection', () => {
    const front = script(open({ server: NAIVE_PROXY }), reads(GET + HIDING), writes(OK + OK));
    const first = script(open(engine), reads(GET), writes(OK), fin('server'), closed());
    const second = script(open(engine), reads(HIDING), writes(OK + OK));
    const picture = chainOf(NAIVE_PROXY, front, [first, second]);
    const octet = octetOf(picture);
    expect(octet).toEqual({ side: 1, octet: HIDING.indexOf('GET /a') });
    expect(receivedAt(picture, octet ?? { side: 0, octet: 0 })).toBe(GET.length + HIDING.indexOf('GET /a'));
    expect(isVerbatim(picture)).toBe(true);
  });

  it('is absent from the octets the front received when it forwards its own request', () => {
    const front = script(open({ server: 'nginx' }), reads(GET), writes(OK));
    const back = script(open(engine), reads(GET.replace('/a', '/x') + GET), writes(OK + OK));
    const picture = chainOf('nginx', front, [back]);
    const octet = octetOf(picture);
    expect(octet).toEqual({ side: 0, octet: GET.length });
    expect(receivedAt(picture, octet ?? { side: 0, octet: 0 })).toBeNull();
    expect(isVerbatim(picture)).toBe(false);
  });
});
