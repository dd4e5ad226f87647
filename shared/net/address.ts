/**
 * IPv4 addresses (RFC 791, in the dotted form of RFC 3986 §3.2.2) and IPv6 addresses (RFC 4291 §2.2), from text to
 * octets. An invalid address gives a fault that names the wrong piece; nothing here throws.
 */

export interface Address {
  readonly family: 4 | 6;
  /** 4 or 16 of them, in network order. */
  readonly octets: readonly number[];
}

export type AddressFault =
  | 'not-a-number'
  | 'leading-zero'
  | 'above-255'
  | 'too-few-parts'
  | 'too-many-parts'
  | 'empty-part'
  | 'two-gaps'
  | 'bad-group'
  | 'ipv4-not-last'
  | 'single-colon-at-the-end'
  | 'gap-of-nothing'
  | 'bad-prefix'
  | 'has-port';

export interface Fault {
  readonly fault: AddressFault;
  /** The offending piece, as typed. */
  readonly piece: string;
}

export type Read<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Fault);

export const fault = (why: AddressFault, piece: string): { readonly ok: false } & Fault => ({
  ok: false,
  fault: why,
  piece,
});

/** Four decimal numbers up to 255. A leading zero is refused: some readers take such a number as octal. */
export function readIPv4(text: string): Read<Address> {
  const parts = text.split('.');
  const octets: number[] = [];
  for (const part of parts) {
    const why = partFault(part);
    if (why !== null) return fault(why, part);
    octets.push(Number(part));
  }
  if (parts.length < 4) return fault('too-few-parts', text);
  if (parts.length > 4) return fault('too-many-parts', text);
  return { ok: true, value: { family: 4, octets } };
}

function partFault(part: string): AddressFault | null {
  if (part === '') return 'empty-part';
  if (!/^\d+$/.test(part)) return 'not-a-number';
  if (part.length > 1 && part.startsWith('0')) return 'leading-zero';
  return Number(part) > 255 ? 'above-255' : null;
}

/** Eight groups of four hexadecimal digits; `::` once, for groups of zero; the last two may be written as IPv4. */
export function readIPv6(text: string): Read<Address> {
  const halves = text.split('::');
  if (halves.length > 2 || text.includes(':::')) return fault('two-gaps', text);
  const [before, after] = [halves[0] ?? '', halves[1]];
  const head = readGroups(before, after === undefined);
  if (!head.ok) return head;
  const tail = readGroups(after ?? '', true);
  if (!tail.ok) return tail;
  const given = head.value.length + tail.value.length;
  if (given > 16) return fault('too-many-parts', text);
  if (after === undefined && given < 16) return fault('too-few-parts', text);
  if (after !== undefined && given === 16) return fault('gap-of-nothing', '::');
  const zeros = Array.from({ length: 16 - given }, () => 0);
  return { ok: true, value: { family: 6, octets: [...head.value, ...zeros, ...tail.value] } };
}

/** The octets of groups between colons. `last`: they may end in an IPv4 form. */
function readGroups(text: string, last: boolean): Read<number[]> {
  if (text === '') return { ok: true, value: [] };
  const groups = text.split(':');
  const octets: number[] = [];
  for (const [at, group] of groups.entries()) {
    const found = readGroup(group, last && at === groups.length - 1);
    if (!found.ok) return found;
    octets.push(...found.value);
  }
  return { ok: true, value: octets };
}

function readGroup(group: string, last: boolean): Read<readonly number[]> {
  if (group === '') return fault('single-colon-at-the-end', ':');
  if (group.includes('.')) {
    if (!last) return fault('ipv4-not-last', group);
    const found = readIPv4(group);
    return found.ok ? { ok: true, value: found.value.octets } : found;
  }
  if (!/^[0-9a-f]{1,4}$/i.test(group)) return fault('bad-group', group);
  const number = Number.parseInt(group, 16);
  return { ok: true, value: [number >> 8, number & 0xff] };
}
