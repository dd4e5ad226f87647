/**
 * The responses the engine sends on its own. Each is a short English text that names the status, the rule and where the
 * rule is defined and, for a refused request, the octet at which it was decided and the octets to blame.
 */

import { escapeOctets, utf8 } from '#shared/base/octets.ts';
import type { Limits } from '#shared/base/options.ts';
import type { Verdict } from '#shared/http1/events.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import { ruleOf } from '#shared/http1/rules.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { ruleSentences } from '#shared/text/en/rules.ts';
import type { Denial, EngineResponse } from './handler.ts';
import { reasonOf } from './status.ts';

/** How many of the blamed octets are shown. */
export const SHOWN_OCTETS = 40;

/** nosniff: the body quotes octets the client chose, and browsers must not treat them as anything but text. */
const TEXT_FIELDS: readonly FieldPair[] = [
  ['Content-Type', 'text/plain; charset=utf-8'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** The limit behind a rule, and how its value is displayed. */
const LIMITS_OF: ReadonlyMap<RuleId, readonly [keyof Limits, string]> = new Map([
  ['method-too-long', ['method', 'octets of method']],
  ['target-too-long', ['startLine', 'octets of start-line']],
  ['header-section-too-long', ['headerSection', 'octets of header section']],
  ['too-many-fields', ['fieldLines', 'field lines']],
  ['content-too-large', ['content', 'octets of content']],
  ['chunk-line-too-long', ['chunkLine', 'octets of chunk line']],
  ['chunk-extensions-too-long', ['chunkExtensions', 'octets of chunk extensions']],
  ['trailer-too-long', ['trailerSection', 'octets of trailer section']],
]);

/**
 * The refusal of a request that broke a rule of parsing, framing or limits.
 * @param blamed the first octets of the verdict's blame, as far as they are still known
 * @param patience how long the client had for the part of the request that was arriving, in ms
 */
export function refusalOf(verdict: Verdict, blamed: Uint8Array, limits: Limits, patience: number): EngineResponse {
  const limit = LIMITS_OF.get(verdict.rule);
  const details = [`Refused at octet ${verdict.at}.`];
  if (blamed.length > 0) details.push(blameLine(verdict, blamed));
  if (limit !== undefined) details.push(`Limit: ${limits[limit[0]]} ${limit[1]}.`);
  if (verdict.rule === 'request-timeout') details.push(`Limit: ${patience} ms.`);
  return explained(verdict.rule, details, []);
}

/** The response to a well-formed request for which the engine has no route. */
export function denialResponse(denial: Denial): EngineResponse {
  return explained(denial.rule, [denial.about], denial.fields);
}

/** The response when a handler threw, or its response is unwritable or overdue. The reason is not disclosed. */
export function failureResponse(rule: RuleId): EngineResponse {
  return explained(rule, [], []);
}

/** Text that a client chose, as one quoted line of printable US-ASCII of bounded length. */
export function printable(text: string): string {
  const octets = utf8(text);
  const cut = octets.length > SHOWN_OCTETS * 2;
  return `"${escapeOctets(octets, 0, cut ? SHOWN_OCTETS * 2 : octets.length)}${cut ? '…' : ''}"`;
}

function blameLine(verdict: Verdict, blamed: Uint8Array): string {
  const { start, end } = verdict.blame;
  const shown = Math.min(blamed.length, SHOWN_OCTETS);
  const text = escapeOctets(blamed, 0, shown);
  const where = end - start === 1 ? `octet ${start}` : `octets ${start} to ${end - 1}`;
  return `To blame: ${where}, "${text}${end - start > shown ? '…' : ''}"`;
}

function explained(rule: RuleId, details: readonly string[], fields: readonly FieldPair[]): EngineResponse {
  const { section, ground, status = 500 } = ruleOf(rule);
  const lines = [
    `${status} ${reasonOf(status)}`,
    '',
    ruleSentences[rule],
    ...details,
    `Rule: ${rule} (${section}, ${ground})`,
    '',
  ];
  return { status, fields: [...TEXT_FIELDS, ...fields], content: utf8(lines.join('\n')), rule };
}
