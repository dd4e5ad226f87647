/** multipart/form-data (RFC 7578): fields and files, each a part between boundaries. */
import { concat, utf8 } from '../base/octets.ts';
import { InputError } from './input.ts';

export interface Part {
  readonly name: string;
  readonly content: Uint8Array;
  /** For a file. */
  readonly fileName?: string;
  /** Content-Type of the part. */
  readonly type?: string;
}

/** bchars without SP, 1 to 70 of them (RFC 2046 §5.1.1). */
const BOUNDARY = /^[A-Za-z0-9'()+_,./:=?-]{1,70}$/;

/**
 * The content. The caller provides the boundary, so the same parts give the same octets.
 * @throws InputError for an invalid boundary, or one that occurs in a part: the part would end there.
 */
export function multipart(parts: readonly Part[], boundary: string): Uint8Array {
  if (!BOUNDARY.test(boundary)) throw new InputError('boundary', boundary);
  const mark = utf8(`--${boundary}`);
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    if (includes(part.content, mark)) throw new InputError('boundary-in-content', part.name);
    pieces.push(utf8(partHead(part, boundary)), part.content, utf8('\r\n'));
  }
  pieces.push(utf8(`--${boundary}--\r\n`));
  return concat(pieces);
}

/** The value of Content-Type; a boundary with a separator in it must be quoted (RFC 2045 §5.1). */
export function multipartType(boundary: string): string {
  const token = /^[A-Za-z0-9'+_.-]+$/.test(boundary);
  return `multipart/form-data; boundary=${token ? boundary : `"${boundary}"`}`;
}

function partHead({ name, fileName, type }: Part, boundary: string): string {
  const file = fileName === undefined ? '' : `; filename="${escapeName(fileName)}"`;
  const kind = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}\r\n${kind}\r\n`;
}

/** As browsers do: a quote or a line ending would end the value early. */
function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((octet, i) => bytes[at + i] === octet)) return true;
  }
  return false;
}
