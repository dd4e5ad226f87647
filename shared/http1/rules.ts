/**
 * The catalogue of rules: what the protocol (or Octet's policy) requires, where, how strongly, and the status with
 * which a server answers a violation. text/en/rules.ts has the sentence of each rule under the same id.
 *
 * `ground` is the requirement level of the cited text (RFC 2119); `policy` marks what Octet requires beyond the RFC,
 * and `grammar` what follows from the ABNF, which a sender MUST generate (RFC 9110 §2.2).
 *
 * Some rules are kept silently, because no input can break them: a wire case demonstrates each.
 */
export type Ground = 'MUST' | 'SHOULD' | 'MAY' | 'grammar' | 'policy';

export interface Rule {
  /** `RFC 9112 §3.2`. */
  readonly section: string;
  readonly ground: Ground;
  /** Status of the refusal, for rules that can refuse a request. */
  readonly status?: number;
}

const rule = (section: string, ground: Ground, status?: number): Rule =>
  status === undefined ? { section, ground } : { section, ground, status };

const R9110 = (s: string) => `RFC 9110 §${s}`;
const R9112 = (s: string) => `RFC 9112 §${s}`;

export const RULES = {
  // Start-line
  'empty-line-before': rule(R9112('2.2'), 'SHOULD'),
  'empty-lines-before': rule(R9112('2.2'), 'policy', 400),
  'method-token': rule(R9110('9.1'), 'grammar', 400),
  'method-case': rule(R9110('9.1'), 'grammar'),
  'method-too-long': rule(R9112('3'), 'policy', 400),
  'request-line-spaces': rule(R9112('3'), 'grammar', 400),
  'target-octets': rule(R9112('3.2'), 'grammar', 400),
  'target-too-long': rule(R9112('3'), 'MUST', 414),
  'target-form': rule(R9112('3.2'), 'grammar', 400),
  'absolute-form': rule(R9112('3.2.2'), 'MUST'),
  'target-over-host': rule(R9112('3.2.2'), 'MUST'),
  'target-unsafe': rule(R9112('3.2'), 'policy', 400),
  'http-0.9': rule(R9112('3'), 'grammar', 400),
  'version-form': rule(R9112('2.3'), 'grammar', 400),
  'version-minor': rule(R9110('2.5'), 'SHOULD'),
  'version-major': rule(R9110('15.6.6'), 'MAY', 505),
  'status-line': rule(R9112('4'), 'grammar'),
  'status-code': rule(R9112('4'), 'grammar'),
  'reason-phrase': rule(R9112('4'), 'grammar'),
  'reason-space': rule(R9112('4'), 'MUST'),
  'status-line-too-long': rule(R9112('4'), 'policy'),
  // Lines and fields
  'bare-cr': rule(R9112('2.2'), 'MUST', 400),
  'bare-lf': rule(R9112('2.2'), 'MAY', 400),
  'line-end': rule(R9112('2.2'), 'grammar', 400),
  'field-name': rule(R9112('5'), 'grammar', 400),
  'field-name-case': rule(R9110('5.1'), 'grammar'),
  'field-unknown': rule(R9110('5.1'), 'SHOULD'),
  'field-name-empty': rule(R9112('5'), 'grammar', 400),
  'space-before-colon': rule(R9112('5.1'), 'MUST', 400),
  'space-before-first-field': rule(R9112('2.2'), 'MUST', 400),
  'obs-fold': rule(R9112('5.2'), 'MUST', 400),
  'field-value': rule(R9110('5.5'), 'MUST', 400),
  'obs-text': rule(R9110('5.5'), 'SHOULD'),
  'list-empty-members': rule(R9110('5.6.1.2'), 'MUST'),
  'field-value-ows': rule(R9110('5.5'), 'MUST'),
  'content-type-duplicate': rule(R9110('8.3'), 'policy', 400),
  'framing-look-alike': rule(R9110('17.10'), 'policy', 400),
  'header-section-too-long': rule(R9110('5.4'), 'MUST', 431),
  'too-many-fields': rule(R9110('5.4'), 'MUST', 431),
  'whole-section-first': rule(R9110('5.3'), 'MUST'),
  'header-section-end': rule(R9112('2.1'), 'grammar'),
  // Host
  'host-missing': rule(R9112('3.2'), 'MUST', 400),
  'host-duplicate': rule(R9112('3.2'), 'MUST', 400),
  'host-invalid': rule(R9112('3.2'), 'MUST', 400),
  'host-list': rule(R9112('3.2'), 'policy', 400),
  'host-mismatch': rule(R9112('3.2.2'), 'policy', 400),
  // Framing
  'no-content': rule(R9112('6.3'), 'MUST'),
  'content-length': rule(R9112('6.3'), 'MUST'),
  'content-length-invalid': rule(R9112('6.3'), 'MUST', 400),
  'content-length-overflow': rule(R9110('8.6'), 'MUST', 400),
  'content-length-canonical': rule(R9110('8.6'), 'policy', 400),
  'content-length-duplicate': rule(R9112('6.3'), 'MUST', 400),
  'content-too-large': rule(R9110('15.5.14'), 'MAY', 413),
  'transfer-encoding-chunked': rule(R9112('6.3'), 'MUST'),
  'transfer-encoding-and-length': rule(R9112('6.1'), 'MAY', 400),
  'transfer-encoding-1.0': rule(R9112('6.1'), 'MUST', 400),
  'transfer-encoding-not-chunked': rule(R9112('6.3'), 'MUST', 400),
  'transfer-encoding-invalid': rule(R9112('6.1'), 'MUST', 400),
  'coding-case': rule(R9112('7'), 'grammar'),
  'chunked-parameters': rule(R9112('7.1'), 'SHOULD', 400),
  'transfer-encoding-unknown': rule(R9112('6.1'), 'SHOULD', 501),
  'until-close': rule(R9112('6.3'), 'MUST'),
  tunnel: rule(R9112('6.3'), 'MUST'),
  'unasked-response': rule(R9112('6.3'), 'MUST'),
  // Chunked
  'chunk-size': rule(R9112('7.1'), 'grammar', 400),
  'chunk-size-too-large': rule(R9112('7.1'), 'MUST', 400),
  'chunk-line-too-long': rule(R9112('7.1.1'), 'policy', 400),
  'chunk-extensions-too-long': rule(R9112('7.1.1'), 'policy', 400),
  'chunk-extension': rule(R9112('7.1.1'), 'grammar', 400),
  'chunk-extension-unknown': rule(R9112('7.1.1'), 'MUST'),
  'bad-white-space': rule(R9110('5.6.3'), 'MUST', 400),
  'chunk-data-end': rule(R9112('7.1'), 'grammar', 400),
  'trailer-section': rule(R9112('7.1.2'), 'MAY', 400),
  'trailers-apart': rule(R9110('6.5.1'), 'MUST'),
  'trailer-too-long': rule(R9110('5.4'), 'MUST', 431),
  'trailer-forbidden': rule(R9110('6.5.1'), 'MUST', 400),
  // Ends
  'message-end': rule(R9112('9.3'), 'MUST'),
  'incomplete-message': rule(R9112('8'), 'MAY', 400),
  finished: rule(R9112('9.5'), 'MAY'),
  'request-timeout': rule(R9112('9.5'), 'SHOULD', 408),
  'idle-timeout': rule(R9112('9.5'), 'SHOULD'),
  'after-close': rule(R9112('9.6'), 'MUST'),
  'after-refusal': rule(R9112('9.6'), 'MUST'),
  // Persistence
  'keep-alive-1.1': rule(R9112('9.3'), 'SHOULD'),
  'keep-alive-1.0': rule(R9112('9.3'), 'MAY'),
  'connection-options': rule(R9110('7.6.1'), 'grammar'),
  'close-option': rule(R9112('9.6'), 'MUST'),
  'close-1.0': rule(R9112('9.3'), 'MUST'),
  'requests-per-connection': rule(R9112('9.5'), 'policy'),
  'content-not-read': rule(R9112('9.3'), 'MUST'),
  // Semantics that the engine itself decides
  'expect-continue': rule(R9110('10.1.1'), 'MUST'),
  'expectation-failed': rule(R9110('10.1.1'), 'MAY', 417),
  'method-unknown': rule(R9110('9.1'), 'SHOULD', 501),
  'method-not-allowed': rule(R9110('15.5.6'), 'MUST', 405),
  misdirected: rule(R9110('7.4'), 'MUST', 421),
  'not-found': rule(R9110('15.5.5'), 'MAY', 404),
  'handler-failed': rule(R9110('15.6.1'), 'MAY', 500),
  // … about the requested resource
  'path-encoding': rule('RFC 3986 §2.1', 'grammar', 400),
  accept: rule(R9110('12.5.1'), 'MAY'),
  'not-acceptable': rule(R9110('15.5.7'), 'SHOULD', 406),
  cookie: rule('RFC 6265 §4.2', 'grammar'),
  'set-cookie': rule('RFC 6265 §3', 'SHOULD'),
  allow: rule(R9110('10.2.1'), 'MUST'),
  'trace-refused': rule(R9110('9.3.8'), 'SHOULD', 405),
  'connect-refused': rule(R9110('9.3.6'), 'MAY', 501),
  'websocket-version': rule('RFC 6455 §4.4', 'MUST', 426),
  // … about how an answer is written
  'head-no-content': rule(R9110('9.3.2'), 'MUST'),
  'status-no-content': rule(R9110('6.4'), 'MUST'),
  // … and about what a handler may not do
  'handler-status': rule(R9110('15'), 'grammar', 500),
  'handler-field': rule(R9110('5.5'), 'MUST', 500),
  'handler-framing': rule(R9112('6'), 'policy', 500),
  'handler-length': rule(R9110('8.6'), 'MUST', 500),
  'handler-content': rule(R9110('6.4'), 'MUST', 500),
  'handler-date': rule(R9110('5.6.7'), 'MUST', 500),
  'handler-broke-off': rule(R9112('8'), 'MUST'),
  'handler-timeout': rule(R9110('15.6.4'), 'policy', 503),
  'not-modified': rule(R9110('13.2.2'), 'MUST'),
  'precondition-failed': rule(R9110('13.2.2'), 'MUST', 412),
  'partial-content': rule(R9110('14.2'), 'SHOULD'),
  'range-not-satisfiable': rule(R9110('14.2'), 'SHOULD', 416),
  'range-set': rule(R9110('14.2'), 'MAY', 416),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** The rule with this id, as the plain shape (the table's own type knows each literal). */
export function ruleOf(id: RuleId): Rule {
  return RULES[id];
}
