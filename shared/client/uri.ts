/** URI references split into parts (RFC 3986 §3), and resolution of relative ones (§5.2). Octets stay as written. */

export interface Uri {
  /** As written; null when the reference has none. So are the other parts, but the path is never null, only empty. */
  readonly scheme: string | null;
  readonly authority: string | null;
  readonly path: string;
  readonly query: string | null;
  readonly fragment: string | null;
}

/** Splits any text: RFC 3986 appendix B, but with a scheme that must match its grammar. */
export function splitUri(text: string): Uri {
  const [beforeFragment, fragment] = cut(text, '#');
  const [beforeQuery, query] = cut(beforeFragment, '?');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(beforeQuery)?.[1] ?? null;
  const rest = scheme === null ? beforeQuery : beforeQuery.slice(scheme.length + 1);
  if (!rest.startsWith('//')) return { scheme, authority: null, path: rest, query, fragment };
  const slash = rest.indexOf('/', 2);
  const end = slash < 0 ? rest.length : slash;
  return { scheme, authority: rest.slice(2, end), path: rest.slice(end), query, fragment };
}

function cut(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** The parts joined into one text again (RFC 3986 §5.3). */
export function joinUri({ scheme, authority, path, query, fragment }: Uri): string {
  const before = (scheme === null ? '' : `${scheme}:`) + (authority === null ? '' : `//${authority}`);
  return before + path + (query === null ? '' : `?${query}`) + (fragment === null ? '' : `#${fragment}`);
}

/** The URI that `reference` means within a resource whose URI is `base` (RFC 3986 §5.2.2). */
export function resolveUri(base: Uri, reference: Uri): Uri {
  const { fragment } = reference;
  if (reference.scheme !== null) return { ...reference, path: removeDotSegments(reference.path) };
  const { scheme } = base;
  if (reference.authority !== null) return { ...reference, scheme, path: removeDotSegments(reference.path) };
  const { authority } = base;
  if (reference.path === '') {
    return { scheme, authority, path: base.path, query: reference.query ?? base.query, fragment };
  }
  const path = removeDotSegments(reference.path.startsWith('/') ? reference.path : merge(base, reference.path));
  return { scheme, authority, path, query: reference.query, fragment };
}

/** RFC 3986 §5.2.3. */
function merge(base: Uri, path: string): string {
  if (base.authority !== null && base.path === '') return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf('/') + 1) + path;
}

/** RFC 3986 §5.2.4. */
export function removeDotSegments(path: string): string {
  const absolute = path.startsWith('/');
  const out: string[] = [];
  const segments = (absolute ? path.slice(1) : path).split('/');
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '..') out.pop();
    if (segment !== '.' && segment !== '..') out.push(segment);
    else if (last) out.push('');
  });
  return (absolute ? '/' : '') + out.join('/');
}
