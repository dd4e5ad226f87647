/** The content of a draft: encoded as octets, and decoded again by its Content-Type. */
import { decodeUtf8 } from '../../base/decode.ts';
import { utf8 } from '../../base/octets.ts';
import { type FormPair, formText, readFormText } from '../form.ts';
import { multipart, multipartType, type Part } from '../multipart.ts';
import { type Content, NO_CONTENT } from '../request.ts';
import { readParts } from './parts.ts';

/** Lines of a text end in LF, the only line ending in a text box. Text with CR is content of kind `octets`. */
export type DraftContent =
  | { readonly kind: 'none' }
  /** `type`: its Content-Type; empty for none. */
  | { readonly kind: 'text'; readonly text: string; readonly type: string }
  | { readonly kind: 'octets'; readonly bytes: Uint8Array; readonly type: string }
  | { readonly kind: 'form'; readonly pairs: readonly FormPair[] }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'multipart'; readonly parts: readonly DraftPart[]; readonly boundary: string };

export type DraftPart =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly fileName: string;
      readonly type: string;
      readonly bytes: Uint8Array;
    };

export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/** @throws InputError for an invalid boundary. */
export function contentOf(content: DraftContent): Content {
  switch (content.kind) {
    case 'none':
      return NO_CONTENT;
    case 'text':
      return octets(utf8(content.text), content.type);
    case 'octets':
      return octets(content.bytes, content.type);
    case 'form':
      return octets(utf8(formText(content.pairs)), FORM_TYPE);
    case 'json':
      return octets(utf8(content.text), JSON_TYPE);
    case 'multipart':
      return octets(multipart(content.parts.map(partOf), content.boundary), multipartType(content.boundary));
  }
}

function octets(bytes: Uint8Array, type: string): Content {
  return { kind: 'octets', bytes, type: type === '' ? null : type };
}

function partOf(part: DraftPart): Part {
  if (part.kind === 'text') return { name: part.name, content: utf8(part.text) };
  const { name, fileName, type, bytes } = part;
  return { name, fileName, content: bytes, ...(type === '' ? {} : { type }) };
}

/**
 * Content under this Content-Type as a form shows it: the most specific reading. The caller has to check whether it
 * encodes to the same octets.
 */
export function readContent(bytes: Uint8Array, type: string): DraftContent {
  const text = textOf(bytes);
  if (type === FORM_TYPE && text !== null) {
    const pairs = readFormText(text);
    if (pairs !== null && formText(pairs) === text) return { kind: 'form', pairs };
  }
  if (type === JSON_TYPE && text !== null) return { kind: 'json', text };
  return readParts(bytes, type) ?? readPlain(bytes, type);
}

/** As text, or as octets where it is not text. */
export function readPlain(bytes: Uint8Array, type: string): DraftContent {
  const text = textOf(bytes);
  return text === null ? { kind: 'octets', bytes, type } : { kind: 'text', text, type };
}

/** What a text box can hold: UTF-8 with LF line endings. */
export function textOf(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes);
  return text === null || /[\0\r]/.test(text) ? null : text;
}
