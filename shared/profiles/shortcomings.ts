/**
 * The faults of each profile, as data: the rule it breaks, and the fewest octets that show it. The sentences are in
 * text/en/profiles.ts under the same ids; a test checks every row against the profile's behaviour.
 */
import type { RuleId } from '../http1/rules.ts';
import type { ProfileId } from '../servers/names.ts';

export interface Shortcoming {
  /** Unique within its profile. */
  readonly id: string;
  /** Null where HTTP has no rule for it: a crash, a leak, a waiting client. */
  readonly rule: RuleId | null;
  /** What to send, write by write, in latin-1; each write is one read of the server. */
  readonly writes: readonly string[];
  /** What follows: nothing, a FIN, or a reset. */
  readonly after: 'stays' | 'fin' | 'reset';
}

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const ABSOLUTE = 'GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n';
const API = 'Host: example.local\r\n';
const JSON_ONLY = 'Accept: application/json\r\n\r\n';
const JSON_API = `${API}${JSON_ONLY}`;

/** A request of exactly this many octets. */
const padded = (octets: number): string => {
  const head = 'GET / HTTP/1.1\r\nHost: a\r\nX: ';
  return `${head}${'x'.repeat(octets - head.length - 4)}\r\n\r\n`;
};

const row = (id: string, rule: RuleId | null, ...writes: string[]): Shortcoming => ({
  id,
  rule,
  writes,
  after: 'stays',
});

export const SHORTCOMINGS: { readonly [Id in ProfileId]: readonly Shortcoming[] } = {
  'web-server-1.0': [
    row('full-read', 'message-end', padded(1024)),
    row('two-reads', 'message-end', 'GET / HT', 'TP/1.1\r\nHost: a\r\n\r\n'),
    row('anything', 'request-line-spaces', 'hello'),
    row('serial', null),
  ],
  'one-page': [
    row('not-utf8', 'target-octets', '\xff'),
    row('two-reads', 'message-end', 'GET', ' / HTTP/1.1\r\nHost: a\r\n\r\n'),
    row('any-method', 'method-not-allowed', 'DELETE / HTTP/1.1\r\nHost: a\r\n\r\n'),
    row('any-version', 'version-form', 'GET / '),
    row('unchecked', 'host-missing', 'GET / HTTP/1.1\r\n\r\n'),
    row('absolute-form', 'target-form', ABSOLUTE),
    row('serial', null),
  ],
  'static-threads': [
    row('characters', 'content-length', 'GET /hello.txt HTTP/1.1\r\n\r\n'),
    row('traversal', 'target-unsafe', 'GET /../secret.txt HTTP/1.1\r\n\r\n'),
    row('binary', 'handler-failed', 'GET /picture.png HTTP/1.1\r\n\r\n'),
    row('two-reads', 'message-end', 'GET', ' / HTTP/1.1\r\n\r\n'),
    row('cut', 'message-end', `GET /${'x'.repeat(4096)} HTTP/1.1\r\n\r\n`),
    row('no-allow', 'method-not-allowed', 'POST / HTTP/1.1\r\n\r\n'),
    row('one-word', 'request-line-spaces', 'GET\r\n'),
    row('unchecked', 'host-missing', 'GET / HTTP/1.1\r\n\r\n'),
    row('absolute-form', 'target-form', ABSOLUTE),
    row('not-utf8', 'field-value', 'GET / HTTP/1.1\r\nHost: a\r\nX: caf\xe9\r\n\r\n'),
    row('race', null, GET),
  ],
  'users-api': [
    row('no-accept', 'handler-failed', `GET /users HTTP/1.1\r\n${API}\r\n`),
    row('any-type', 'message-end', `GET /users HTTP/1.1\r\n${API}Accept: */*\r\n\r\n`),
    row('left-open', 'close-option', 'GET / HTTP/1.0\r\n\r\n'),
    row('pipelined', 'keep-alive-1.1', `GET /users HTTP/1.1\r\n${JSON_API}GET /users HTTP/1.1\r\n${JSON_API}`),
    row('any-method', 'method-not-allowed', `DELETE /users/1 HTTP/1.1\r\n${JSON_API}`),
    row('host-case', 'host-invalid', 'GET /users HTTP/1.1\r\nHost: Example.local\r\nAccept: text/html\r\n\r\n'),
    row('stored-xss', null, `POST /users?name=%3Cscript%3E&age=1 HTTP/1.1\r\n${API}\r\n`),
    row('no-age', 'handler-failed', `POST /users?name=A HTTP/1.1\r\n${API}\r\n`),
    row('bare-lf', 'bare-lf', 'GET /users HTTP/1.1\nHost: example.local\nAccept: text/html\n\n'),
    row('mail-headers', 'field-name', `GET /users HTTP/1.1\r\n${API}Accept: application/json\r\nno field\r\n\r\n`),
    row('minor-version', 'version-major', `GET /users HTTP/1.0\r\n${JSON_API}`),
    row('two-hosts', 'host-duplicate', `GET /users HTTP/1.1\r\n${API}Host: b\r\n${JSON_ONLY}`),
    row('absolute-form', 'target-form', `GET http://example.local/users HTTP/1.1\r\nHost: b\r\n${JSON_ONLY}`),
    row('framing', 'content-length-invalid', `GET /users HTTP/1.1\r\nContent-Length: x\r\n${JSON_API}`),
    row('serial', null),
  ],
  echo: [row('not-utf8', null, '\xff'), row('cut', null, 'x'.repeat(4097)), row('serial', null)],
  'tcp-upper': [row('not-utf8', null, '\xff'), row('ascii', null, '\xd0\xb6'), row('serial', null)],
  'tcp-upper-select': [
    row('not-utf8', null, '\xff'),
    row('ascii', null, '\xd0\xb6'),
    { ...row('reset', null), after: 'reset' },
  ],
  'tcp-upper-tasks': [row('not-utf8', null, '\xff'), row('blank', null, '\n')],
  'udp-upper': [row('not-utf8', null, '\xff'), row('cut', null, 'x'.repeat(2049))],
  'three-answers': [
    row('one-word', 'request-line-spaces', 'GET'),
    row('not-utf8', 'target-octets', 'GET /\xff'),
    { ...row('empty', null), after: 'fin' },
    row('left-open', 'close-option', GET),
    row('two-reads', 'message-end', 'GET', ' / HTTP/1.1\r\n\r\n'),
    row('any-method', 'method-not-allowed', 'DELETE / HTTP/1.1\r\nHost: a\r\n\r\n'),
    row('unchecked', 'host-missing', 'GET / HTTP/1.1\r\n\r\n'),
    row('absolute-form', 'target-form', ABSOLUTE),
  ],
};
