/** The Content-Type of a file, by its name. */
import { mimes } from 'mrmime';

const UNKNOWN = 'application/octet-stream';

/** Texts are taken to be UTF-8. A name without a known extension is octets and nothing more. */
export function mediaTypeOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  // hasOwn: a file may well be called `a.constructor`.
  const type = dot >= 0 && Object.hasOwn(mimes, extension) ? (mimes[extension] as string) : UNKNOWN;
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
