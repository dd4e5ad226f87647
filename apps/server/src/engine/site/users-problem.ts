/** What is wrong with a request to the users API, so that its sender can fix it. */

import { encodeJson } from '#shared/base/decode.ts';
import { utf8 } from '#shared/base/octets.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineResponse } from '../handler.ts';
import { reasonOf } from '../status.ts';

/** A refusal in the API's own terms. */
export interface Problem {
  /** 4xx or 5xx. */
  readonly status: number;
  /** What is wrong, one sentence each. */
  readonly details: readonly string[];
  readonly fields?: readonly FieldPair[];
  readonly rule?: RuleId;
}

/** The forms of a representation, in the server's order of preference. */
export const FORMS = ['application/json', 'text/html'] as const;
export type Form = (typeof FORMS)[number];

/** Every response of the API depends on Accept; caches must know (RFC 9110 §12.5.5). */
export const VARY: FieldPair = ['Vary', 'Accept'];

/** The response contains user input: browsers must not treat it as another type. */
export const NOSNIFF: FieldPair = ['X-Content-Type-Options', 'nosniff'];

/** A problem as JSON (RFC 9457) for programs, as text for people. */
export function problemResponse({ status, details, fields = [], rule }: Problem, form: Form): EngineResponse {
  const json = form === 'application/json';
  const type = json ? 'application/problem+json' : 'text/plain; charset=utf-8';
  const title = reasonOf(status);
  const content = json
    ? encodeJson({ title, status, detail: details.join(' '), errors: details })
    : utf8(`${[`${status} ${title}`, '', ...details].join('\n')}\n`);
  return { status, fields: [['Content-Type', type], NOSNIFF, VARY, ...fields], content, ...(rule && { rule }) };
}

/** 406: the client accepts none of the forms. Lists them as text, since no form was agreed on (RFC 9110 §15.5.7). */
export function notAcceptable(): EngineResponse {
  const details = [`Available are: ${FORMS.join(', ')}.`];
  return problemResponse({ status: 406, details, rule: 'not-acceptable' }, 'text/html');
}
