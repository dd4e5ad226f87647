/** Addresses: read, written, cut into network and host, and told what they are for. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type Address, readIPv4, readIPv6 } from '#shared/net/address.ts';
import { networkOf } from '#shared/net/cidr.ts';
import { bitsOf, dotted, expand, fullForm, numberForm, reverseName, shorten, shortForm } from '#shared/net/forms.ts';
import { carriedBy, RANGES, rangesOf } from '#shared/net/ranges.ts';
import { readTyped } from '#shared/net/typed.ts';

function address(text: string): Address {
  const found = text.includes(':') ? readIPv6(text) : readIPv4(text);
  if (!found.ok) throw new Error(`${text}: ${found.fault}`);
  return found.value;
}

describe('reading', () => {
  it.each([
    ['1.2.3', 'too-few-parts', '1.2.3'],
    ['1.2.3.4.5', 'too-many-parts', '1.2.3.4.5'],
    ['1.2.3.256', 'above-255', '256'],
    ['1.02.3.4', 'leading-zero', '02'],
    ['1..3.4', 'empty-part', ''],
    ['1:2:3', 'too-few-parts', '1:2:3'],
    ['1::2::3', 'two-gaps', '1::2::3'],
    [':::', 'two-gaps', ':::'],
    ['1:2:3:4:5:6:7:8:9', 'too-many-parts', '1:2:3:4:5:6:7:8:9'],
    ['1:2:3:4::5:6:7:8', 'gap-of-nothing', '::'],
    ['12345::', 'bad-group', '12345'],
    ['g::', 'bad-group', 'g'],
    ['1.2.3.4::', 'ipv4-not-last', '1.2.3.4'],
    ['::1.2.3.999', 'above-255', '999'],
    ['1:2:3:4:5:6:7:', 'single-colon-at-the-end', ':'],
    ['10.0.0.0/33', 'bad-prefix', '/33'],
    ['::/129', 'bad-prefix', '/129'],
    ['10.0.0.0/8/8', 'bad-prefix', '10.0.0.0/8/8'],
    ['localhost:8080', 'has-port', ':8080'],
    ['127.0.0.1:80', 'has-port', ':80'],
  ])('names the fault in %s', (text, fault, piece) => {
    expect(readTyped(text)).toEqual({ kind: 'fault', fault, piece });
  });

  it.each(['', '  '])('finds nothing in %j', (text) => expect(readTyped(text).kind).toBe('nothing'));

  it.each(['localhost', 'пример.рф', 'a-b.example'])('takes %s for a name', (text) =>
    expect(readTyped(text)).toEqual({ kind: 'name', name: text }),
  );

  it('reads prefix, brackets and zone', () => {
    expect(readTyped('10.1.2.3/8')).toMatchObject({ kind: 'address', prefix: 8, zone: null });
    expect(readTyped('[::1]')).toMatchObject({ kind: 'address', text: '::1' });
    expect(readTyped('fe80::1%eth0')).toMatchObject({ text: 'fe80::1', zone: 'eth0' });
  });

  it('agrees with Node on thousands of texts', () => {
    const pieces = ['0', '1', '01', '255', '256', 'ffff', 'abcde', '::', ':', '.', '1.2.3.4', ''];
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let valid = 0;
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: 1 + random(15) }, () => pieces[random(pieces.length)]).join('');
      expect(readIPv4(text).ok, text).toBe(isIPv4(text));
      expect(readIPv6(text).ok, text).toBe(isIPv6(text));
      if (readIPv6(text).ok) valid += 1;
    }
    expect(valid).toBeGreaterThan(50);
  });
});

describe('writing', () => {
  // The examples of RFC 5952 §4 and §5, and of RFC 4291 §2.2.
  it.each([
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
  ])('shortens %s to %s', (long, short) => expect(shortForm(address(long))).toBe(short));

  it('expands step by step, and leaves out steps that change nothing', () => {
    expect(expand('64:FF9B::192.0.2.1', address('64:FF9B::192.0.2.1'))).toEqual([
      { step: 'typed', text: '64:FF9B::192.0.2.1' },
      { step: 'lower-case', text: '64:ff9b::192.0.2.1' },
      { step: 'ipv4-as-groups', text: '64:ff9b::c000:201' },
      { step: 'gap-filled', text: '64:ff9b:0:0:0:0:c000:201' },
      { step: 'groups-padded', text: '0064:ff9b:0000:0000:0000:0000:c000:0201' },
    ]);
    const full = fullForm(address('2001:db8::1'));
    expect(expand(full, address(full)).map(({ step }) => step)).toEqual(['typed']);
  });

  it('shortens step by step', () => {
    expect(shorten(address('2001:db8::1')).map(({ text }) => text)).toEqual([
      '2001:0db8:0000:0000:0000:0000:0000:0001',
      '2001:db8:0:0:0:0:0:1',
      '2001:db8::1',
    ]);
  });

  it('has the other forms', () => {
    expect(bitsOf(address('192.168.0.1')).join('.')).toBe('11000000.10101000.00000000.00000001');
    expect(numberForm(address('192.168.0.1'))).toBe(3_232_235_521n);
    expect(reverseName(address('192.0.2.5'))).toBe('5.2.0.192.in-addr.arpa');
    expect(reverseName(address('2001:db8::1'))).toMatch(/^1\.0\.0\..*\.8\.b\.d\.0\.1\.0\.0\.2\.ip6\.arpa$/);
  });
});

describe('network and host', () => {
  it.each([
    ['192.168.10.77', 24, '255.255.255.0', '192.168.10.0', '192.168.10.255', 256n, 77n],
    ['10.20.30.40', 12, '255.240.0.0', '10.16.0.0', '10.31.255.255', 2n ** 20n, 0x41e28n],
    ['203.0.113.9', 32, '255.255.255.255', '203.0.113.9', '203.0.113.9', 1n, 0n],
    ['203.0.113.9', 0, '0.0.0.0', '0.0.0.0', '255.255.255.255', 2n ** 32n, 0xcb007109n],
  ])('cuts %s/%i', (text, prefix, mask, first, last, count, host) => {
    const network = networkOf(address(text), prefix);
    expect([network.mask, network.first, network.last].map(({ octets }) => dotted(octets))).toEqual([
      mask,
      first,
      last,
    ]);
    expect([network.count, network.host]).toEqual([count, host]);
  });

  it('cuts IPv6 too', () => {
    const { first, last, count } = networkOf(address('2001:db8:1:2:3::4'), 64);
    expect([shortForm(first), shortForm(last)]).toEqual(['2001:db8:1:2::', '2001:db8:1:2:ffff:ffff:ffff:ffff']);
    expect(count).toBe(2n ** 64n);
  });
});

describe('ranges', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', undefined],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared'],
    ['169.254.169.254', 'link-local'],
    ['0.0.0.0', 'unspecified'],
    ['0.0.0.1', 'this-network'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['192.88.99.2', 'relay-6a44'],
    ['192.88.99.3', 'relay-6to4'],
    ['8.8.8.8', undefined],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['fe80::1', 'link-local'],
    ['fd00::1', 'unique-local'],
    ['2001:db8::1', 'documentation'],
    ['2001:0:1::', 'teredo'],
    ['2001:1::3', 'anycast-service'],
    ['2001:1::4', 'ietf'],
    ['2001:1f:ffff::', 'orchid-v1'],
    ['2001:2f:ffff::', 'orchid'],
    ['2606:4700::1111', undefined],
  ])('knows %s as %s', (text, purpose) => expect(rangesOf(address(text))[0]?.purpose).toBe(purpose));

  it('finds the IPv4 address inside', () => {
    const inside = (text: string): string | undefined => {
      const [range] = rangesOf(address(text));
      return range === undefined ? undefined : dotted(carriedBy(range, address(text))?.octets ?? []);
    };
    expect(inside('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(inside('64:ff9b::c000:201')).toBe('192.0.2.1');
    expect(inside('2002:c000:201::1')).toBe('192.0.2.1');
  });

  it('has every block of the two special-purpose registries, and those with their own registry', () => {
    // RFC 6890 and the assignments since: 6751, 7335, 7343, 7450, 7526, 7534, 7535, 7600, 7723, 8155, 8190, 8215, 8880,
    // 9374, 9602, 9637, 9665, 9780.
    const registries = `
      0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.0/29
      192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24
      192.88.99.0/24 192.88.99.2/32 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
      240.0.0.0/4 255.255.255.255/32 ::1/128 ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64
      2001::/23 2001::/32 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28
      2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10`;
    const others = ['224.0.0.0/4', 'fec0::/10', 'ff00::/8'];
    expect(RANGES.map(({ block }) => block).sort()).toEqual([...registries.trim().split(/\s+/), ...others].sort());
  });

  it.each(RANGES)('$block begins where its prefix says, and ends there', ({ base, prefix, block }) => {
    const { first, last } = networkOf(base, prefix);
    expect(first).toEqual(base);
    const list = new BlockList();
    const family = base.family === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(shortForm(base), prefix, family);
    expect(list.check(shortForm(last), family), block).toBe(true);
    expect(rangesOf(last).map((range) => range.block)).toContain(block);
  });
});
