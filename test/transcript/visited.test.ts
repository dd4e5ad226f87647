import { expect, it } from 'vitest';
import { visitedBy } from '#shared/transcript/replay/visited.ts';
import { open, reads, replayed } from './script.ts';

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

it('marks the states of a message up to the cursor', () => {
  const { request } = replayed(open(), reads(GET));
  expect([...visitedBy(request, 0)]).toEqual(['start', 'method']);
  expect([...visitedBy(request, 4)]).toEqual(['start', 'method', 'target-start', 'target']);
  expect(visitedBy(request, GET.length - 1).has('section-lf')).toBe(true);
  expect(visitedBy(request, 4).has('target'), 'back again').toBe(true);
  expect(visitedBy(request, 4).has('field-name')).toBe(false);
});

it('begins anew with each message', () => {
  const { request } = replayed(open(), reads(GET + GET));
  expect([...visitedBy(request, GET.length)]).toEqual(['start', 'method']);
});

it('treats content and discarded octets as one look', () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n';
  const { request } = replayed(open(), reads(`${head}abc`));
  expect(visitedBy(request, head.length + 1).has('content')).toBe(true);
  const refused = replayed(open(), reads('GET@/ whatever')).request;
  expect([...visitedBy(refused, 12)]).toEqual(['start', 'method', 'refused']);
});

it('grows with the message', () => {
  const replay = replayed(open(), reads('GE'));
  expect([...visitedBy(replay.request, 1)]).toEqual(['start', 'method']);
  replay.append([{ kind: 'read', at: 'server', length: 2, bytes: Uint8Array.of(0x54, 0x20), seq: 2, t: 2 }]);
  expect([...visitedBy(replay.request, 3)]).toEqual(['start', 'method', 'target-start']);
});

it('knows nothing before the first octet', () => {
  expect(visitedBy(replayed(open()).request, -1).size).toBe(0);
});
