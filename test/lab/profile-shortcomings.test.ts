/**
 * Every shortcoming of every profile on a real socket, one test each, with the octets that the page offers. Expected
 * are the first line a client gets, how its connection ends, and, where that is not enough, the shape of the whole
 * text.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { type Demonstration, demonstrationOf } from '#shared/profiles/demonstrations.ts';
import { PROFILES, type Profile } from '#shared/profiles/index.ts';
import type { Visitor } from '#shared/profiles/memory.ts';
import type { Client } from '../engine/client.ts';
import { entriesOf, until } from './harness.ts';
import { ProfileLab, pause } from './profile-lab.ts';

/** Long enough for a server that could do more to have done it. */
const SILENCE_MS = 200;

const OK = 'HTTP/1.1 200 OK';
const NOT_FOUND = 'HTTP/1.1 404 Not Found';
const API_FAILED = "HTTP/1.1 500 b'Internal Server Error'";

type Row = readonly [seen: string, text?: RegExp];

const ROWS: Readonly<Record<string, Row>> = {
  'web-server-1.0 full-read': ['- open'],
  'web-server-1.0 two-reads': [`${OK} fin`],
  'web-server-1.0 anything': [`${OK} fin`],
  'web-server-1.0 serial': ['- not accepted'],
  'one-page not-utf8': ['- dies of UnicodeDecodeError'],
  'one-page two-reads': [`${NOT_FOUND} fin`],
  'one-page any-method': [`${OK} fin`, /<h1>One page/],
  'one-page any-version': [`${OK} fin`],
  'one-page unchecked': [`${OK} fin`],
  'one-page absolute-form': [`${NOT_FOUND} fin`],
  'one-page serial': ['- not accepted'],
  'static-threads characters': [`${OK} fin`, /Content-Length: 16\r\n.*\r\n\r\n.{17}/s],
  'static-threads traversal': [`${OK} fin`, /It is a decoy/],
  'static-threads binary': ['HTTP/1.1 500 Error fin'],
  'static-threads two-reads': ['- fin'],
  'static-threads cut': [`${NOT_FOUND} reset`],
  'static-threads no-allow': ['HTTP/1.1 405 Method Not Allowed fin', /^(?!.*Allow:)/s],
  'static-threads one-word': ['- fin'],
  'static-threads unchecked': [`${OK} fin`],
  'static-threads absolute-form': [`${NOT_FOUND} fin`],
  'static-threads not-utf8': ['HTTP/1.1 500 Error fin'],
  'static-threads race': [`${OK} fin`, /Visits: 1</],
  'users-api no-accept': [`${API_FAILED} fin`],
  'users-api any-type': ['HTTP/1.1 406 Not Acceptable fin', /^(?!.*Content-Length)/s],
  'users-api left-open': ['HTTP/1.1 505 HTTP Version Not Supported open'],
  'users-api pipelined': [`${OK} fin`, /^(?!.+HTTP\/1\.1)/s],
  'users-api any-method': [`${OK} fin`, /"name": "<script>"/],
  'users-api host-case': ['HTTP/1.1 404 Not found open'],
  'users-api stored-xss': [`${OK} fin`, /<li>#1 <script>, 1<\/li>/],
  'users-api no-age': [`${API_FAILED} fin`],
  'users-api bare-lf': [`${OK} fin`],
  'users-api mail-headers': [`${OK} fin`],
  'users-api minor-version': ['HTTP/1.1 505 HTTP Version Not Supported open'],
  'users-api two-hosts': [`${OK} fin`],
  'users-api absolute-form': ['HTTP/1.1 404 Not found open'],
  'users-api framing': [`${OK} fin`],
  'users-api serial': ['- not accepted'],
  'echo not-utf8': ['- dies of UnicodeDecodeError'],
  'echo cut': [`${'x'.repeat(4096)} reset`],
  'echo serial': ['- not accepted'],
  'tcp-upper not-utf8': ['- dies of UnicodeDecodeError'],
  'tcp-upper ascii': ['\xd0\xb6 open'],
  'tcp-upper serial': ['- not accepted'],
  'tcp-upper-select not-utf8': ['- dies of UnicodeDecodeError'],
  'tcp-upper-select ascii': ['\xd0\xb6 open'],
  'tcp-upper-select reset': ['- dies of OSError'],
  'tcp-upper-tasks not-utf8': ['- fin'],
  'tcp-upper-tasks blank': ['- fin'],
  'udp-upper not-utf8': ['- dies of UnicodeDecodeError'],
  'udp-upper cut': ['2048 octets'],
  'three-answers one-word': ['- dies of ValueError'],
  'three-answers not-utf8': ['- dies of UnicodeDecodeError'],
  'three-answers empty': ['- dies of ValueError'],
  'three-answers left-open': [`${OK} open`],
  'three-answers two-reads': ['- dies of ValueError'],
  'three-answers any-method': [`${OK} open`],
  'three-answers unchecked': [`${OK} open`],
  'three-answers absolute-form': [`${NOT_FOUND} open`],
};

/** How the server ended, or else connection number `n` on its side. */
function endOf(server: ProfileLab, n: number): string {
  const [crash] = server.crashes;
  if (crash !== undefined) return `dies of ${crash.split(':', 1)[0]}`;
  const lane = server.recorder.lane(n);
  if (lane === undefined) return 'not accepted';
  const ends = entriesOf(lane).filter((entry) => entry.kind === 'fin' || entry.kind === 'reset');
  const end = ends.find(({ by }) => by === 'server');
  return end?.kind ?? 'open';
}

const seen = (server: ProfileLab, client: Client, n: number): string =>
  `${client.text.split('\r\n', 1)[0] || '-'} ${endOf(server, n)}`;

/** Each write is one read for the server: the next goes out once the server has acted on the one before. */
async function speak(server: ProfileLab, client: Client, n: number, { reads, after }: Visitor): Promise<void> {
  for (const [i, bytes] of reads.entries()) {
    if (i > 0) await until(() => !['not accepted', 'open'].includes(endOf(server, n)));
    client.send(latin1(bytes));
  }
  if (after === 'fin') client.fin();
  if (after === 'reset') client.socket.resetAndDestroy();
}

/** A whole script; returns the client that demonstrates the shortcoming, and the number of its connection. */
async function perform(
  server: ProfileLab,
  { visitors, race, shows }: Demonstration,
): Promise<[client: Client, n: number]> {
  const clients: Client[] = [];
  for (const [i, visitor] of visitors.entries()) {
    const client = await server.client();
    clients.push(client);
    if (i < shows || race) await server.lane(i + 1);
    if (race) continue;
    await speak(server, client, i + 1, visitor);
    if (i < shows && visitor.reads.length > 0) await client.ends();
  }
  if (race) for (const [i, visitor] of visitors.entries()) await speak(server, clients[i]!, i + 1, visitor);
  return [clients[shows]!, shows + 1];
}

async function datagram(server: ProfileLab, script: Demonstration): Promise<string> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const port = await server.port();
  const answer = once(socket, 'message').then(([bytes]) => `${(bytes as Buffer).length} octets`);
  for (const { bytes } of script.datagrams ?? []) socket.send(bytes, port, '127.0.0.1');
  return Promise.race([answer, server.died().then((why) => `- dies of ${why.split(':', 1)[0]}`)]);
}

const cases = PROFILES.flatMap((profile) =>
  profile.shortcomings.map((shortcoming) => ({
    profile,
    script: demonstrationOf(profile, shortcoming),
    name: `${profile.id} ${shortcoming.id}`,
  })),
);

async function show(profile: Profile, script: Demonstration, [expected, text]: Row): Promise<void> {
  const server = new ProfileLab(profile.id);
  if (profile.transport === 'udp') {
    expect(await datagram(server, script)).toBe(expected);
    return;
  }
  const [client, n] = await perform(server, script);
  await until(() => seen(server, client, n) === expected, 5000).catch(() => undefined);
  await pause(SILENCE_MS);
  expect(seen(server, client, n)).toBe(expected);
  if (text !== undefined) expect(client.text).toMatch(text);
}

describe('a shortcoming, on a real socket', () => {
  it.each(cases)('$name', async ({ profile, script, name }) => show(profile, script, ROWS[name] ?? ['no row']));

  it('has a row for each, and no row is left over', () => {
    expect(cases.map(({ name }) => name)).toEqual(Object.keys(ROWS));
  });
});
