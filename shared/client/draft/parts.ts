/** multipart/form-data parsed back into its parts, where it is written as multipart.ts writes it (RFC 7578). */
import { decodeUtf8 } from '../../base/decode.ts';
import { latin1 } from '../../base/octets.ts';
import { type DraftContent, type DraftPart, textOf } from './content.ts';

const TYPE = /^multipart\/form-data; boundary=(?:"([^"]+)"|([^";]+))$/;
const HEAD =
  /^Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?\r\n(?:Content-Type: ([^\r\n]*)\r\n)?$/;

/** The parts; null for another type, or where the octets are not such parts. */
export function readParts(bytes: Uint8Array, type: string): Extract<DraftContent, { kind: 'multipart' }> | null {
  const found = TYPE.exec(type);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return null;
  // One code unit per octet: offsets in the text are offsets in the octets.
  const pieces = latin1(bytes).split(`--${boundary}`);
  if (pieces.at(0) !== '' || pieces.at(-1) !== '--\r\n') return null;
  const parts: DraftPart[] = [];
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) at += boundary.length + 2;
    if (index > 0 && index < pieces.length - 1) {
      const part = readPart(bytes, at, piece);
      if (part === null) return null;
      parts.push(part);
    }
    at += piece.length;
  }
  return { kind: 'multipart', parts, boundary };
}

/** One part: CR LF, its head, an empty line, its content and CR LF. */
function readPart(bytes: Uint8Array, at: number, piece: string): DraftPart | null {
  const empty = piece.indexOf('\r\n\r\n', 2);
  if (!piece.startsWith('\r\n') || !piece.endsWith('\r\n') || empty < 0 || empty + 4 > piece.length - 2) return null;
  const head = decodeUtf8(bytes, at + 2, at + empty + 2);
  const [, name, fileName, type] = HEAD.exec(head ?? '') ?? [];
  if (name === undefined) return null;
  const content = bytes.slice(at + empty + 4, at + piece.length - 2);
  const plain = { name: unescapeName(name) };
  if (fileName !== undefined)
    return { kind: 'file', ...plain, fileName: unescapeName(fileName), type: type ?? '', bytes: content };
  const text = textOf(content);
  return text === null || type !== undefined ? null : { kind: 'text', ...plain, text };
}

function unescapeName(name: string): string {
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}
