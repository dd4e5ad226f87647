/**
 * Path patterns: `/user/<name>` matches one segment, `/post/<int:id>` one of digits only, `/path/<path:rest>` one
 * segment or more, up to the end. Everything else in a pattern stands for itself.
 *
 * A path is first split at its slashes, then each segment is decoded once: an encoded slash (`%2F`) is a character
 * of its segment and never a separator (RFC 3986 §2.2).
 */
import { percentDecode } from './percent.ts';

type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'text' | 'int' | 'path'; readonly name: string };

/** A parsed pattern. */
export type PathPattern = readonly Piece[];

/** More digits than this are not represented exactly. */
const INT_DIGITS = 15;

/** The values of a pattern's parameters in a path. Using a parameter that the pattern does not have is a bug. */
export class PathParams {
  readonly #values = new Map<string, string | number | readonly string[]>();

  set(name: string, value: string | number | readonly string[]): void {
    this.#values.set(name, value);
  }

  /** The segment of `<name>`, decoded; never empty. */
  text(name: string): string {
    const value = this.#values.get(name);
    if (typeof value !== 'string') throw new Error(`the pattern has no <${name}>`);
    return value;
  }

  /** The number of `<int:name>`. */
  int(name: string): number {
    const value = this.#values.get(name);
    if (typeof value !== 'number') throw new Error(`the pattern has no <int:${name}>`);
    return value;
  }

  /** The segments of `<path:name>`, each decoded: a slash inside one was sent as `%2F`. */
  segments(name: string): readonly string[] {
    const value = this.#values.get(name);
    if (!Array.isArray(value)) throw new Error(`the pattern has no <path:${name}>`);
    return value;
  }
}

/** Parses a pattern. @throws Error for an invalid pattern, which is a bug of the site */
export function parsePattern(text: string): PathPattern {
  if (!text.startsWith('/')) throw new Error(`the pattern ${text} does not begin with a slash`);
  const pieces = text.slice(1).split('/').map(pieceOf);
  const path = pieces.findIndex(({ kind }) => kind === 'path');
  if (path >= 0 && path < pieces.length - 1) throw new Error(`<path:…> is not last in ${text}`);
  return pieces;
}

/** Whether the pattern has no parameters. */
export function isLiteral(pattern: PathPattern): boolean {
  return pattern.every(({ kind }) => kind === 'literal');
}

function pieceOf(text: string): Piece {
  const parts = /^<(?:(int|path):)?([a-z]+)>$/.exec(text);
  if (parts === null) return { kind: 'literal', text };
  return { kind: (parts[1] ?? 'text') as 'text' | 'int' | 'path', name: parts[2] as string };
}

/**
 * The segments of a path that begins with a slash, decoded. Null where a `%` is not followed by two hexadecimal digits,
 * where the octets are not UTF-8, and where a segment contains NUL, which ends the text in many libraries.
 */
export function decodeSegments(path: string): readonly string[] | null {
  const segments: string[] = [];
  for (const raw of path.slice(1).split('/')) {
    const segment = percentDecode(raw);
    if (segment === null || segment.includes('\0')) return null;
    segments.push(segment);
  }
  return segments;
}

/** The parameters when the segments match the pattern, else null. */
export function matchPattern(pattern: PathPattern, segments: readonly string[]): PathParams | null {
  const open = pattern.at(-1)?.kind === 'path';
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return null;
  const params = new PathParams();
  for (const [at, piece] of pattern.entries()) {
    if (!take(piece, segments, at, params)) return null;
  }
  return params;
}

function take(piece: Piece, segments: readonly string[], at: number, params: PathParams): boolean {
  const segment = segments[at] as string;
  if (piece.kind === 'literal') return segment === piece.text;
  if (segment === '') return false;
  if (piece.kind === 'int') {
    if (!/^[0-9]+$/.test(segment) || segment.length > INT_DIGITS) return false;
    params.set(piece.name, Number(segment));
  } else params.set(piece.name, piece.kind === 'path' ? segments.slice(at) : segment);
  return true;
}
