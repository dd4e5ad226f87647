/** Turns the engine's request into one of the Fetch API. */
import { linesOf } from '#shared/http1/checks.ts';
import type { ContentStream } from './content-stream.ts';
import type { EngineRequest } from './handler.ts';

/** The URL's host for a client that did not name one, which HTTP/1.0 allows. */
const NO_HOST = 'localhost';

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/**
 * The request's URL: for an absolute-form, the target itself; otherwise built from the connection's scheme, Host and
 * the target (RFC 9110 §7.1). Null when a WHATWG URL cannot hold that host, such as `999.1.1.1`.
 */
export function urlOf({ head, scheme }: EngineRequest): string | null {
  const host = linesOf(head.fields, 'host')[0]?.value ?? NO_HOST;
  const url = ABSOLUTE.test(head.target) ? head.target : `${scheme}://${host}${head.target}`;
  return URL.canParse(url) ? url : null;
}

/** Methods whose Request may not have a body; any content of such a request has been read and is left out. */
const BODILESS = new Set(['GET', 'HEAD']);

/** The request as a handler of the Fetch API sees it. @param url from `urlOf` */
export function fetchRequest(request: EngineRequest, url: string): Request {
  const { method, fields } = request.head;
  const headers = new Headers(fields.map(({ name, value }): [string, string] => [name, value]));
  const init: RequestInit = { method, headers, signal: request.signal };
  if (BODILESS.has(method)) return new Request(url, init);
  if (request.arriving !== null) {
    const streamed: RequestInit & { duplex: 'half' } = { ...init, body: bodyOf(request.arriving), duplex: 'half' };
    return new Request(url, streamed);
  }
  if (request.content.length === 0) return new Request(url, init);
  return new Request(url, { ...init, body: new Uint8Array(request.content) });
}

/** Reads content only on demand, so that a slow reader slows the client down. */
function bodyOf(content: ContentStream): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await content.read();
        if (piece === null) controller.close();
        else controller.enqueue(piece);
      },
      cancel: () => content.drop(),
    },
    { highWaterMark: 0 },
  );
}
