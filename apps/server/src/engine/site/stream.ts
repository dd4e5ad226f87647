/** A stream of unknown length: chunked in HTTP/1.1, ended by the connection's end in HTTP/1.0. */
import type { EngineResponse } from '../handler.ts';

const LINES = ['One chunk ', 'after another: ', 'the size of each ', 'stands before it, ', 'in hexadecimal.\n'];

/** Between two pieces, so that each is a write of its own, in ms. */
const PAUSE = 120;

/** Five pieces, then a trailer field that says how many octets there were: only the end of a stream can tell. */
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
