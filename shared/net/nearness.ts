/** How far octets to an address travel: within this machine, into its own networks, or beyond. */
import { type Address, readIPv4, readIPv6 } from './address.ts';
import { carriedBy, type Purpose, rangesOf } from './ranges.ts';

export type Nearness = 'machine' | 'network' | 'beyond';

const NEAR: Partial<Readonly<Record<Purpose, Nearness>>> = {
  loopback: 'machine',
  private: 'network',
  'unique-local': 'network',
  shared: 'network',
};

/** For an address as text; an invalid one counts as far. */
export function nearnessOf(text: string): Nearness {
  const read = text.includes(':') ? readIPv6(text) : readIPv4(text);
  return read.ok ? near(read.value) : 'beyond';
}

function near(address: Address): Nearness {
  for (const range of rangesOf(address)) {
    const inner = range.purpose === 'mapped' ? carriedBy(range, address) : null;
    const found = inner === null ? NEAR[range.purpose] : near(inner);
    if (found !== undefined) return found;
  }
  return 'beyond';
}
