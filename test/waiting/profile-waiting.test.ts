/** What a tutorial server waits for, and why, in words. */
import { expect, it } from 'vitest';
import { profileOf } from '#shared/profiles/index.ts';
import { Trace } from '#shared/profiles/replay-trace.ts';
import { en } from '#shared/text/en/index.ts';
import { waitingSentence } from '#shared/text/waiting-sentence.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { waitingAt } from '#shared/waiting/waiting.ts';
import { blocks, closed, crash, dropped, fin, open, reads, script, told, writes } from '../transcript/script.ts';

/** The sentence at a position; by default at the end. */
function says(id: string, drafts: readonly Draft[], position?: number): string {
  const entries = script(open({ server: id }), ...drafts);
  const replay = new Replay();
  replay.append(entries);
  const trace = new Trace(profileOf(id)!);
  trace.append(entries);
  return waitingSentence(en, waitingAt(replay, position ?? replay.total, trace));
}

const HELLO = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>';
const REFUSED = 'HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Length: 26\r\n\r\nHTTP Version Not Supported';
const FULL = [reads('x'.repeat(1024))];

it.each([
  ['web-server-1.0', [], '`recv(1024)` is waiting for **your first octets**.'],
  ['web-server-1.0', FULL, 'exactly 1\u202f024 octets**, all it asked for, so the server thinks that **more will come'],
  ['web-server-1.0', [...FULL, ...FULL], 'exactly 1\u202f024 octets'],
  ['web-server-1.0', [reads('hi'), writes(HELLO), fin('server'), closed()], 'connection is **closed**'],
  ['users-api', [reads('GET /us')], 'the **request line** has not ended'],
  ['users-api', [reads('GET /users HTTP/1.1\r\nHo')], 'until an **empty line**'],
  ['users-api', [reads('GET / HTTP/1.0\r\n\r\n'), writes(REFUSED)], 'but **left it open**'],
  ['tcp-upper', [reads('a'), writes('A')], 'waiting for **another message**'],
  ['tcp-upper', [reads('a'), writes('A'), reads('b'), writes('B')], 'waiting for **another message**'],
  ['tcp-upper', [reads('a'), writes('A'), blocks('waits')], '`sendall` waits'],
  ['tcp-upper-select', [], '`select` is waiting'],
  ['udp-upper', [reads('a'), writes('A')], '`recvfrom(2048)` is waiting for **a datagram**'],
  [
    'three-answers',
    [reads('GET'), crash(), closed()],
    'died** because of this connection: `ValueError: not enough values',
  ],
  ['web-server-1.0', [crash(), closed()], 'but not because of this connection: `boom`'],
  ['echo', [dropped(3, 3)], 'is **unknown**'],
  ['echo', [reads('a'), writes('b')], 'does not match the source'],
])('%s after %j', (id, drafts, words) => {
  expect(says(id, drafts)).toContain(words);
});

it('speaks of the moment at the cursor', () => {
  const drafts = [reads('hello'), writes(HELLO), fin('server'), closed()];
  expect(says('web-server-1.0', drafts, 0)).toBe(en.waiting.accept);
  expect(says('web-server-1.0', drafts, 1)).toContain('your first octets');
  expect(says('web-server-1.0', drafts, 6)).toContain('**runs on** to `sendall`');
});

it('knows a death only once it has come', () => {
  const drafts = [reads('GET'), crash(), closed()];
  expect(says('three-answers', drafts, 2)).toContain('first octets');
  expect(says('three-answers', drafts, 4)).toContain('died');
});

it('says when a thread runs on', () => {
  expect(says('static-threads', [])).toContain('**runs on** to `load`');
  expect(says('static-threads', [told('load', '0')])).toContain('your first octets');
});
