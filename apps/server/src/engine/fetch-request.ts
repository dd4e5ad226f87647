/** From the engine's request to the Fetch API's. */
import { linesOf } from '#shared/http1/checks.ts';
import type { ContentStream } from './content-stream.ts';
import type { EngineRequest } from './handler.ts';

/** What a URL says of a client that named no host: HTTP/1.0 may do so. */
const NO_HOST = 'localhost';

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/**
 * The request's URL: of an absolute-form the target itself, else put together from the connection's scheme, Host and
 * target (RFC 9110 §7.1). Null where the WHATWG's URL has no room for that host, such as `999.1.1.1`.
 */
export function urlOf({ head, scheme }: EngineRequest): string | null {
  const host = linesOf(head.fields, 'host')[0]?.value ?? NO_HOST;
  const url = ABSOLUTE.test(head.target) ? head.target : `${scheme}://${host}${head.target}`;
  return URL.canParse(url) ? url : null;
}

/** The methods whose Request may not have a body; what such a request brought was read and is left out. */
const BODILESS = new Set(['GET', 'HEAD']);

/** The request as a handler of the Fetch API sees it. @param url of `urlOf` */
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

/** Asks for content only when it is read, so that a slow reader slows the client down. */
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
