/** The line a profile had got to when it had taken an octet. */
import { expect, it } from 'vitest';
import { divergenceIn } from '#shared/profiles/divergence.ts';
import { Trace } from '#shared/profiles/replay-trace.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { closed, crash, fin, open, reads, script, writes } from '../transcript/script.ts';
import { probed } from './probed.ts';

const HELLO = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>';

async function lineAt(server: string, at: number, ...drafts: readonly Draft[]) {
  const entries = script(open({ server }), ...drafts);
  const replay = new Replay();
  replay.append(entries);
  const trace = new Trace(await probed(server));
  trace.append(entries);
  const divergence = divergenceIn(replay, trace, at);
  const step = trace.steps[divergence?.index ?? -1];
  return { line: step?.line, fatal: step?.fatal, ran: divergence?.ran.map(({ line }) => line) };
}

it('is the answer of web-server-1.0 to its first eight octets, looked up from any of them', async () => {
  const drafts = [reads('GET / HT'), writes(HELLO), fin('server')];
  for (const at of [0, 7]) {
    expect(await lineAt('web-server-1.0', at, ...drafts)).toEqual({ line: 30, fatal: false, ran: [23, 25, 27] });
  }
});

it('is its recv again after exactly 1024', async () => {
  const waits = await lineAt('web-server-1.0', 1023, reads('x'.repeat(1024)));
  expect(waits).toEqual({ line: 22, fatal: false, ran: [23, 25] });
});

it('is the read of the octet, not the last one', async () => {
  const drafts = [reads('x'.repeat(1024)), reads('y'), writes(HELLO), fin('server')];
  expect(await lineAt('web-server-1.0', 1023, ...drafts)).toMatchObject({ line: 22 });
  expect(await lineAt('web-server-1.0', 1024, ...drafts)).toMatchObject({ line: 30 });
});

it('is the line that died of it', async () => {
  expect(await lineAt('three-answers', 2, reads('GET'), crash())).toMatchObject({ fatal: true });
});

it('is where it stood at last, for an octet it never read', async () => {
  const drafts = [reads('GET / HT'), writes(HELLO), fin('server'), closed()];
  expect(await lineAt('web-server-1.0', 20, ...drafts)).toMatchObject({ line: 16 });
});

it('is none where nothing ran', async () => {
  const replay = new Replay();
  expect(divergenceIn(replay, new Trace(await probed('web-server-1.0')), 0)).toBeNull();
});
