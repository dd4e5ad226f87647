/** What a handler must not send: each fault has its rule, and the client gets a 500 before anything is sent. Pure. */
import { isForbiddenTrailer, parseContentLength } from '#shared/http1/checks.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineResponse } from './handler.ts';

/** A response that cannot be sent as it is. The message is for the handler's author, not for the client. */
export class ResponseError extends Error {
  readonly code = 'BAD_RESPONSE';
  readonly rule: RuleId;

  constructor(rule: RuleId, message: string) {
    super(message);
    this.rule = rule;
  }
}

/** Fields that describe how this connection carries the message: only the engine may set them. */
const OWNED = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'te']);

/** The lengths of the names that `checkResponse` checks: most fields are skipped by length. */
const LENGTHS = new Set([...OWNED, 'upgrade', 'content-type', 'content-length', 'date'].map(({ length }) => length));

/** The statuses whose responses have no content (RFC 9110 §6.4). */
export function isWithoutContent(status: number): boolean {
  return status === 204 || status === 304;
}

/** The response fields on which its framing depends. */
export interface Declared {
  /** The value of Content-Length, or null. */
  readonly length: number | null;
  readonly date: boolean;
}

/**
 * Checks everything except the octets of the fields, which the writer checks last.
 * @throws ResponseError for the first fault in a response's status or fields
 */
export function checkResponse({ status, fields }: EngineResponse): Declared {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new ResponseError('handler-status', `${status} is not a final status: 200 to 599 (RFC 9110 §15)`);
  }
  let type = false;
  let date = false;
  let length: number | null = null;
  for (const [written, value] of fields) {
    if (!LENGTHS.has(written.length)) continue;
    const name = written.toLowerCase();
    if (name === 'content-type') type = once(type, name);
    else if (name === 'date') {
      date = once(date, name);
      checkDate(value);
    } else if (name === 'content-length') {
      once(length !== null, name);
      length = checkLength(value, status);
    } else if (OWNED.has(name) || (name === 'upgrade' && status !== 426)) {
      throw new ResponseError('handler-framing', `only the engine may set ${written}`);
    }
  }
  return { length, date };
}

/** A second line of such a field would contradict the first, even with the same value. */
function once(before: boolean, name: string): true {
  if (before) throw new ResponseError('handler-field', `${name} appears twice`);
  return true;
}

function checkLength(value: string, status: number): number {
  const length = parseContentLength(value);
  if (length === null) throw new ResponseError('handler-length', `Content-Length is ${JSON.stringify(value)}`);
  if (status === 204) throw new ResponseError('handler-length', 'a 204 has no Content-Length (RFC 9110 §8.6)');
  return length;
}

const IMF_FIXDATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

function checkDate(value: string): void {
  if (!IMF_FIXDATE.test(value)) throw new ResponseError('handler-date', `Date is ${JSON.stringify(value)}`);
}

/** The trailers, unless one of them is not allowed as a trailer (RFC 9110 §6.5.1). @throws ResponseError */
export function checkTrailers(trailers: readonly FieldPair[]): readonly FieldPair[] {
  for (const [name] of trailers) {
    if (isForbiddenTrailer(name)) throw new ResponseError('handler-framing', `${name} is not allowed as a trailer`);
  }
  return trailers;
}
