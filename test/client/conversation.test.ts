/** A client's transcript, read: every answer, its content mapped back to the octets that carried it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { Conversation } from '#shared/client/conversation.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';

const at = 'client';

/** One connection: requests written, answers read in pieces cut at `cuts`. */
function talk(request: string, answer: string, cuts: readonly number[] = []): Conversation {
  const talked = new Conversation();
  const bytes = utf8(answer);
  talked.append({ kind: 'write', at, bytes: utf8(request), seq: 0, t: 0 });
  const ends = [...new Set([...cuts.map((cut) => cut % bytes.length), bytes.length])].sort((a, b) => a - b);
  let from = 0;
  for (const [i, end] of ends.entries()) {
    const piece = bytes.slice(from, end);
    if (piece.length > 0) talked.append({ kind: 'read', at, length: piece.length, bytes: piece, seq: i + 1, t: 0 });
    from = end;
  }
  return talked;
}

const HEAD = 'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n';
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: u\r\n\r\n';

it('pairs answers with requests, past 1xx and through HEAD', () => {
  const answers = `HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n${CHUNKED}`;
  const talked = talk(HEAD + GET, answers);
  expect(talked.answer(0)).toMatchObject({
    interim: [{ status: 103 }],
    head: { status: 200, framing: { by: 'none' } },
  });
  const second = talked.answer(1);
  expect(second?.message.trailers).toMatchObject([{ name: 'T', value: 'u' }]);
  expect(talked.answer(2)).toBe(null);
});

it('joins chunks and maps each octet back, for any cuts of the reads', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 8 }), (cuts) => {
      const talked = talk(GET, CHUNKED, cuts);
      const answer = talked.answer(0);
      if (answer === null) throw new Error('no answer');
      const content = talked.contentOf(answer);
      expect(latin1(content)).toBe('abcde');
      for (let i = 0; i < content.length; i++) expect(CHUNKED[answer.content.wireOf(i)]).toBe('abcde'[i]);
      expect(answer.message.end).toBe(CHUNKED.length);
    }),
  );
});

it('ends content that lasts until the close with the FIN', () => {
  const talked = talk(GET, 'HTTP/1.0 200 OK\r\n\r\nabc');
  expect(talked.answer(0)?.message.end).toBe(null);
  const fin: Entry = { kind: 'fin', at, by: 'server', seq: 9, t: 0 };
  talked.append(fin);
  expect(talked.answer(0)?.message.end).toBe(22);
});

it('reads no answer to a request that was not made', () => {
  const talked = talk(GET, 'HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\n\r\n');
  expect(talked.responses.log.verdicts).toMatchObject([{ level: 'reject', at: 19 }]);
  expect(talked.answer(1)).toBe(null);
});

it('keeps each error as a verdict', () => {
  const talked = talk(GET, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd');
  expect(talked.responses.log.verdicts).toMatchObject([{ level: 'reject' }]);
  expect(talked.answer(0)?.content.length).toBe(3);
});
