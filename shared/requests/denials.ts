/**
 * The decisions that a server makes from a request's head alone, before it looks for the resource: unimplemented
 * methods, targets of other servers, unknown expectations. The engine answers with them, and predictions use them.
 */
import { listOf } from '../http1/checks.ts';
import type { RequestHead } from '../http1/events.ts';
import type { RuleId } from '../http1/rules.ts';
import type { Target } from './target.ts';

/** The methods of RFC 9110 §9 and RFC 5789. Known does not mean implemented: any other gets 501, these at most 405. */
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']);

const VERSION = 'sec-websocket-version';

/** Why a head is refused, and the part that caused it: a method, a scheme, an expectation, a version. */
export interface HeadDenial {
  readonly rule: RuleId;
  readonly found: string;
  /** Whether the connection ends with the answer although the request is read to its end. */
  readonly closes: boolean;
}

/** The properties of a server. */
export interface Denier {
  readonly scheme: string;
  /** Whether unknown methods also reach its routes; CONNECT never does. */
  readonly anyMethod: boolean;
}

/** The denial that a head causes by itself, or null. */
export function deniedByHead(head: RequestHead, target: Target, { scheme, anyMethod }: Denier): HeadDenial | null {
  // A client may already have sent octets for the tunnel it requested: they must never be read as a request.
  if (head.method === 'CONNECT') return { rule: 'connect-refused', found: head.method, closes: true };
  if (!KNOWN_METHODS.has(head.method) && !anyMethod) return denial('method-unknown', head.method);
  if (target.scheme !== null && target.scheme !== scheme) return denial('misdirected', target.scheme);
  const unmet = unmetExpectation(head);
  return unmet === null ? wrongWebSocket(head) : denial('expectation-failed', unmet);
}

const denial = (rule: RuleId, found: string): HeadDenial => ({ rule, found, closes: false });

/**
 * A WebSocket handshake with an unsupported version is told the supported one (RFC 6455 §4.4). Any other Upgrade is
 * ignored, as is every one in HTTP/1.0: the request gets an HTTP/1.1 answer (RFC 9110 §7.8).
 */
function wrongWebSocket({ method, minor, fields }: RequestHead): HeadDenial | null {
  if (method !== 'GET' || minor < 1) return null;
  // Checked for every GET: comparing a length is faster than comparing a name.
  const line = fields.find(({ name }) => name.length === VERSION.length && name.toLowerCase() === VERSION);
  if (line === undefined || line.value === '13') return null;
  const names = (field: string, member: string) => listOf(fields, field).some((one) => one.toLowerCase() === member);
  if (!names('upgrade', 'websocket') || !names('connection', 'upgrade')) return null;
  return denial('websocket-version', line.value);
}

/** The first expectation besides 100-continue; in HTTP/1.0 Expect has no meaning (RFC 9110 §10.1.1). */
function unmetExpectation(head: RequestHead): string | null {
  if (head.minor < 1) return null;
  return listOf(head.fields, 'expect').find((member) => member.toLowerCase() !== '100-continue') ?? null;
}
