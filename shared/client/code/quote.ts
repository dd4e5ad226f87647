/** Values as literals of other languages, escaped so that nothing in them can end the literal. */
import { CR, HTAB, hex, LF } from '../../base/octets.ts';

/** Characters shown as they are; all others are escaped, also invisible ones and those that change text direction. */
const PLAIN = /^[\p{L}\p{N}\p{P}\p{S} ]$/u;

/** A text as a Python string literal. */
export function pythonText(text: string): string {
  let out = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (character === '\\' || character === "'") out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (character === '\r') out += '\\r';
    else if (PLAIN.test(character)) out += character;
    else if (point < 0x100) out += `\\x${hex(point).toLowerCase()}`;
    else if (point < 0x10000) out += `\\u${point.toString(16).padStart(4, '0')}`;
    else out += `\\U${point.toString(16).padStart(8, '0')}`;
  }
  return `'${out}'`;
}

/** Octets as a Python `bytes` literal. */
export function pythonBytes(bytes: Uint8Array): string {
  let out = '';
  for (const octet of bytes) out += pythonOctet(octet);
  return `b'${out}'`;
}

function pythonOctet(octet: number): string {
  if (octet === CR) return '\\r';
  if (octet === LF) return '\\n';
  if (octet === HTAB) return '\\t';
  if (octet === 0x5c || octet === 0x27) return `\\${String.fromCharCode(octet)}`;
  return octet < 0x20 || octet > 0x7e ? `\\x${hex(octet).toLowerCase()}` : String.fromCharCode(octet);
}

/** A word that needs no quotes in any shell. */
const BARE = /^[A-Za-z0-9_./:=@%+,-]+$/;

/**
 * One word for a POSIX shell. Control characters go as `$'…'`, which bash, zsh and ksh understand: pasted as they are,
 * a terminal would act on them. A word cannot hold NUL: {@link shellCanHold}.
 */
export function shellWord(text: string): string {
  if (BARE.test(text)) return text;
  if (!hasInvisible(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  let out = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (character === '\\' || character === "'") out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (PLAIN.test(character)) out += character;
    // Always three octal digits, so a digit that follows is not part of the escape.
    else if (point < 0x80) out += `\\${point.toString(8).padStart(3, '0')}`;
    else out += `\\U${point.toString(16).padStart(8, '0')}`;
  }
  return `$'${out}'`;
}

function hasInvisible(text: string): boolean {
  return ![...text].every((character) => PLAIN.test(character));
}

export function shellCanHold(text: string): boolean {
  return !text.includes('\0');
}

/** A command that writes these octets to its standard output: `printf` with octal escapes, in every POSIX shell. */
export function printfOf(bytes: Uint8Array): string {
  let out = '';
  for (const octet of bytes) {
    if (octet === LF) out += '\\n';
    else if (octet === CR) out += '\\r';
    else if (octet === 0x25) out += '%%';
    else if (octet < 0x20 || octet > 0x7e || octet === 0x27 || octet === 0x5c)
      out += `\\${octet.toString(8).padStart(3, '0')}`;
    else out += String.fromCharCode(octet);
  }
  // A leading dash would be parsed as an option.
  return `printf '${out.replace(/^-/, '\\055')}'`;
}
