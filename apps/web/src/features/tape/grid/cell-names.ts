/** What cells look like and are called. */
import { glyph, HTAB, hex, octetName, SP } from '#shared/base/octets.ts';
import { type Cell, roleOf } from '#shared/transcript/view/cells.ts';
import { t } from '../../../session/state/text.ts';

/** Whether a cell shows a name or digits instead of a character. */
export function isNamed(octet: number): boolean {
  return octet >= 0x80 || (octet !== SP && octet !== HTAB && octetName(octet) !== undefined);
}

export { glyph, hex };

/** How an octet is called in words: `space`, `CR`, `l`. */
export function nameOf(octet: number): string {
  const character = String.fromCharCode(octet);
  return t.tape.names[character] ?? octetName(octet) ?? (octet >= 0x80 ? hex(octet) : character);
}

/** What an octet is part of, in words. */
export function roleName(cell: Cell): string {
  if (cell.foreign) return t.tape.foreign;
  if (cell.ignored) return t.tape.discarded;
  return cell.token === null ? t.tape.separator : t.tape.labels[cell.token].whole;
}

/** The accessible name of a cell. */
export function cellLabel(cell: Cell, offset: number): string {
  return t.tape.cell(offset, nameOf(cell.octet), hex(cell.octet), roleName(cell));
}

/** The colour of a cell: a role, or a judgement. */
export function toneOf(cell: Cell): string {
  if (cell.ignored) return 'ignored';
  if (cell.foreign) return roleOf('content');
  return roleOf(cell.token);
}
