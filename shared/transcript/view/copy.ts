/** Octets as texts to paste elsewhere. */
import { hex } from '../../base/octets.ts';
import { charactersIn } from '../../base/utf8.ts';

/** The octets as characters; other octets become `\xHH`. Line ends are kept as they are. */
export function asText(bytes: Uint8Array): string {
  return charactersIn(bytes, 0, bytes.length)
    .map(({ start, point }) => (isText(point) ? String.fromCodePoint(point) : `\\x${hex(bytes[start] as number)}`))
    .join('');
}

function isText(point: number): boolean {
  return (point >= 0x20 && point !== 0x7f) || point === 0x0a || point === 0x0d || point === 0x09;
}

/** `47 45 54`, sixteen octets per line. */
export function asHex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) lines.push([...bytes.subarray(at, at + 16)].map(hex).join(' '));
  return lines.join('\n');
}

/**
 * A command for any POSIX shell that writes exactly these octets, to `address` (`HOST:PORT`) if given.
 * @param tls whether that address expects them inside TLS
 */
export function asPrintf(bytes: Uint8Array, address: string | null, tls = false): string {
  const command = `printf '${Array.from(bytes, printfOctet).join('')}'`;
  const found = address === null ? null : /^(.*):(\d+)$/.exec(address);
  // Unlike -quiet alone, this ends with its input and does not interpret letters of it as commands.
  if (found !== null && tls) return `${command} | openssl s_client -quiet -no_ign_eof -connect ${address}`;
  return found === null ? command : `${command} | nc ${found[1]?.replace(/^\[|\]$/g, '')} ${found[2]}`;
}

/** Octal escapes: every printf has them, only some have `\x`. A leading `-` would be an option. */
function printfOctet(octet: number, index: number): string {
  if (index === 0 && octet === 0x2d) return '\\055';
  if (octet === 0x0d) return '\\r';
  if (octet === 0x0a) return '\\n';
  if (octet === 0x25) return '%%';
  if (octet === 0x5c) return '\\\\';
  if (octet < 0x20 || octet > 0x7e || octet === 0x27) return `\\${octet.toString(8).padStart(3, '0')}`;
  return String.fromCharCode(octet);
}
