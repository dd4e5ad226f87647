/** How an address is written: IPv6 expanded and shortened step by step (RFC 5952), and the other forms of both. */
import type { Address } from './address.ts';

export type Step =
  | 'typed'
  | 'lower-case'
  | 'ipv4-as-groups'
  | 'gap-filled'
  | 'groups-padded'
  | 'leading-zeros-gone'
  | 'longest-run-gone'
  | 'ipv4-tail';

export interface FormStep {
  readonly step: Step;
  readonly text: string;
}

/** The eight groups of an IPv6 address as numbers. */
export function groupsOf({ octets }: Address): number[] {
  return Array.from({ length: octets.length / 2 }, (_, at) => ((octets[at * 2] ?? 0) << 8) | (octets[at * 2 + 1] ?? 0));
}

/** All 32 digits. */
export function fullForm(address: Address): string {
  return groupsOf(address)
    .map((group) => group.toString(16).padStart(4, '0'))
    .join(':');
}

/** From the typed text to the full form; a step that changes nothing is omitted. */
export function expand(typed: string, address: Address): FormStep[] {
  const steps: FormStep[] = [{ step: 'typed', text: typed }];
  const add = (step: Step, text: string): void => {
    if (steps.at(-1)?.text !== text) steps.push({ step, text });
  };
  add('lower-case', typed.toLowerCase());
  const groups = groupsOf(address).map((group) => group.toString(16));
  const asGroups = typed.toLowerCase().replace(/[^:]*\.[^:]*$/, groups.slice(6).join(':'));
  add('ipv4-as-groups', asGroups);
  if (asGroups.includes('::')) add('gap-filled', withGapFilled(asGroups));
  add('groups-padded', fullForm(address));
  return steps;
}

function withGapFilled(text: string): string {
  const [before = [], after = []] = text.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].join(':');
}

/** From the full form to the one RFC 5952 §4 recommends. */
export function shorten(address: Address): FormStep[] {
  const steps: FormStep[] = [];
  const add = (step: Step, text: string): void => {
    if (steps.at(-1)?.text !== text) steps.push({ step, text });
  };
  const groups = groupsOf(address).map((group) => group.toString(16));
  add('groups-padded', fullForm(address));
  add('leading-zeros-gone', groups.join(':'));
  add('longest-run-gone', withoutLongestRun(groups));
  if (isMapped(address)) add('ipv4-tail', `::ffff:${dotted(address.octets.slice(12))}`);
  return steps;
}

/** The recommended short form. */
export function shortForm(address: Address): string {
  return address.family === 4 ? dotted(address.octets) : (shorten(address).at(-1)?.text ?? '');
}

/** §4.2: the longest run of zero groups, the first of equal ones; a single group is never shortened. */
function withoutLongestRun(groups: readonly string[]): string {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

/** ::ffff:0:0/96, for which RFC 5952 §5 requires the IPv4 notation at the end. */
function isMapped({ octets }: Address): boolean {
  return octets.every((octet, at) => at >= 12 || octet === (at < 10 ? 0 : 0xff));
}

export function dotted(octets: readonly number[]): string {
  return octets.join('.');
}

/** The bits of each octet. */
export function bitsOf({ octets }: Address): string[] {
  return octets.map((octet) => octet.toString(2).padStart(8, '0'));
}

/** The address as one number. */
export function numberForm({ octets }: Address): bigint {
  return octets.reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
}

/** The name under which DNS stores the address's host name (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: Address): string {
  if (address.family === 4) return `${[...address.octets].reverse().join('.')}.in-addr.arpa`;
  return `${[...fullForm(address).replaceAll(':', '')].reverse().join('.')}.ip6.arpa`;
}
