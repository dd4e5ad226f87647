import { describe, expect, test } from 'vitest';
import { en } from '#shared/text/en/index.ts';
import { waitingSentence } from '#shared/text/waiting-sentence.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { waitingAt } from '#shared/waiting/waiting.ts';
import {
  armed,
  closed,
  crash,
  decides,
  dropped,
  fin,
  fired,
  open,
  reads,
  replayed,
  writes,
} from '../transcript/script.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';
const REFUSAL = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const at = (...drafts: readonly Draft[]) => {
  const replay = replayed(...drafts);
  return waitingAt(replay, replay.total);
};
const says = (...drafts: readonly Draft[]) => waitingSentence(en, at(...drafts));

describe('the waiting line', () => {
  test('names the missing parts, as octets come', () => {
    expect(says(open())).toContain('**request line**');
    expect(says(open(), reads('GET'))).toContain('**method**');
    expect(says(open(), reads('GET / HTTP/1.1\r\n'))).toContain('**empty line**');
    expect(says(open(), reads('GET / HTTP/1.1\r\nHost: lo'))).toContain('**header line**');
    expect(says(open(), reads('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na'))).toContain(
      '**2 more octets**',
    );
    expect(says(open(), reads('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'))).toContain(
      '**3 more octets**',
    );
  });

  test('tells a handler at work from a connection that waits for the next request', () => {
    expect(at(open(), reads(REQUEST)).for).toEqual({ what: 'handler', request: 0 });
    expect(at(open(), reads(REQUEST), writes(RESPONSE.slice(0, -1))).for).toEqual({ what: 'handler', request: 0 });
    expect(says(open(), reads(REQUEST), writes(RESPONSE))).toContain('**another request**');
    expect(at(open(), reads(REQUEST + REQUEST), writes(RESPONSE)).for).toEqual({ what: 'handler', request: 1 });
  });

  test('an interim 100 does not count as the answer', () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n';
    const waiting = at(
      open(),
      reads(head),
      decides('continue', 0),
      writes('HTTP/1.1 100 Continue\r\n\r\n'),
      reads('x'),
    );
    expect(waiting.for).toEqual({ what: 'handler', request: 0 });
  });

  test('says which side ended it', () => {
    expect(says(open(), reads('GET  /'), decides('refuse', 0, 400), writes(REFUSAL), fin('server'))).toBe(
      en.waiting.refused,
    );
    expect(says(open(), reads(REQUEST), closed())).toBe(en.waiting.closed);
    expect(says(open(), { kind: 'reset', at: 'server', by: 'client' })).toBe(en.waiting.resetByClient);
    expect(says(open(), crash())).toBe(en.waiting.crashed);
    expect(says(open(), dropped(3, 0), reads('x'))).toBe(en.waiting.unknown);
  });

  test('speaks of the cursor’s moment, not of the present', () => {
    const replay = replayed(open(), reads(REQUEST), writes(RESPONSE), closed());
    expect(waitingAt(replay, 0).for).toEqual({ what: 'accept' });
    expect(waitingAt(replay, 3).for).toMatchObject({ what: 'octets', state: 'method' });
    expect(waitingAt(replay, 1 + REQUEST.length).for).toEqual({ what: 'handler', request: 0 });
  });
});

describe('the clock', () => {
  test('is the one the server armed last, with its start', () => {
    expect(at(open(), armed('header', 500)).timer).toEqual({ name: 'header', since: 1, ms: 500 });
    expect(at(open(), armed('header'), reads(REQUEST), armed(null)).timer).toBeNull();
    expect(at(open(), armed('header'), fired('header')).timer).toBeNull();
  });

  test('armed after the read at the cursor belongs to that moment', () => {
    const replay = replayed(open(), reads('G'), armed('header'), reads('E'));
    expect(waitingAt(replay, 1).timer).toBeNull();
    expect(waitingAt(replay, 2).timer?.name).toBe('header');
  });
});

test('behind TLS it waits for the handshake, then for a request', () => {
  const agreed = { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', alpn: null, name: null };
  const replay = replayed(
    open({ server: 'engine-tls' }),
    { kind: 'tls', at: 'server', agreed, error: null },
    reads('G'),
  );
  const at = (position: number) => waitingAt(replay, position).for.what;
  expect([at(1), at(2), at(3)]).toEqual(['handshake', 'octets', 'octets']);
});
