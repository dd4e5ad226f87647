/** Addresses nobody's octets are sent to: every class, and each in every form that carries an IPv4 address. */
import { describe, expect, it } from 'vitest';
import { type Address, readIPv4, readIPv6 } from '#shared/net/address.ts';
import { networkOf } from '#shared/net/cidr.ts';
import { denialOf, type OwnEnd } from '#shared/net/denied.ts';
import { RANGES } from '#shared/net/ranges.ts';

const CONTROL = 5173;

function at(text: string): Address {
  const found = text.includes(':') ? readIPv6(text) : readIPv4(text);
  if (!found.ok) throw new Error(text);
  return found.value;
}

const OWN: OwnEnd = {
  port: CONTROL,
  interfaces: [
    { address: at('192.168.7.20'), prefix: 24 },
    { address: at('2001:db8:7::20'), prefix: 64 },
    { address: at('10.9.8.7'), prefix: 31 },
  ],
};

const denied = (address: string, port = 80) => denialOf(at(address), port, OWN);
const group = (a: number, b: number) => ((a << 8) | b).toString(16);

/** An IPv4 address in every IPv6 form that carries one. */
function formsOf(address: string): readonly string[] {
  const [a = 0, b = 0, c = 0, d = 0] = at(address).octets;
  const not = (octet: number) => octet ^ 0xff;
  return [
    address,
    `::ffff:${address}`,
    `::ffff:0:${address}`,
    `2001:db8::5efe:${address}`,
    `fd00::1:200:5efe:${address}`,
    `64:ff9b::${address}`,
    `64:ff9b:1::${address}`,
    `64:ff9b:1:${group(a, b)}:${group(0, c)}:${group(d, 0)}::`,
    `2002:${group(a, b)}:${group(c, d)}::1`,
    `2001:0:${group(a, b)}:${group(c, d)}::`,
    `2001:0:808:808::${group(not(a), not(b))}:${group(not(c), not(d))}`,
    ...(a > 0 ? [`::${address}`] : []),
  ];
}

describe.each([
  ['169.254.169.254', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['169.254.0.1', 'link-local'],
  ['169.254.255.254', 'link-local'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['192.168.7.255', 'broadcast'],
  ['0.0.0.0', 'unspecified'],
] as const)('%s', (address, denial) => {
  it.each(formsOf(address))(`as %s: ${denial}`, (form) => {
    expect(denied(form)).toBe(denial);
  });
});

it('denies every address of 0.0.0.0/8, carried or not', () => {
  for (const form of ['0.1.2.3', '::ffff:0.1.2.3', '64:ff9b::0.1.2.3', '2002:1:203::'])
    expect(denied(form)).toBe('unspecified');
});

it('denies what a prefix carries, whatever the interface identifier carries', () => {
  // The identifier is that of ISATAP, with 8.8.8.8 in it.
  for (const prefix of ['2001:0:a9fe:a9fe', '64:ff9b:1:a9fe', '2002:a9fe:a9fe:0'])
    expect(denied(`${prefix}:0:5efe:808:808`)).not.toBeNull();
  expect(denied('2001:0:7f00:1:0:5efe:808:808', CONTROL)).toBe('control');
});

describe('of IPv6', () => {
  it.each([
    ['fe80::1', 'link-local'],
    ['febf:ffff::1', 'link-local'],
    ['ff02::1', 'multicast'],
    ['ff0e::7', 'multicast'],
    ['::', 'unspecified'],
    ['fd00:ec2::254', 'metadata'],
    ['fd20:ce::254', 'metadata'],
  ] as const)('%s', (address, denial) => {
    expect(denied(address)).toBe(denial);
  });
});

describe('the control port', () => {
  it.each([
    ...formsOf('127.0.0.1'),
    ...formsOf('127.9.9.9'),
    ...formsOf('192.168.7.20'),
    ...formsOf('10.9.8.7'),
    '::1',
    '2001:db8:7::20',
  ])('is denied at %s', (address) => {
    expect(denied(address, CONTROL)).toBe('control');
  });

  it('is only that: another port of this machine may be talked to', () => {
    for (const address of ['127.0.0.1', '::1', '192.168.7.20', '::ffff:127.0.0.1'])
      expect(denied(address, CONTROL + 1)).toBeNull();
  });

  it('of another machine belongs to someone else', () => {
    for (const address of ['192.168.7.21', '93.184.216.34', '2001:db8:7::21'])
      expect(denied(address, CONTROL)).toBeNull();
  });
});

describe('what may be talked to', () => {
  it.each([
    '127.0.0.1',
    '::1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '192.168.7.20',
    '10.9.8.7',
    '93.184.216.34',
    '2606:2800:220:1::1',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
    '64:ff9b::93.184.216.34',
    '2002:5db8:d822::1',
    '240.0.0.1',
  ])('%s', (address) => {
    expect(denied(address)).toBeNull();
  });
});

it('denies the first and the last address of every range that is never a server’s', () => {
  const never = new Set(['unspecified', 'this-network', 'link-local', 'multicast', 'broadcast']);
  const ranges = RANGES.filter(({ purpose }) => never.has(purpose));
  expect(ranges.length).toBeGreaterThan(6);
  for (const { base, prefix } of ranges) {
    const { first, last } = networkOf(base, prefix);
    expect(denialOf(first, 80, OWN)).not.toBeNull();
    expect(denialOf(last, 80, OWN)).not.toBeNull();
  }
});
