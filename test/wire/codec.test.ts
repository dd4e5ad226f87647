/** Messages survive the way there and back; whatever is not exactly one message is refused, and never throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import { MOST_CUTS, MOST_PAUSE_MS } from '#shared/composer/pieces.ts';
import { MOST_STOPS, STEP_UNITS, type Stop } from '#shared/hold/stops.ts';
import { decodeToPage, decodeToServer, encodeToPage, encodeToServer } from '#shared/wire/codec.ts';
import { REFUSAL_CODES, type ToPage, type ToServer } from '#shared/wire/messages.ts';
import { flipped } from '../transcript/entries.ts';

const type = <T extends string>(name: T) => fc.constant(name);
const ref = fc.maxSafeNat();
const lane = fc.integer({ min: 1 });
const server = fc.string({ maxLength: 20 });
const bytes = fc.uint8Array({ maxLength: 60 });

const options = fc.record({ once: fc.boolean(), name: fc.constantFrom('example.local', 'a', 'my_host-1') });
const reading = {
  mode: fc.constantFrom('hardened' as const, 'rfc' as const),
  leniencies: fc.subarray([...REQUEST_LENIENCIES]),
};

const cut = fc.record({ at: fc.integer({ min: 1 }), pauseMs: fc.integer({ min: 0, max: MOST_PAUSE_MS }) });

const stop = fc.constantFrom<Stop>(
  { kind: 'octet', after: 16 },
  { kind: 'state', state: 'field-name' },
  { kind: 'field', name: 'host' },
  { kind: 'message' },
);

const words = fc.string({ unit: 'binary', maxLength: 20 });
const ms = fc.nat({ max: 2 ** 31 - 1 });
const timeouts = fc.record({ connect: ms, write: ms, read: ms, total: ms });
const pairs = fc.array(fc.tuple(words, words), { maxLength: 4 });
const askedRequest = fc.record({
  kind: fc.constant('request' as const),
  method: words,
  url: words,
  target: fc.option(words),
  params: pairs,
  fields: pairs,
  cookies: pairs,
  exact: fc.boolean(),
  jar: fc.boolean(),
  content: fc.option(fc.record({ type: fc.option(words) })),
  follow: fc.boolean(),
  redirects: fc.nat(100),
  decode: fc.boolean(),
  insecure: fc.boolean(),
  timeouts,
});
const askedRaw = fc.record({
  kind: fc.constant('raw' as const),
  url: words,
  halfClose: fc.boolean(),
  insecure: fc.boolean(),
  timeouts,
});

const toServer: fc.Arbitrary<ToServer> = fc.oneof(
  fc.record({
    type: type('hello'),
    version: fc.nat(),
    token: fc.string({ maxLength: 64 }),
    session: fc.string({ maxLength: 64 }),
    have: fc.array(fc.record({ lane, next: fc.nat() })),
  }),
  fc.record({ type: type('connect'), ref, server, clocks: fc.constantFrom('patient' as const, 'strict' as const) }),
  fc.record({ type: type('connect'), ref, server, clocks: fc.constant('strict' as const), options }),
  fc.record({
    type: type('connect'),
    ref,
    server,
    clocks: fc.constant('strict' as const),
    reading: fc.record(reading),
  }),
  fc.record({
    type: type('connect'),
    ref,
    server,
    clocks: fc.constant('patient' as const),
    back: fc.record({ server, reading: fc.record(reading) }, { requiredKeys: ['server'] }),
  }),
  fc.record({ type: type('send'), lane, bytes }),
  fc.record({ type: type('send'), lane, bytes, cuts: fc.array(cut) }),
  fc.record({ type: type('ask-target'), ref, server }),
  fc.record({ type: type('allow-target'), ref, server }),
  fc.record({ type: type('forget-target'), server }),
  fc.record({ type: type('settle'), ref, lane }),
  fc.record({ type: type('cancel'), lane }),
  fc.record({ type: type('end'), lane }),
  fc.record({ type: type('reset'), lane }),
  fc.record({ type: type('start'), server }),
  fc.record({ type: type('start'), server, options }),
  fc.record({ type: type('restart'), server, options }),
  fc.record({ type: type('kill'), server }),
  fc.record({ type: type('configure'), server, ...reading }),
  fc.record({ type: type('hold'), lane, stops: fc.array(stop, { maxLength: MOST_STOPS }), now: fc.boolean() }),
  fc.record({ type: type('hold-next'), server, stops: fc.option(fc.array(stop, { maxLength: 3 })), now: fc.boolean() }),
  fc.record({ type: type('hold-step'), lane, unit: fc.constantFrom(...STEP_UNITS) }),
  fc.record({ type: type('hold-run'), lane }),
  fc.record({ type: type('release'), lane }),
  fc.record({ type: type('freeze'), lane, frozen: fc.boolean() }),
  fc.record({
    type: type('decode'),
    ref,
    coding: fc.constantFrom('gzip' as const, 'deflate' as const, 'br' as const),
    bytes,
  }),
  fc.record({ type: type('client'), ref, asked: fc.oneof(askedRequest, askedRaw), bytes }),
  fc.record({ type: type('client-stop') }),
  fc.record({ type: type('client-keep'), forget: fc.constantFrom(null, 'cookies' as const, 'connections' as const) }),
);

const info = fc.record(
  {
    id: server,
    state: fc.constantFrom('stopped', 'starting', 'listening', 'crashed', 'ended' as const),
    host: server,
    port: fc.nat(65_535),
    restarts: fc.nat(),
    error: fc.option(fc.string({ unit: 'binary', maxLength: 40 })),
    options: fc.option(options),
    serving: fc.array(lane),
    busy: fc.option(lane),
    backlog: fc.array(lane),
    reading: fc.record(reading),
    hold: fc.record({ next: fc.boolean() }),
    program: fc.record({ found: fc.boolean(), version: fc.option(server) }),
  },
  { requiredKeys: ['id', 'state', 'host', 'port', 'restarts', 'error', 'options', 'serving', 'busy', 'backlog'] },
);

const runEnd = fc.record({
  failure: fc.option(fc.record({ code: fc.constantFrom('reset' as const, 'not-allowed' as const), where: words })),
  halted: fc.constantFrom(null, 'limit' as const, 'loop' as const, 'other' as const),
  read: fc.nat(),
  withheld: fc.nat(),
  decodedWithheld: fc.nat(),
});

const cookie = fc.record({
  name: words,
  value: words,
  domain: words,
  hostOnly: fc.boolean(),
  path: words,
  secure: fc.boolean(),
  httpOnly: fc.boolean(),
  expires: fc.option(fc.nat()),
});

const toPage: fc.Arbitrary<ToPage> = fc.oneof(
  fc.record({
    type: type('welcome'),
    version: fc.nat(),
    engineVersion: server,
    resumed: fc.boolean(),
    newest: fc.option(fc.nat()),
    targets: fc.array(server),
  }),
  fc.record({ type: type('target'), ref, server, addresses: fc.array(server), allowed: fc.boolean() }),
  fc.record({ type: type('servers'), servers: fc.array(info) }),
  fc.record({
    type: type('lane'),
    lane: fc.record(
      { lane, server, origin: fc.constantFrom('page' as const, 'outside' as const), ref: fc.option(ref), behind: lane },
      { requiredKeys: ['lane', 'server', 'origin', 'ref'] },
    ),
  }),
  fc.record({ type: type('entries'), lane, now: fc.double({ min: 0, max: 1e12, noNaN: true }).map(Math.abs), bytes }),
  fc.record({ type: type('settled'), ref }),
  fc.record({ type: type('decoded'), ref, bytes }),
  fc.record({ type: type('client-entries'), connection: fc.nat(), bytes }),
  fc.record({ type: type('client-content'), bytes }),
  fc.record({ type: type('client-end'), ref, end: runEnd }),
  fc.record({
    type: type('client-kept'),
    kept: fc.record({ cookies: fc.array(cookie), withheld: fc.nat(), resting: fc.constant([]) }),
  }),
  fc.record({ type: type('refused'), ref: fc.option(ref), code: fc.constantFrom(...REFUSAL_CODES), detail: server }),
);

const ways = [
  ['to the server', toServer, encodeToServer, decodeToServer],
  ['to the page', toPage, encodeToPage, decodeToPage],
] as const satisfies readonly (readonly [string, fc.Arbitrary<never> | fc.Arbitrary<unknown>, unknown, unknown])[];

describe.each(ways)('a message %s', (_way, arbitrary, encode, decode) => {
  const messages = arbitrary as fc.Arbitrary<ToServer | ToPage>;
  const write = encode as (message: unknown) => Uint8Array;

  it('comes back as it was', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decode(write(message))).toEqual(message);
      }),
    );
  });

  it('cut in its header is refused; cut in its octets it has fewer of them', () => {
    const check = (message: ToServer | ToPage): void => {
      const frame = write(message);
      const octets = 'bytes' in message ? message.bytes.length : 0;
      for (let length = 0; length < frame.length; length++) {
        const found = decode(frame.subarray(0, length));
        if (length < frame.length - octets) expect(found).toBeNull();
        else expect(found).toMatchObject({ type: message.type });
      }
    };
    fc.assert(fc.property(messages, check), { numRuns: 50 });
  });

  it('never throws, for any bits', () => {
    const places = fc.array(fc.nat(), { maxLength: 8 });
    fc.assert(
      fc.property(messages, places, (message, flips) => void decode(flipped(write(message), flips))),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => void decode(octets)));
  });
});

/** A frame with this header. */
function frame(header: string, octets = Uint8Array.of()): Uint8Array {
  const json = utf8(header);
  const made = new Uint8Array(4 + json.length + octets.length);
  new DataView(made.buffer).setUint32(0, json.length);
  made.set(json, 4);
  made.set(octets, 4 + json.length);
  return made;
}

const CONNECT = '{"type":"connect","ref":1,"server":"engine","clocks":"strict"';

it.each([
  ['nothing', Uint8Array.of()],
  ['a length alone', Uint8Array.of(0, 0, 0, 2)],
  ['an unknown type', frame('{"type":"eval","lane":1}')],
  ['a type out of the prototype', frame('{"type":"constructor"}')],
  ['a message to the page', encodeToPage({ type: 'decoded', ref: 1, bytes: Uint8Array.of() })],
  ['octets where none belong', frame('{"type":"end","lane":1}', Uint8Array.of(1))],
  ['lane 0', frame('{"type":"end","lane":0}')],
  ['a lane that is a text', frame('{"type":"end","lane":"1"}')],
  ['an unknown leniency', frame(`${CONNECT},"reading":{"mode":"rfc","leniencies":["all"]}}`)],
  ['half a reading', frame(`${CONNECT},"reading":{"mode":"rfc"}}`)],
  ['an unknown coding', frame('{"type":"decode","ref":1,"coding":"zstd"}')],
  ['a token that is no text', frame('{"type":"hello","version":1,"token":["x"],"session":"s","have":[]}')],
  ['too long a session', frame(`{"type":"hello","version":1,"token":"","session":"${'s'.repeat(65)}","have":[]}`)],
  ['too many positions', frame(`{"type":"hello","version":1,"token":"","session":"","have":[${'1,'.repeat(2000)}1]}`)],
])('refuses, at the server, %s', (_what, octets) => {
  expect(decodeToServer(octets)).toBeNull();
});

it('has room for the most cuts of one send', () => {
  // As many digits as there can be; the octets themselves stand outside the header.
  const cuts = Array.from({ length: MOST_CUTS }, (_, i) => ({ at: 1024 * 1024 - i - 1, pauseMs: MOST_PAUSE_MS }));
  const message = { type: 'send', lane: 1_000_000, bytes: new Uint8Array(1), cuts } as const;
  expect(decodeToServer(encodeToServer(message))).toEqual(message);
});
