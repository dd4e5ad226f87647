/** What a page is sent, it can decode: else it would reconnect, and be sent the same again. */
import { expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { decodeToPage } from '#shared/wire/codec.ts';
import type { ToPage } from '#shared/wire/messages.ts';
import { Outbox } from '../../apps/server/src/control/session/outbox.ts';

function watched(): { outbox: Outbox; sent: (ToPage | null)[] } {
  const sent: (ToPage | null)[] = [];
  const ws = { OPEN: 1, readyState: 1, bufferedAmount: 0, send: (frame: Uint8Array) => sent.push(decodeToPage(frame)) };
  const outbox = new Outbox({ ws: ws as unknown as WebSocket, setFull: () => undefined });
  return { outbox, sent };
}

const lines = { lab: 'lines', shown: null } as const;

it('an answer that does not fit becomes a refusal of its question', () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { outbox, sent } = watched();
  outbox.send({ type: 'lab', ref: 7, answer: lines });
  outbox.send({ type: 'target', ref: 8, server: 'a:80', addresses: Array(5000).fill('192.0.2.1'), allowed: false });
  expect(sent).toEqual([
    { type: 'lab', ref: 7, answer: lines },
    { type: 'refused', ref: 8, code: 'answer-too-large', detail: 'target' },
  ]);
  expect(logged).toHaveBeenCalledWith(expect.stringMatching(/“target” of \d+ octets/));
  logged.mockRestore();
});

it('a message that answers nothing is left out, and the terminal says so', () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { outbox, sent } = watched();
  const at = { t: 1, note: { what: 'decoded', codings: Array(99).fill('gzip'), before: 1, after: 2 } } as const;
  outbox.send({ type: 'client-note', at });
  expect(sent).toEqual([]);
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
});
