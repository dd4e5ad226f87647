/** Converts a path on the wire to file names and back. Pure. */
import { decodeUtf8 } from '#shared/base/decode.ts';

/** Where a path leads below the served folder. */
export interface Place {
  /** Names of folders and, last, of the file; empty for the served folder itself. None is hidden, `.` or `..`. */
  readonly names: readonly string[];
  /** Whether the path ends with a slash, and so means a folder. */
  readonly slash: boolean;
}

/** The most octets in a file name, on common file systems. */
const LONGEST_NAME = 255;

/**
 * The place of a path as received; null when no served file can have it: an empty segment, an invalid percent-encoding,
 * octets that are not UTF-8 (including overlong ones), control characters, an encoded slash, a backslash, and names
 * that begin with a dot, which includes `.` and `..`. Nothing is resolved: clients remove dot segments before they send
 * (RFC 3986 §5.2.4).
 */
export function placeOf(path: string): Place | null {
  if (!path.startsWith('/')) return null;
  const segments = path.slice(1).split('/');
  const slash = segments[segments.length - 1] === '';
  if (slash) segments.pop();
  const names: string[] = [];
  for (const segment of segments) {
    const name = nameOf(segment);
    if (name === null) return null;
    names.push(name);
  }
  return { names, slash };
}

/** The path of a place, percent-encoded. It never begins with two slashes, which would name another host. */
export function pathOf({ names, slash }: Place): string {
  const path = names.map((name) => `/${encodeURIComponent(name)}`).join('');
  return slash ? `${path}/` : path;
}

/** Whether a file with that name is ever served. */
export function isServedName(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !hasForbidden(name);
}

function nameOf(segment: string): string | null {
  const octets = percentDecode(segment);
  if (octets === null || octets.length > LONGEST_NAME) return null;
  const name = decodeUtf8(octets);
  return name !== null && isServedName(name) ? name : null;
}

function hasForbidden(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit < 0x20 || unit === 0x7f || unit === 0x2f || unit === 0x5c) return true;
  }
  return false;
}

/** Null for a `%` without two hexadecimal digits, and for a character that is not an octet. */
function percentDecode(text: string): Uint8Array | null {
  const octets = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let octet = text.charCodeAt(i);
    if (octet === 0x25) {
      const digits = text.slice(i + 1, i + 3);
      if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return null;
      octet = Number.parseInt(digits, 16);
      i += 2;
    }
    if (octet > 0xff) return null;
    octets[length++] = octet;
  }
  return octets.subarray(0, length);
}
