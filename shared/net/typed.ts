/** What the user has typed where a name, an address or a prefix is accepted. */
import { type Address, type Fault, fault, readIPv4, readIPv6 } from './address.ts';

export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'address';
      /** As typed, without prefix and zone. */
      readonly text: string;
      readonly address: Address;
      /** null: not given. */
      readonly prefix: number | null;
      /** The interface after the `%` of an IPv6 address (RFC 4007 §11), or null. */
      readonly zone: string | null;
    }
  | ({ readonly kind: 'fault' } & Fault);

/** Digits and dots mean IPv4, colons mean IPv6, anything else is a name. */
export function readTyped(input: string): Typed {
  const text = input.trim().replace(/^\[(.*)\]$/, '$1');
  if (text === '') return { kind: 'nothing' };
  if (/^[^:[\]]+:\d+$/.test(text) || /^\[.*\]:\d+$/.test(text))
    return faulty('has-port', /:\d+$/.exec(text)?.[0] ?? '');
  const [whole = '', prefix, ...more] = text.split('/');
  const isAddress = whole.includes(':') || /^[\d.]+$/.test(whole);
  if (!isAddress) return prefix === undefined ? { kind: 'name', name: text } : faulty('bad-prefix', text);
  if (more.length > 0) return faulty('bad-prefix', text);
  return readAddress(whole, prefix ?? null);
}

function readAddress(whole: string, prefix: string | null): Typed {
  const [text = '', zone] = whole.split(/%(.*)/s);
  const found = text.includes(':') ? readIPv6(text) : readIPv4(text);
  if (!found.ok) return { kind: 'fault', fault: found.fault, piece: found.piece };
  const bits = found.value.octets.length * 8;
  const length = prefix === null ? null : readPrefix(prefix, bits);
  if (length === undefined) return faulty('bad-prefix', `/${prefix}`);
  return { kind: 'address', text, address: found.value, prefix: length, zone: zone ?? null };
}

function readPrefix(text: string, bits: number): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) <= bits ? Number(text) : undefined;
}

function faulty(why: Fault['fault'], piece: string): Typed {
  const { fault: found } = fault(why, piece);
  return { kind: 'fault', fault: found, piece };
}
