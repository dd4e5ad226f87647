/**
 * A request as a form has it, and the octets it becomes. What is shown is what is sent: the same function makes both.
 * The way back, from octets to a draft, is read.ts.
 */

import { concat } from '../../base/octets.ts';
import type { FieldPair } from '../../http1/writer.ts';
import type { FormPair } from '../form.ts';
import { type Change, InputError } from '../input.ts';
import { type BuiltRequest, buildRequest, octetText, type RequestSpec } from '../request.ts';
import { parseUrl, type ToAscii, type Url } from '../url.ts';
import { contentOf, type DraftContent } from './content.ts';

export interface Draft {
  readonly method: string;
  /** As typed: where to connect, and what is asked for there. */
  readonly url: string;
  /** Instead of the target the URL gives. */
  readonly target: string | null;
  /** Appended to the URL's query. */
  readonly params: readonly FormPair[];
  /** Characters; they travel as UTF-8. */
  readonly fields: readonly FieldPair[];
  /** By hand, before those of the jar. */
  readonly cookies: readonly FieldPair[];
  /** Whether the jar's cookies go with it. */
  readonly jar: boolean;
  /** `fields` are all there are: no Host, no Cookie and nothing about the content is added. */
  readonly exact: boolean;
  readonly content: DraftContent;
}

export const EMPTY_DRAFT: Draft = {
  method: 'GET',
  url: '',
  target: null,
  params: [],
  fields: [],
  cookies: [],
  jar: true,
  exact: false,
  content: { kind: 'none' },
};

/** What a draft is written with: the jar's cookies for a URL, and the platform's way with host names. */
export interface DraftContext {
  readonly cookiesFor: (url: Url) => readonly FieldPair[];
  readonly toAscii?: ToAscii;
}

export interface WrittenDraft {
  /** With the cookies by hand, without the jar's: the sender has the jar. */
  readonly spec: RequestSpec;
  readonly built: BuiltRequest;
  /** Head and content. */
  readonly octets: Uint8Array;
  readonly changes: readonly Change[];
}

/** @throws InputError when the draft is no request yet. */
export function writeDraft(draft: Draft, context: DraftContext): WrittenDraft {
  const { url, changes } = parseUrl(draft.url, context.toAscii);
  const spec = specOf(draft, url);
  const jar = draft.jar ? context.cookiesFor(url) : [];
  const built = buildRequest({ ...spec, cookies: [...(spec.cookies ?? []), ...jar] });
  const octets = built.content.kind === 'octets' ? concat([built.head, built.content.bytes]) : built.head;
  return { spec, built, octets, changes };
}

function specOf({ method, target, params, fields, cookies, exact, content }: Draft, url: Url): RequestSpec {
  return {
    method,
    url,
    ...(target === null ? {} : { target }),
    params,
    fields: fields.map(([name, value]) => [name, octetText(value)]),
    cookies: cookies.map(cookiePair),
    ...(exact ? { exact } : {}),
    content: contentOf(content),
  };
}

/** A `;` would end the pair, and white space around it would not come back. */
function cookiePair([name, value]: FieldPair): FieldPair {
  if (/[;=\s]/.test(name) || /;|^\s|\s$/.test(value) || name === '') throw new InputError('cookie', `${name}=${value}`);
  return [octetText(name), octetText(value)];
}
