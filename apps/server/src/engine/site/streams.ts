/** Responses that take time, to show what waits meanwhile. */

import { createHash } from 'node:crypto';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { badRequest, text } from './text.ts';

/** The longest wait, in ms. */
const LONGEST = 30_000;
const DEFAULT = 1000;

/** `?ms=N` with N from 0 to 30000; 1000 when absent. */
export async function slow(request: EngineRequest, sleep: (ms: number) => Promise<void>): Promise<EngineResponse> {
  const asked = new URLSearchParams(request.query ?? '').get('ms');
  const ms = asked === null ? DEFAULT : /^\d{1,5}$/.test(asked) ? Number(asked) : Number.NaN;
  if (!(ms <= LONGEST)) return badRequest(`ms takes a whole number of milliseconds from 0 to ${LONGEST}.\n`);
  await sleep(ms);
  return text(`This answer took ${ms} ms.\n`);
}

// A stream of unknown length: chunked in HTTP/1.1; in HTTP/1.0 it ends with the connection.

const LINES = ['One chunk ', 'after another: ', 'the size of each ', 'stands before it, ', 'in hexadecimal.\n'];

/** The pause between two pieces, so that each is a separate write, in ms. */
const PAUSE = 120;

/** Five pieces, then a trailer field with the number of octets, which is only known at the end of a stream. */
export function streamed(sleep: (ms: number) => Promise<void>): EngineResponse {
  let sent = 0;
  return {
    status: 200,
    fields: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Trailer', 'Octets-Sent'],
    ],
    content: pieces(sleep, (octets) => {
      sent += octets;
    }),
    trailers: () => [['Octets-Sent', String(sent)]],
  };
}

async function* pieces(
  sleep: (ms: number) => Promise<void>,
  count: (octets: number) => void,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const [index, line] of LINES.entries()) {
    if (index > 0) await sleep(PAUSE);
    const piece = encoder.encode(line);
    count(piece.length);
    yield piece;
  }
}

// What happens to an upload here: it is counted and digested as it arrives, never kept.

/** Returns the number of octets received and their SHA-256, to compare with the original file. */
export async function countUpload({ content, arriving }: EngineRequest): Promise<EngineResponse> {
  const hash = createHash('sha256').update(content);
  let octets = content.length;
  for (let piece = await arriving?.read(); piece; piece = await arriving?.read()) {
    hash.update(piece);
    octets += piece.length;
  }
  return text(`${octets} octets\nSHA-256 ${hash.digest('hex')}\n`);
}
