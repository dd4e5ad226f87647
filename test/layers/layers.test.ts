import { describe, expect, it } from 'vitest';
import { type Ends, endsOf } from '#shared/layers/ends.ts';
import { headersOf, leastSegments } from '#shared/layers/headers.ts';
import type { FieldName, Header } from '#shared/layers/layers.ts';
import { piecesOf } from '#shared/layers/pieces.ts';
import { type Passage, passageOf } from '#shared/layers/segments.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import {
  armed,
  clientReads,
  clientTakes,
  clientWrites,
  closed,
  crash,
  decides,
  dropped,
  fin,
  fired,
  open,
  reached,
  reads,
  replayed,
  rst,
  told,
  writes,
} from '../transcript/script.ts';

const between = (local: string, remote: string): Draft => ({ ...open(), local, remote }) as Draft;
const udp = open({ transport: 'udp', server: 'udp-upper' });

/** The passage of entry number `index`. */
const passage = (replay: Replay, index: number): Passage => {
  const place = replay.places[index];
  if (place === undefined) throw new Error(`no entry ${index}`);
  return passageOf(replay, place);
};

const field = (header: Header | undefined, name: FieldName) => {
  const found = header?.fields.find((one) => one.name === name);
  return found === undefined ? undefined : [found.value, found.source];
};

function ends(...drafts: readonly Draft[]): Ends {
  const found = endsOf(replayed(...drafts));
  if (found === null) throw new Error('no ends');
  return found;
}

describe('the ends', () => {
  it('are the client and the server, from an entry of either end', () => {
    const told: Draft = { kind: 'connect', at: 'client', local: '127.0.0.1:40000', remote: '127.0.0.1:8100' };
    for (const found of [ends(open()), ends(told)]) {
      expect(found).toMatchObject({ transport: 'tcp', loopback: true });
      expect([found.client.port, found.server.port]).toEqual([40000, 8100]);
    }
    expect(ends(udp).transport).toBe('udp');
  });

  it.each([
    ['[::1]:8100', '[::1]:40000', 6, '::1', true],
    ['[::ffff:127.0.0.1]:8100', '[::ffff:127.0.0.2]:40000', 4, '127.0.0.1', true],
    ['192.168.1.2:8100', '192.168.1.9:40000', 4, '192.168.1.2', false],
    ['[2001:db8::1]:8100', '[2001:db8::2]:40000', 6, '2001:db8::1', false],
  ] as const)('%s', (local, remote, family, address, loopback) => {
    const { server, loopback: here } = ends(between(local, remote));
    expect([server.family, server.address, here]).toEqual([family, address, loopback]);
  });

  it('are unknown where no entry names them', () => {
    expect(endsOf(replayed(reads('a')))).toBeNull();
    expect(endsOf(replayed(between('somewhere', '127.0.0.1:40000')))).toBeNull();
  });
});

describe('over TCP', () => {
  const replay = replayed(open(), reads('GET '), reads('/ '), writes('HTTP'), fin('client'), reads(''), fin('server'));

  it('a connection begins with three segments that carry nothing', () => {
    const { kind, segments } = passage(replay, 0);
    expect(kind).toBe('handshake');
    expect(segments.map(({ from, flags }) => `${from} ${flags.join(' ')}`)).toEqual([
      'client SYN',
      'server SYN ACK',
      'client ACK',
    ]);
    expect(segments.map(({ octets }) => octets)).toEqual([0, 0, 0]);
  });

  it('octets are numbered after the SYN, separately in each direction', () => {
    const numbers = [1, 2, 3].map((index) => {
      const [segment] = passage(replay, index).segments;
      return [segment?.from, segment?.sequence, segment?.acknowledgment, segment?.octets];
    });
    expect(numbers).toEqual([
      ['client', 1, 1, 4],
      ['client', 5, 1, 2],
      ['server', 1, 7, 4],
    ]);
  });

  it('a FIN takes a number, and the other end acknowledges it', () => {
    const client = passage(replay, 4);
    expect(client.kind).toBe('closing');
    expect(client.segments).toEqual([
      { from: 'client', flags: ['FIN', 'ACK'], sequence: 7, acknowledgment: 5, octets: 0 },
      { from: 'server', flags: ['ACK'], sequence: 5, acknowledgment: 8, octets: 0 },
    ]);
    expect(passage(replay, 6).segments).toEqual([
      { from: 'server', flags: ['FIN', 'ACK'], sequence: 5, acknowledgment: 8, octets: 0 },
      { from: 'client', flags: ['ACK'], sequence: 8, acknowledgment: 6, octets: 0 },
    ]);
  });

  it('numbers go on behind a gap', () => {
    const [segment] = passage(replayed(open(), reads('abc'), dropped(1000, 50), reads('d')), 1).segments;
    expect([segment?.sequence, segment?.acknowledgment]).toEqual([1001, 51]);
  });

  it('a reset is answered by nothing', () => {
    const { kind, segments } = passage(replayed(open(), reads('abc'), rst('client')), 2);
    expect(kind).toBe('reset');
    expect(segments).toEqual([{ from: 'client', flags: ['RST'], sequence: 4, acknowledgment: null, octets: 0 }]);
  });

  it.each([
    ['decision', decides('respond', 0, 200)],
    ['timer', fired('header')],
    ['close', closed()],
    ['crash', crash()],
    ['timer', armed('header')],
    ['other', told('load', '1')],
  ])('nothing goes over the wire at: %s', (inside, draft) => {
    expect(passage(replayed(open(), draft), 1)).toEqual({ kind: 'inside', segments: [], inside });
  });
});

describe('headers', () => {
  it('over TCP and IPv4', () => {
    const replay = replayed(open(), reads('hello'));
    const [tcp, ip, link, ...more] = headersOf(ends(open()), passage(replay, 1).segments[0] as never);
    expect(more).toEqual([]);
    expect([tcp, ip, link].map((header) => [header?.protocol, header?.octets, header?.open])).toEqual([
      ['tcp', 20, true],
      ['ipv4', 20, true],
      ['ethernet', 14, false],
    ]);
    expect(field(tcp, 'source-port')).toEqual(['40000', 'known']);
    expect(field(tcp, 'destination-port')).toEqual(['8100', 'known']);
    expect(field(tcp, 'sequence')).toEqual(['1', 'inferred']);
    expect(field(tcp, 'flags')).toEqual(['PSH ACK', 'inferred']);
    expect(field(tcp, 'window')).toEqual([null, 'unknown']);
    expect(field(ip, 'total-length')).toEqual(['≥ 45', 'inferred']);
    expect(field(ip, 'protocol')).toEqual(['6', 'inferred']);
    expect(field(ip, 'source-address')).toEqual(['127.0.0.1', 'known']);
    expect(field(link, 'type')).toEqual(['0x0800', 'inferred']);
    expect(field(link, 'source-hardware')).toEqual(['00:00:00:00:00:00', 'inferred']);
  });

  it('the other way round for what the server sends', () => {
    const replay = replayed(open(), reads('hello'), writes('HELLO'));
    const [tcp] = headersOf(ends(open()), passage(replay, 2).segments[0] as never);
    expect([field(tcp, 'source-port'), field(tcp, 'destination-port')]).toEqual([
      ['8100', 'known'],
      ['40000', 'known'],
    ]);
    expect(field(tcp, 'acknowledgment')).toEqual(['≤ 6', 'inferred']);
  });

  it('over UDP and IPv6, between machines', () => {
    const far = { ...udp, local: '[2001:db8::1]:8000', remote: '[2001:db8::2]:40000' } as Draft;
    const replay = replayed(far, reads('hello'));
    const [datagram, ip, link] = headersOf(ends(far), passage(replay, 1).segments[0] as never);
    expect([datagram?.octets, datagram?.open, field(datagram, 'length')]).toEqual([8, false, ['13', 'inferred']]);
    expect([ip?.protocol, ip?.octets, field(ip, 'payload-length')]).toEqual(['ipv6', 40, ['≥ 13', 'inferred']]);
    expect([field(ip, 'protocol'), field(link, 'type')]).toEqual([
      ['17', 'inferred'],
      ['0x86DD', 'inferred'],
    ]);
    expect(field(link, 'source-hardware')).toEqual([null, 'unknown']);
  });

  it('nothing below the application is ever captured', () => {
    const replay = replayed(open(), reads('hello'), fin('client'), udp, rst('server'));
    for (const place of replay.places) {
      for (const segment of passageOf(replay, place).segments) {
        const sources = headersOf(ends(open()), segment).flatMap(({ fields }) => fields.map(({ source }) => source));
        expect(sources).not.toContain('captured');
        expect(sources.length).toBeGreaterThan(10);
      }
    }
  });

  it('force as many segments as the link does', () => {
    const near = ends(open());
    expect([1, 65_496, 65_497].map((octets) => leastSegments(near, octets))).toEqual([1, 1, 2]);
    const far = ends(between('[2001:db8::1]:8100', '[2001:db8::2]:40000'));
    expect([1440, 1441].map((octets) => leastSegments(far, octets))).toEqual([1, 2]);
  });
});

describe('over UDP', () => {
  it('there is no handshake and no closing; a read is a datagram', () => {
    const replay = replayed(udp, reads('a'), closed('client'), closed());
    expect(passage(replay, 0)).toMatchObject({ kind: 'inside', inside: 'udp-open' });
    expect(passage(replay, 1).kind).toBe('octets');
    expect(passage(replay, 3)).toMatchObject({ kind: 'inside', inside: 'close' });
  });
});

describe('pieces', () => {
  const replay = replayed(
    open(),
    clientWrites('GET /'),
    clientWrites(' HTTP'),
    reads('GET / HT'),
    reads('TP'),
    writes('abcdef'),
    clientReads(4),
    clientReads(2),
  );

  it.each([
    ['client', 0, 8, { writes: 2, reads: 1 }],
    ['client', 8, 10, { writes: 1, reads: 1 }],
    ['client', 0, 10, { writes: 2, reads: 2 }],
    ['server', 0, 6, { writes: 1, reads: 2 }],
    ['server', 4, 6, { writes: 1, reads: 1 }],
  ] as const)('of the %s, octets %i to %i', (from, start, end, wanted) => {
    expect(piecesOf(replay, from, { start, end })).toEqual(wanted);
  });

  it('are not known of an end that was not recorded, nor behind a gap', () => {
    expect(piecesOf(replayed(open(), reads('abc')), 'client', { start: 0, end: 3 })).toBeNull();
    const gap = replayed(open(), clientWrites('abcd'), dropped(3, 0), clientWrites('e'), reads('e'));
    expect(piecesOf(gap, 'client', { start: 3, end: 4 })).toBeNull();
  });
});

describe('a connection seen from the client alone', () => {
  const replay = replayed(reached(), clientWrites('GET'), clientTakes('HTTP/1.1'), fin('server', 'client'));

  it('has the same segments, from the other socket', () => {
    expect(endsOf(replay)).toMatchObject({ client: { port: 40_000 }, server: { port: 8000 }, loopback: true });
    expect(passage(replay, 0).kind).toBe('handshake');
    expect(passage(replay, 1).segments).toMatchObject([{ from: 'client', sequence: 1, acknowledgment: 1, octets: 3 }]);
    expect(passage(replay, 2).segments).toMatchObject([{ from: 'server', sequence: 1, acknowledgment: 4, octets: 8 }]);
    expect(passage(replay, 3).segments[0]).toMatchObject({ from: 'server', flags: ['FIN', 'ACK'], sequence: 9 });
  });

  it('does not know how the other end cut the octets', () => {
    expect(piecesOf(replay, 'client', { start: 0, end: 3 })).toBeNull();
    expect(piecesOf(replay, 'server', { start: 0, end: 8 })).toBeNull();
  });
});
