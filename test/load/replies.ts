/** Whether what a server sent on a connection is a whole number of valid responses to what it was sent. */

import { latin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, type Mode, READER_LIMITS } from '#shared/base/options.ts';
import type { FieldLine, MessageSink, RequestHead, ResponseHead, TokenKind } from '#shared/http1/events.ts';
import { RequestParser, ResponseParser } from '#shared/http1/parser.ts';

const nothing = (): void => undefined;

/** The methods of the requests in `octets`, also of one that is refused or incomplete, as far as it is known. */
function methodsIn(octets: Uint8Array, mode: Mode): string[] {
  const methods: string[] = [];
  const sink: MessageSink<RequestHead> = {
    begin: () => void methods.push(''),
    token: (kind: TokenKind, start, end) => {
      if (kind === 'method') methods[methods.length - 1] = latin1(octets, start, end);
    },
    head: nothing,
    content: nothing,
    complete: nothing,
    // A refusal of octets before any request is answered all the same.
    verdict: ({ level }) => level === 'reject' && methods.push(''),
    finished: nothing,
  };
  const parser = new RequestParser(sink, { limits: ENGINE_LIMITS, mode });
  parser.feed(octets);
  parser.fin();
  return methods;
}

/** What was read of a server's answers. */
export interface Replies {
  /** Statuses of the final responses, in order. */
  readonly statuses: readonly number[];
  /** Why they are not what a server may send, or null. */
  readonly fault: string | null;
}

/**
 * Reads `received`, all that a server sent until its FIN, as the answers to `sent`.
 * @param ended whether the server's FIN came: else the last response may be cut
 */
export function readReplies(received: Uint8Array, sent: Uint8Array, mode: Mode, ended: boolean): Replies {
  const methods = methodsIn(sent, mode);
  const statuses: number[] = [];
  let fault: string | null = null;
  const sink: MessageSink<ResponseHead> = {
    begin: nothing,
    token: nothing,
    head: ({ status }) => void (status >= 200 && statuses.push(status)),
    content: nothing,
    complete: (_end: number, _trailers: readonly FieldLine[]) => undefined,
    verdict: ({ level, rule, at }) => {
      fault ??= `${level} ${rule} at ${at}`;
    },
    finished: nothing,
  };
  const options = { limits: READER_LIMITS, mode, methods: (ordinal: number) => methods[ordinal] };
  const parser = new ResponseParser(sink, { ...options, asked: (ordinal) => ordinal < methods.length });
  parser.feed(received);
  if (ended) parser.fin();
  return { statuses, fault };
}
