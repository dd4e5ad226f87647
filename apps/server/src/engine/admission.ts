/**
 * What a request's head alone decides, before any handler: methods nobody here implements, targets of other servers,
 * expectations nobody can meet, and then the site's own routes.
 */
import { listOf } from '../../../../shared/http1/checks.ts';
import type { RequestHead } from '../../../../shared/http1/events.ts';
import type { RuleId } from '../../../../shared/http1/rules.ts';
import type { Denial, Route } from './handler.ts';
import type { EngineOptions } from './options.ts';
import { printable } from './refusal.ts';
import type { Target } from './target.ts';

/** The methods of RFC 9110 §9 and RFC 5789. Known is not implemented: any other is answered 501, these at most 405. */
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']);

const VERSION = 'sec-websocket-version';

/** Whether a route found no handler but an answer. */
export function isDenial(admission: Route | Denial): admission is Denial {
  return 'rule' in admission;
}

/** The route of a request, or the denial its head deserves. */
export function admit(
  head: RequestHead,
  target: Target,
  { router, scheme = 'http' }: Pick<EngineOptions, 'router' | 'scheme'>,
): Route | Denial {
  // A client may already have sent octets for the tunnel it asked for: they must never be read as a request.
  if (head.method === 'CONNECT') return denial('connect-refused', 'This server is no proxy and opens no tunnel.', true);
  if (!KNOWN_METHODS.has(head.method) && router.anyMethod !== true) {
    return denial('method-unknown', `The method is ${printable(head.method)}.`);
  }
  if (target.scheme !== null && target.scheme !== scheme) {
    return denial('misdirected', `This port speaks ${scheme}; the target is for ${printable(target.scheme)}.`);
  }
  const unmet = unmetExpectation(head);
  if (unmet !== null) return denial('expectation-failed', `The expectation is ${printable(unmet)}.`);
  return wrongWebSocket(head) ?? router(head, target.path);
}

/**
 * A WebSocket handshake in a version nobody speaks is told the one there is (RFC 6455 §4.4). Any other Upgrade is
 * ignored, as is every one in HTTP/1.0: the request is answered in HTTP/1.1 (RFC 9110 §7.8).
 */
function wrongWebSocket({ method, minor, fields }: RequestHead): Denial | null {
  if (method !== 'GET' || minor < 1) return null;
  // Looked at for every GET: a length is compared faster than a name.
  const line = fields.find(({ name }) => name.length === VERSION.length && name.toLowerCase() === VERSION);
  if (line === undefined || line.value === '13') return null;
  const names = (field: string, member: string) => listOf(fields, field).some((one) => one.toLowerCase() === member);
  if (!names('upgrade', 'websocket') || !names('connection', 'upgrade')) return null;
  const about = `The version asked for is ${printable(line.value)}.`;
  const answer = [
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
  ] as const;
  return { rule: 'websocket-version', about, fields: answer, closes: false };
}

/** A denial without fields of its own. */
function denial(rule: RuleId, about: string, closes = false): Denial {
  return { rule, about, fields: [], closes };
}

/** The first expectation besides 100-continue; in HTTP/1.0 Expect means nothing (RFC 9110 §10.1.1). */
function unmetExpectation(head: RequestHead): string | null {
  if (head.minor < 1) return null;
  return listOf(head.fields, 'expect').find((member) => member.toLowerCase() !== '100-continue') ?? null;
}
