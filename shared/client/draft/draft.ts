/**
 * A request as a form holds it, and its octets. One function makes both the preview and the sent octets, so they agree.
 * read.ts goes the other way, from octets to a draft.
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
  /** As typed: where to connect, and the resource to request there. */
  readonly url: string;
  /** Replaces the target that the URL gives. */
  readonly target: string | null;
  /** Appended to the URL's query. */
  readonly params: readonly FormPair[];
  /** Characters; sent as UTF-8. */
  readonly fields: readonly FieldPair[];
  /** Set by hand, before those of the jar. */
  readonly cookies: readonly FieldPair[];
  /** Whether to add the jar's cookies. */
  readonly jar: boolean;
  /** Send only `fields`: add no Host, no Cookie and no fields about the content. */
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

/** What is needed to encode a draft: the jar's cookies for a URL, and the platform's handling of host names. */
export interface DraftContext {
  readonly cookiesFor: (url: Url) => readonly FieldPair[];
  readonly toAscii?: ToAscii;
}

export interface WrittenDraft {
  /** With the cookies set by hand, without the jar's: the sender has the jar. */
  readonly spec: RequestSpec;
  readonly built: BuiltRequest;
  /** Head and content. */
  readonly octets: Uint8Array;
  readonly changes: readonly Change[];
}

/** @throws InputError when the draft is not yet a request. */
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

/** A `;` would end the pair, and surrounding white space would be lost on the way back. */
function cookiePair([name, value]: FieldPair): FieldPair {
  if (/[;=\s]/.test(name) || /;|^\s|\s$/.test(value) || name === '') throw new InputError('cookie', `${name}=${value}`);
  return [octetText(name), octetText(value)];
}
