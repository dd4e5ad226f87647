/**
 * THE table: every transition of the request machine and of the response machine, one row per line.
 *
 * It is the single definition of the protocol's states. The machine runs it; the state diagram, the
 * tape's steps, the octets allowed next and the cited sections are derived from it. `else` takes what no other row
 * takes. FIN, TIMEOUT, LIMIT, TOTAL and UNASKED are inputs that are not octets (see table.ts). A row with `when` or
 * `unless` is present only with, or without, a leniency (see leniencies.ts).
 */

import type { RuleId } from './rules.ts';
import type { InputSymbol, Row, StateName } from './table.ts';
import { STATES } from './table.ts';

/** Where a message ends, the next begins, or nothing more is consumed. */
const NEXT = ['start', 'after-last'] as const;
/** Where the end of a header section leads (RFC 9112 §6.3): a request may be too large, a response end at the close. */
const FRAMED: readonly StateName[] = [...NEXT, 'content', 'chunk-start', 'refused'];
const REQUEST_FRAMED: readonly StateName[] = [...FRAMED, 'content-excess'];
const RESPONSE_FRAMED: readonly StateName[] = [...FRAMED, 'until-close', 'tunnel'];

/** request-line = method SP request-target SP HTTP-version CR LF (RFC 9112 §3), one empty line before it ignored. */
// biome-ignore format: one row a line, so that the table reads as a table
const requestLine: readonly Row[] = [
  { from: 'start', on: 'tchar', to: 'method', event: 'begin', opens: 'method', arm: 'method', rule: 'method-token' },
  { from: 'start', on: 'CR', to: 'start-lf', rule: 'empty-line-before' },
  { from: 'start', on: 'LF', to: 'start-again', arm: 'empty-lines', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'start', on: 'else', to: 'refused', rule: 'method-token' },
  { from: 'start-lf', on: 'LF', to: 'start-again', arm: 'empty-lines', rule: 'empty-line-before' },
  { from: 'start-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
  { from: 'start-again', on: 'tchar', to: 'method', event: 'begin', opens: 'method', arm: 'method', rule: 'method-token' },
  { from: 'start-again', on: 'CR', to: 'start-again-lf', tolerates: true, rule: 'empty-lines-before', when: 'leading-empty-lines' },
  { from: 'start-again', on: 'CR', to: 'refused', rule: 'empty-lines-before', unless: 'leading-empty-lines' },
  { from: 'start-again', on: 'LF', to: 'start-again', tolerates: true, rule: 'bare-lf', when: ['bare-lf', 'leading-empty-lines'] },
  { from: 'start-again', on: 'LF', to: 'refused', rule: 'empty-lines-before', when: 'bare-lf', unless: 'leading-empty-lines' },
  { from: 'start-again', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'start-again', on: 'else', to: 'refused', rule: 'method-token' },
  { from: 'start-again', on: 'LIMIT', to: 'refused', rule: 'empty-lines-before', when: 'leading-empty-lines' },
  { from: 'start-again-lf', on: 'LF', to: 'start-again', rule: 'empty-line-before', when: 'leading-empty-lines' },
  { from: 'start-again-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr', when: 'leading-empty-lines' },
  { from: 'start-again-lf', on: 'LIMIT', to: 'refused', rule: 'empty-lines-before', when: 'leading-empty-lines' },
  { from: 'method', on: 'tchar', to: 'method', rule: 'method-token' },
  { from: 'method', on: 'SP', to: 'target-start', closes: 'method', arm: 'start-line', rule: 'request-line-spaces' },
  { from: 'method', on: 'CR', to: 'refused', rule: 'request-line-spaces' },
  { from: 'method', on: 'LF', to: 'refused', rule: 'request-line-spaces' },
  { from: 'method', on: 'HTAB VT FF', to: 'target-start', closes: 'method', arm: 'start-line', tolerates: true, rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'method', on: 'HTAB', to: 'refused', rule: 'request-line-spaces', unless: 'request-line-space' },
  { from: 'method', on: 'else', to: 'refused', rule: 'method-token' },
  { from: 'method', on: 'LIMIT', to: 'refused', rule: 'method-too-long' },
  { from: 'target-start', on: 'target octet', to: 'target', opens: 'target', rule: 'target-octets' },
  { from: 'target-start', on: 'obs-text', to: 'target', opens: 'target', tolerates: true, rule: 'target-octets', when: 'target-octets' },
  { from: 'target-start', on: 'SP HTAB VT FF', to: 'target-start', tolerates: true, rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'target-start', on: 'SP HTAB', to: 'refused', rule: 'request-line-spaces', unless: 'request-line-space' },
  { from: 'target-start', on: 'CR', to: 'refused', rule: 'request-line-spaces' },
  { from: 'target-start', on: 'LF', to: 'refused', rule: 'request-line-spaces' },
  { from: 'target-start', on: 'else', to: 'refused', rule: 'target-octets' },
  { from: 'target', on: 'target octet', to: 'target', rule: 'target-octets' },
  { from: 'target', on: 'obs-text', to: 'target', tolerates: true, rule: 'target-octets', when: 'target-octets' },
  { from: 'target', on: 'SP', to: 'version-start', closes: 'target', rule: 'request-line-spaces' },
  { from: 'target', on: 'HTAB VT FF', to: 'version-start', closes: 'target', tolerates: true, rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'target', on: 'HTAB', to: 'refused', rule: 'request-line-spaces', unless: 'request-line-space' },
  { from: 'target', on: 'CR', to: 'refused', rule: 'http-0.9' },
  { from: 'target', on: 'LF', to: 'refused', rule: 'http-0.9' },
  { from: 'target', on: 'else', to: 'refused', rule: 'target-octets' },
  { from: 'version-start', on: 'H', to: 'version-H', opens: 'version', rule: 'version-form' },
  { from: 'version-start', on: 'SP HTAB VT FF', to: 'version-start', tolerates: true, rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'version-start', on: 'SP HTAB', to: 'refused', rule: 'request-line-spaces', unless: 'request-line-space' },
  { from: 'version-start', on: 'CR', to: 'refused', rule: 'http-0.9' },
  { from: 'version-start', on: 'LF', to: 'refused', rule: 'http-0.9' },
  { from: 'version-start', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-end', on: 'CR', to: 'start-line-lf', closes: 'version', arm: 'none', rule: 'line-end' },
  { from: 'version-end', on: 'LF', to: { by: 'request-line', of: ['header-start', 'refused'] }, closes: 'version', arm: 'header-section', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'version-end', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'version-end', on: 'SP HTAB VT FF', to: 'version-space', closes: 'version', tolerates: true, rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'version-end', on: 'SP HTAB', to: 'refused', rule: 'request-line-spaces', unless: 'request-line-space' },
  { from: 'version-end', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-space', on: 'SP HTAB VT FF', to: 'version-space', tolerates: true, rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'version-space', on: 'CR', to: 'start-line-lf', arm: 'none', rule: 'line-end', when: 'request-line-space' },
  { from: 'version-space', on: 'LF', to: { by: 'request-line', of: ['header-start', 'refused'] }, arm: 'header-section', tolerates: true, rule: 'bare-lf', when: ['request-line-space', 'bare-lf'] },
  { from: 'version-space', on: 'LF', to: 'refused', rule: 'bare-lf', when: 'request-line-space', unless: 'bare-lf' },
  { from: 'version-space', on: 'else', to: 'refused', rule: 'request-line-spaces', when: 'request-line-space' },
  { from: 'start-line-lf', on: 'LF', to: { by: 'request-line', of: ['header-start', 'refused'] }, arm: 'header-section', rule: 'line-end' },
  { from: 'start-line-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
];

/** status-line = HTTP-version SP status-code SP [ reason-phrase ] CR LF (RFC 9112 §4). */
// biome-ignore format: one row a line, so that the table reads as a table
const statusLine: readonly Row[] = [
  { from: 'start', on: 'H', to: 'version-H', event: 'begin', opens: 'version', arm: 'start-line', rule: 'version-form' },
  { from: 'start', on: 'else', to: 'refused', rule: 'status-line' },
  { from: 'start', on: 'UNASKED', to: 'refused', rule: 'unasked-response' },
  { from: 'version-end', on: 'SP', to: 'status-1', closes: 'version', rule: 'status-line' },
  { from: 'version-end', on: 'else', to: 'refused', rule: 'status-line' },
  { from: 'status-1', on: '1-9', to: 'status-2', opens: 'status', do: 'digit-first', rule: 'status-code' },
  { from: 'status-1', on: 'else', to: 'refused', rule: 'status-code' },
  { from: 'status-2', on: 'DIGIT', to: 'status-3', do: 'digit', rule: 'status-code' },
  { from: 'status-2', on: 'else', to: 'refused', rule: 'status-code' },
  { from: 'status-3', on: 'DIGIT', to: 'status-end', do: 'digit', rule: 'status-code' },
  { from: 'status-3', on: 'else', to: 'refused', rule: 'status-code' },
  { from: 'status-end', on: 'SP', to: 'reason-start', closes: 'status', rule: 'status-line' },
  { from: 'status-end', on: 'CR', to: 'start-line-lf', closes: 'status', arm: 'none', tolerates: true, rule: 'reason-space', when: 'reason-space' },
  { from: 'status-end', on: 'CR', to: 'refused', rule: 'reason-space', unless: 'reason-space' },
  { from: 'status-end', on: 'LF', to: 'header-start', closes: 'status', arm: 'header-section', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'status-end', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'status-end', on: 'else', to: 'refused', rule: 'status-code' },
  { from: 'reason-start', on: 'field octet', to: 'reason', opens: 'reason', rule: 'reason-phrase' },
  { from: 'reason-start', on: 'CR', to: 'start-line-lf', opens: 'reason', closes: 'reason', arm: 'none', rule: 'line-end' },
  { from: 'reason-start', on: 'LF', to: 'header-start', opens: 'reason', closes: 'reason', arm: 'header-section', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'reason-start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'reason-start', on: 'else', to: 'refused', rule: 'reason-phrase' },
  { from: 'reason', on: 'field octet', to: 'reason', rule: 'reason-phrase' },
  { from: 'reason', on: 'CR', to: 'start-line-lf', closes: 'reason', arm: 'none', rule: 'line-end' },
  { from: 'reason', on: 'LF', to: 'header-start', closes: 'reason', arm: 'header-section', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'reason', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'reason', on: 'else', to: 'refused', rule: 'reason-phrase' },
  { from: 'start-line-lf', on: 'LF', to: 'header-start', arm: 'header-section', rule: 'line-end' },
  { from: 'start-line-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
];

/** HTTP-version = HTTP-name "/" DIGIT "." DIGIT, exact case (RFC 9112 §2.3). */
// biome-ignore format: one row a line, so that the table reads as a table
const version: readonly Row[] = [
  { from: 'version-H', on: 'T', to: 'version-HT', rule: 'version-form' },
  { from: 'version-H', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-HT', on: 'T', to: 'version-HTT', rule: 'version-form' },
  { from: 'version-HT', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-HTT', on: 'P', to: 'version-HTTP', rule: 'version-form' },
  { from: 'version-HTT', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-HTTP', on: '/', to: 'version-major', rule: 'version-form' },
  { from: 'version-HTTP', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-major', on: 'DIGIT', to: 'version-dot', rule: 'version-form' },
  { from: 'version-major', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-dot', on: '.', to: 'version-minor', rule: 'version-form' },
  { from: 'version-dot', on: 'else', to: 'refused', rule: 'version-form' },
  { from: 'version-minor', on: 'DIGIT', to: 'version-end', rule: 'version-form' },
  { from: 'version-minor', on: 'else', to: 'refused', rule: 'version-form' },
];

/** header section = *( field-line CR LF ) CR LF; field-line = field-name ":" OWS field-value OWS (RFC 9112 §5). */
// biome-ignore format: one row a line, so that the table reads as a table
const headerSection = (framed: readonly StateName[]): readonly Row[] => [
  { from: 'header-start', on: 'tchar', to: 'field-name', opens: 'field-name', rule: 'field-name' },
  { from: 'header-start', on: 'CR', to: 'section-lf', rule: 'header-section-end' },
  { from: 'header-start', on: 'LF', to: { by: 'framing', of: framed }, arm: 'none', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'header-start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'header-start', on: 'SP HTAB', to: 'skipped-line', tolerates: true, rule: 'space-before-first-field', when: 'space-before-first-field' },
  { from: 'header-start', on: 'SP HTAB', to: 'refused', rule: 'space-before-first-field', unless: 'space-before-first-field' },
  { from: 'header-start', on: ':', to: 'refused', rule: 'field-name-empty' },
  { from: 'header-start', on: 'else', to: 'refused', rule: 'field-name' },
  { from: 'skipped-line', on: 'CR', to: 'skipped-lf', rule: 'space-before-first-field', when: 'space-before-first-field' },
  { from: 'skipped-line', on: 'LF', to: 'header-start', tolerates: true, rule: 'bare-lf', when: ['space-before-first-field', 'bare-lf'] },
  { from: 'skipped-line', on: 'LF', to: 'refused', rule: 'bare-lf', when: 'space-before-first-field', unless: 'bare-lf' },
  { from: 'skipped-line', on: 'else', to: 'skipped-line', rule: 'space-before-first-field', when: 'space-before-first-field' },
  { from: 'skipped-lf', on: 'LF', to: 'header-start', rule: 'line-end', when: 'space-before-first-field' },
  { from: 'skipped-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr', when: 'space-before-first-field' },
  { from: 'field-start', on: 'tchar', to: 'field-name', opens: 'field-name', rule: 'field-name' },
  { from: 'field-start', on: 'CR', to: 'section-lf', rule: 'header-section-end' },
  { from: 'field-start', on: 'LF', to: { by: 'framing', of: framed }, arm: 'none', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'field-start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'field-start', on: 'SP HTAB', to: 'value-start', tolerates: true, rule: 'obs-fold', when: 'obs-fold' },
  { from: 'field-start', on: 'SP HTAB', to: 'refused', rule: 'obs-fold', unless: 'obs-fold' },
  { from: 'field-start', on: ':', to: 'refused', rule: 'field-name-empty' },
  { from: 'field-start', on: 'else', to: 'refused', rule: 'field-name' },
  { from: 'field-name', on: 'tchar', to: 'field-name', rule: 'field-name' },
  { from: 'field-name', on: ':', to: 'value-start', closes: 'field-name', rule: 'field-name' },
  { from: 'field-name', on: 'SP HTAB', to: 'refused', rule: 'space-before-colon' },
  { from: 'field-name', on: 'else', to: 'refused', rule: 'field-name' },
  { from: 'value-start', on: 'SP', to: 'value-start', rule: 'field-value-ows' },
  { from: 'value-start', on: 'HTAB', to: 'value-start', do: 'tab', rule: 'field-value-ows' },
  { from: 'value-start', on: 'field vchar', to: 'value', opens: 'field-value', rule: 'field-value' },
  { from: 'value-start', on: 'CTL', to: 'value', opens: 'field-value', tolerates: true, rule: 'field-value', when: 'ctl-in-value' },
  { from: 'value-start', on: 'CR', to: 'field-lf', opens: 'field-value', closes: 'field-value', rule: 'line-end' },
  { from: 'value-start', on: 'LF', to: { by: 'field-line', of: ['field-start', 'refused'] }, opens: 'field-value', closes: 'field-value', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'value-start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'value-start', on: 'else', to: 'refused', rule: 'field-value' },
  { from: 'value', on: 'field vchar', to: 'value', rule: 'field-value' },
  { from: 'value', on: 'CTL', to: 'value', tolerates: true, rule: 'field-value', when: 'ctl-in-value' },
  { from: 'value', on: 'SP HTAB', to: 'value-space', do: 'mark', rule: 'field-value-ows' },
  { from: 'value', on: 'CR', to: 'field-lf', closes: 'field-value', rule: 'line-end' },
  { from: 'value', on: 'LF', to: { by: 'field-line', of: ['field-start', 'refused'] }, closes: 'field-value', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'value', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'value', on: 'else', to: 'refused', rule: 'field-value' },
  { from: 'value-space', on: 'SP HTAB', to: 'value-space', rule: 'field-value-ows' },
  { from: 'value-space', on: 'field vchar', to: 'value', rule: 'field-value' },
  { from: 'value-space', on: 'CTL', to: 'value', tolerates: true, rule: 'field-value', when: 'ctl-in-value' },
  { from: 'value-space', on: 'CR', to: 'field-lf', closes: 'field-value', atMark: true, rule: 'line-end' },
  { from: 'value-space', on: 'LF', to: { by: 'field-line', of: ['field-start', 'refused'] }, closes: 'field-value', atMark: true, tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'value-space', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'value-space', on: 'else', to: 'refused', rule: 'field-value' },
  { from: 'field-lf', on: 'LF', to: { by: 'field-line', of: ['field-start', 'refused'] }, rule: 'line-end' },
  { from: 'field-lf', on: 'field vchar', to: 'value', opens: 'field-value', blames: 'before', tolerates: true, rule: 'bare-cr', when: 'bare-cr' },
  { from: 'field-lf', on: 'SP HTAB', to: 'value-start', blames: 'before', tolerates: true, rule: 'bare-cr', when: 'bare-cr' },
  { from: 'field-lf', on: 'CR', to: 'field-lf', blames: 'before', tolerates: true, rule: 'bare-cr', when: 'bare-cr' },
  { from: 'field-lf', on: 'else', to: 'refused', rule: 'field-value', when: 'bare-cr' },
  { from: 'field-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr', unless: 'bare-cr' },
  { from: 'section-lf', on: 'LF', to: { by: 'framing', of: framed }, arm: 'none', rule: 'header-section-end' },
  { from: 'section-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
];

/** Content by Content-Length, or everything until the connection closes (RFC 9112 §6.3). */
// biome-ignore format: one row a line, so that the table reads as a table
const content: readonly Row[] = [
  { from: 'content', on: 'any', to: { by: 'count', of: ['content', ...NEXT] }, count: 'length', rule: 'content-length' },
];
/**
 * Content announced as larger than this server accepts (RFC 9110 §15.5.14). Refused once it begins to arrive: a client
 * that announces content but sends none is left waiting, as with any other request it does not finish.
 */
const excess: readonly Row[] = [
  { from: 'content-excess', on: 'any', to: { by: 'excess', of: ['refused'] }, rule: 'content-too-large' },
];
// biome-ignore format: one row a line, so that the table reads as a table
const untilClose: readonly Row[] = [
  { from: 'until-close', on: 'any', to: 'until-close', count: 'rest', rule: 'until-close' },
  { from: 'until-close', on: 'FIN', to: 'ended', event: 'complete', rule: 'until-close' },
  { from: 'tunnel', on: 'any', to: 'tunnel', count: 'rest', rule: 'tunnel' },
  { from: 'tunnel', on: 'FIN', to: 'ended', event: 'complete', rule: 'tunnel' },
];

/** chunked-body = *chunk last-chunk trailer-section CR LF (RFC 9112 §7.1). */
// biome-ignore format: one row a line, so that the table reads as a table
const chunked: readonly Row[] = [
  { from: 'chunk-start', on: 'HEXDIG', to: 'chunk-size', opens: 'chunk-size', do: 'hex-first', arm: 'chunk-size', rule: 'chunk-size' },
  { from: 'chunk-start', on: 'else', to: 'refused', rule: 'chunk-size' },
  { from: 'chunk-size', on: 'HEXDIG', to: 'chunk-size', do: 'hex', rule: 'chunk-size' },
  { from: 'chunk-size', on: ';', to: 'extension-start', closes: 'chunk-size', arm: 'chunk-extension', rule: 'chunk-extension' },
  { from: 'chunk-size', on: 'CR', to: 'chunk-lf', closes: 'chunk-size', arm: 'none', rule: 'line-end' },
  { from: 'chunk-size', on: 'LF', to: 'refused', rule: 'bare-lf' },
  { from: 'chunk-size', on: 'SP HTAB', to: 'extension-space', closes: 'chunk-size', arm: 'chunk-extension', tolerates: true, rule: 'bad-white-space', when: 'bws', unless: 'chunk-size-space' },
  { from: 'chunk-size', on: 'SP HTAB', to: 'size-space', closes: 'chunk-size', arm: 'chunk-extension', tolerates: true, rule: 'bad-white-space', when: 'chunk-size-space' },
  { from: 'chunk-size', on: 'else', to: 'refused', rule: 'chunk-size' },
  { from: 'chunk-size', on: 'LIMIT', to: 'refused', rule: 'chunk-size-too-large' },
  { from: 'extension-start', on: 'tchar', to: 'extension-name', opens: 'chunk-extension', rule: 'chunk-extension' },
  { from: 'extension-start', on: 'SP HTAB', to: 'extension-start', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-start', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-name', on: 'tchar', to: 'extension-name', rule: 'chunk-extension' },
  { from: 'extension-name', on: '=', to: 'extension-value-start', rule: 'chunk-extension' },
  { from: 'extension-name', on: ';', to: 'extension-start', closes: 'chunk-extension', rule: 'chunk-extension' },
  { from: 'extension-name', on: 'CR', to: 'chunk-lf', closes: 'chunk-extension', arm: 'none', rule: 'line-end' },
  { from: 'extension-name', on: 'SP HTAB', to: 'extension-name-space', do: 'mark', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-name', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-value-start', on: 'tchar', to: 'extension-value', rule: 'chunk-extension' },
  { from: 'extension-value-start', on: 'DQUOTE', to: 'extension-quoted', rule: 'chunk-extension' },
  { from: 'extension-value-start', on: 'SP HTAB', to: 'extension-value-start', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-value-start', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-value', on: 'tchar', to: 'extension-value', rule: 'chunk-extension' },
  { from: 'extension-value', on: ';', to: 'extension-start', closes: 'chunk-extension', rule: 'chunk-extension' },
  { from: 'extension-value', on: 'CR', to: 'chunk-lf', closes: 'chunk-extension', arm: 'none', rule: 'line-end' },
  { from: 'extension-value', on: 'SP HTAB', to: 'extension-space', closes: 'chunk-extension', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-value', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-quoted', on: 'qdtext', to: 'extension-quoted', rule: 'chunk-extension' },
  { from: 'extension-quoted', on: '\\', to: 'extension-escape', rule: 'chunk-extension' },
  { from: 'extension-quoted', on: 'DQUOTE', to: 'extension-quoted-end', rule: 'chunk-extension' },
  { from: 'extension-quoted', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-escape', on: 'field octet', to: 'extension-quoted', rule: 'chunk-extension' },
  { from: 'extension-escape', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-quoted-end', on: ';', to: 'extension-start', closes: 'chunk-extension', rule: 'chunk-extension' },
  { from: 'extension-quoted-end', on: 'CR', to: 'chunk-lf', closes: 'chunk-extension', arm: 'none', rule: 'line-end' },
  { from: 'extension-quoted-end', on: 'SP HTAB', to: 'extension-space', closes: 'chunk-extension', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-quoted-end', on: 'else', to: 'refused', rule: 'chunk-extension' },
  { from: 'extension-name-space', on: 'SP HTAB', to: 'extension-name-space', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-name-space', on: '=', to: 'extension-value-start', rule: 'chunk-extension', when: 'bws' },
  { from: 'extension-name-space', on: ';', to: 'extension-start', closes: 'chunk-extension', atMark: true, rule: 'chunk-extension', when: 'bws' },
  { from: 'extension-name-space', on: 'else', to: 'refused', rule: 'chunk-extension', when: 'bws' },
  { from: 'extension-space', on: 'SP HTAB', to: 'extension-space', tolerates: true, rule: 'bad-white-space', when: 'bws' },
  { from: 'extension-space', on: ';', to: 'extension-start', rule: 'chunk-extension', when: 'bws' },
  { from: 'extension-space', on: 'else', to: 'refused', rule: 'chunk-extension', when: 'bws' },
  { from: 'size-space', on: 'SP HTAB', to: 'size-space', tolerates: true, rule: 'bad-white-space', when: 'chunk-size-space' },
  { from: 'size-space', on: 'CR', to: 'chunk-lf', arm: 'none', rule: 'line-end', when: 'chunk-size-space' },
  { from: 'size-space', on: ';', to: 'extension-start', rule: 'chunk-extension', when: ['chunk-size-space', 'bws'] },
  { from: 'size-space', on: 'else', to: 'refused', rule: 'chunk-size', when: 'chunk-size-space' },
  { from: 'chunk-lf', on: 'LF', to: { by: 'chunk', of: ['chunk-data', 'trailer-start', 'refused'] }, rule: 'line-end' },
  { from: 'chunk-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
  { from: 'chunk-data', on: 'any', to: { by: 'count', of: ['chunk-data', 'chunk-data-cr'] }, count: 'length', rule: 'chunk-size' },
  { from: 'chunk-data-cr', on: 'CR', to: 'chunk-data-lf', rule: 'chunk-data-end' },
  { from: 'chunk-data-cr', on: 'else', to: 'refused', rule: 'chunk-data-end' },
  { from: 'chunk-data-lf', on: 'LF', to: 'chunk-start', rule: 'chunk-data-end' },
  { from: 'chunk-data-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
];

/** trailer-section = *( field-line CR LF ), ended by an empty line (RFC 9112 §7.1.2). */
// biome-ignore format: one row a line, so that the table reads as a table
const trailerSection: readonly Row[] = [
  { from: 'trailer-start', on: 'tchar', to: 'trailer-name', opens: 'trailer-name', rule: 'trailer-section' },
  { from: 'trailer-start', on: 'CR', to: 'trailer-end-lf', rule: 'trailer-section' },
  { from: 'trailer-start', on: 'LF', to: { by: 'message-end', of: NEXT }, arm: 'none', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'trailer-start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'trailer-start', on: 'SP HTAB', to: 'refused', rule: 'obs-fold' },
  { from: 'trailer-start', on: ':', to: 'refused', rule: 'field-name-empty' },
  { from: 'trailer-start', on: 'else', to: 'refused', rule: 'field-name' },
  { from: 'trailer-next', on: 'tchar', to: 'trailer-name', opens: 'trailer-name', rule: 'trailer-section' },
  { from: 'trailer-next', on: 'CR', to: 'trailer-end-lf', rule: 'trailer-section' },
  { from: 'trailer-next', on: 'LF', to: { by: 'message-end', of: NEXT }, arm: 'none', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'trailer-next', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'trailer-next', on: 'SP HTAB', to: 'trailer-value-start', tolerates: true, rule: 'obs-fold', when: 'obs-fold' },
  { from: 'trailer-next', on: 'SP HTAB', to: 'refused', rule: 'obs-fold', unless: 'obs-fold' },
  { from: 'trailer-next', on: ':', to: 'refused', rule: 'field-name-empty' },
  { from: 'trailer-next', on: 'else', to: 'refused', rule: 'field-name' },
  { from: 'trailer-name', on: 'tchar', to: 'trailer-name', rule: 'field-name' },
  { from: 'trailer-name', on: ':', to: 'trailer-value-start', closes: 'trailer-name', rule: 'field-name' },
  { from: 'trailer-name', on: 'SP HTAB', to: 'refused', rule: 'space-before-colon' },
  { from: 'trailer-name', on: 'else', to: 'refused', rule: 'field-name' },
  { from: 'trailer-value-start', on: 'SP HTAB', to: 'trailer-value-start', rule: 'field-value-ows' },
  { from: 'trailer-value-start', on: 'field vchar', to: 'trailer-value', opens: 'trailer-value', rule: 'field-value' },
  { from: 'trailer-value-start', on: 'CTL', to: 'trailer-value', opens: 'trailer-value', tolerates: true, rule: 'field-value', when: 'ctl-in-value' },
  { from: 'trailer-value-start', on: 'CR', to: 'trailer-lf', opens: 'trailer-value', closes: 'trailer-value', rule: 'line-end' },
  { from: 'trailer-value-start', on: 'LF', to: { by: 'trailer-line', of: ['trailer-next', 'refused'] }, opens: 'trailer-value', closes: 'trailer-value', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'trailer-value-start', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'trailer-value-start', on: 'else', to: 'refused', rule: 'field-value' },
  { from: 'trailer-value', on: 'field vchar', to: 'trailer-value', rule: 'field-value' },
  { from: 'trailer-value', on: 'CTL', to: 'trailer-value', tolerates: true, rule: 'field-value', when: 'ctl-in-value' },
  { from: 'trailer-value', on: 'SP HTAB', to: 'trailer-value-space', do: 'mark', rule: 'field-value-ows' },
  { from: 'trailer-value', on: 'CR', to: 'trailer-lf', closes: 'trailer-value', rule: 'line-end' },
  { from: 'trailer-value', on: 'LF', to: { by: 'trailer-line', of: ['trailer-next', 'refused'] }, closes: 'trailer-value', tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'trailer-value', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'trailer-value', on: 'else', to: 'refused', rule: 'field-value' },
  { from: 'trailer-value-space', on: 'SP HTAB', to: 'trailer-value-space', rule: 'field-value-ows' },
  { from: 'trailer-value-space', on: 'field vchar', to: 'trailer-value', rule: 'field-value' },
  { from: 'trailer-value-space', on: 'CTL', to: 'trailer-value', tolerates: true, rule: 'field-value', when: 'ctl-in-value' },
  { from: 'trailer-value-space', on: 'CR', to: 'trailer-lf', closes: 'trailer-value', atMark: true, rule: 'line-end' },
  { from: 'trailer-value-space', on: 'LF', to: { by: 'trailer-line', of: ['trailer-next', 'refused'] }, closes: 'trailer-value', atMark: true, tolerates: true, rule: 'bare-lf', when: 'bare-lf' },
  { from: 'trailer-value-space', on: 'LF', to: 'refused', rule: 'bare-lf', unless: 'bare-lf' },
  { from: 'trailer-value-space', on: 'else', to: 'refused', rule: 'field-value' },
  { from: 'trailer-lf', on: 'LF', to: { by: 'trailer-line', of: ['trailer-next', 'refused'] }, rule: 'line-end' },
  { from: 'trailer-lf', on: 'field vchar', to: 'trailer-value', opens: 'trailer-value', blames: 'before', tolerates: true, rule: 'bare-cr', when: 'bare-cr' },
  { from: 'trailer-lf', on: 'SP HTAB', to: 'trailer-value-start', blames: 'before', tolerates: true, rule: 'bare-cr', when: 'bare-cr' },
  { from: 'trailer-lf', on: 'CR', to: 'trailer-lf', blames: 'before', tolerates: true, rule: 'bare-cr', when: 'bare-cr' },
  { from: 'trailer-lf', on: 'else', to: 'refused', rule: 'field-value', when: 'bare-cr' },
  { from: 'trailer-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr', unless: 'bare-cr' },
  { from: 'trailer-end-lf', on: 'LF', to: { by: 'message-end', of: NEXT }, arm: 'none', rule: 'message-end' },
  { from: 'trailer-end-lf', on: 'else', to: 'refused', blames: 'before', rule: 'bare-cr' },
];

/** What arrives after that is discarded (RFC 9112 §9.6). */
// biome-ignore format: one row a line, so that the table reads as a table
const sinks: readonly Row[] = [
  { from: 'after-last', on: 'any', to: 'after-last', rule: 'after-close' },
  { from: 'after-last', on: 'FIN', to: 'ended', event: 'finished', rule: 'finished' },
  { from: 'refused', on: 'any', to: 'refused', rule: 'after-refusal' },
  { from: 'ended', on: 'any', to: 'ended', rule: 'finished' },
  { from: 'start', on: 'FIN', to: 'ended', event: 'finished', rule: 'finished' },
  { from: 'start', on: 'TIMEOUT', to: 'ended', rule: 'idle-timeout' },
];

/** The same row for each of many states: the effect of an end or a limit wherever in a message it strikes. */
function each(states: readonly StateName[], on: InputSymbol, to: StateName, rule: RuleId): readonly Row[] {
  return states.map((from) => ({ from, on, to, rule }));
}

/** The states among some rows that lie within a message. */
function statesOf(rows: readonly Row[]): readonly StateName[] {
  return [...new Set(rows.map((row) => row.from))].filter((state) => !['between', 'end'].includes(STATES[state]));
}

/** Rows a limit can strike: those that refuse by themselves, or lift the limit, take precedence (see machine.ts). */
function limited(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => row.to !== 'refused' && row.arm === undefined);
}

/**
 * Limits strike anywhere in their section; the method's and the chunk-size's own rows are above. A chunk line is over
 * at its CR, so no limit strikes after it.
 */
function limits(startLine: readonly Row[], lineRule: RuleId): readonly Row[] {
  const line = statesOf(limited([...startLine, ...version])).filter((state) => state !== 'method');
  const chunkLine = statesOf(chunked).filter((state) => /^(extension|size)-/.test(state));
  return [
    ...each(line, 'LIMIT', 'refused', lineRule),
    ...each(statesOf(headerSection([])), 'LIMIT', 'refused', 'header-section-too-long'),
    ...each(chunkLine, 'LIMIT', 'refused', 'chunk-line-too-long'),
    ...each(chunkLine, 'TOTAL', 'refused', 'chunk-extensions-too-long'),
    ...each(statesOf(trailerSection), 'LIMIT', 'refused', 'trailer-too-long'),
  ];
}

/** FIN or a time-out within a message leaves it incomplete (RFC 9112 §8). */
function cuts(rows: readonly Row[]): readonly Row[] {
  const states = statesOf(rows);
  return [
    ...each(states, 'FIN', 'refused', 'incomplete-message'),
    ...each(states, 'TIMEOUT', 'refused', 'request-timeout'),
  ];
}

// biome-ignore format: on one line, where the source panel looks for it
const requestBody = [...requestLine, ...version, ...headerSection(REQUEST_FRAMED), ...content, ...excess, ...chunked, ...trailerSection];
// biome-ignore format: on one line, where the source panel looks for it
const responseBody = [...statusLine, ...version, ...headerSection(RESPONSE_FRAMED), ...content, ...chunked, ...trailerSection];
const betweenLines = ['start-lf', 'start-again', 'start-again-lf'] as const;

/** All transitions of a server reading requests. */
export const REQUEST_ROWS: readonly Row[] = [
  ...requestBody,
  ...sinks,
  ...limits(requestLine, 'target-too-long'),
  ...betweenLines.map((from): Row => ({ from, on: 'FIN', to: 'ended', event: 'finished', rule: 'finished' })),
  ...each(betweenLines, 'TIMEOUT', 'ended', 'idle-timeout'),
  ...cuts(requestBody),
];

/** All transitions of a client reading responses. */
export const RESPONSE_ROWS: readonly Row[] = [
  ...responseBody,
  ...sinks,
  ...untilClose,
  ...limits(statusLine, 'status-line-too-long'),
  ...cuts(responseBody),
];
