/** Parses the request-target (RFC 9112 §3.2), after the parser has checked its form. */

/** Path, query and, for an absolute-form, scheme. */
export interface Target {
  /** Scheme of an absolute-form in lower case, else null. */
  readonly scheme: string | null;
  /** Path as received; `/` where an absolute-form has none, `*` for `OPTIONS` about the whole server. */
  readonly path: string;
  /** What follows the first `?`, or null. */
  readonly query: string | null;
}

const ABSOLUTE = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/[^/?]*(.*)$/s;

/** Parses a target. authority-form (CONNECT) has neither path nor query: `path` holds its text. */
export function splitTarget(method: string, target: string): Target {
  if (target.startsWith('/') || target === '*') return split(null, target);
  const absolute = ABSOLUTE.exec(target);
  if (absolute === null) return { scheme: null, path: target, query: null };
  const scheme = (absolute[1] as string).toLowerCase();
  const rest = absolute[2] as string;
  // RFC 9112 §3.2.4: OPTIONS on an absolute-form with an empty path and no query means the whole server.
  if (rest === '') return { scheme, path: method === 'OPTIONS' ? '*' : '/', query: null };
  return split(scheme, rest.startsWith('?') ? `/${rest}` : rest);
}

function split(scheme: string | null, text: string): Target {
  const mark = text.indexOf('?');
  if (mark < 0) return { scheme, path: text, query: null };
  return { scheme, path: text.slice(0, mark), query: text.slice(mark + 1) };
}
