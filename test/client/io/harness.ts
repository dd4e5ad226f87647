/** Real servers on loopback, a client to talk to them, and all that was recorded. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { concat, latin1 } from '#shared/base/octets.ts';
import type { Failure } from '#shared/client/failure.ts';
import type { Note } from '#shared/client/notes.ts';
import { NO_CONTENT, type RequestSpec } from '#shared/client/request.ts';
import type { ClientTimeouts } from '#shared/client/run-request.ts';
import { parseUrl } from '#shared/client/url.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { clockEpoch, clockFrom } from '../../../apps/server/src/base/clock.ts';
import { Client, type ClientRequest, type Outcome } from '../../../apps/server/src/client/client.ts';
import { ClientError } from '../../../apps/server/src/client/errors.ts';
import type { ContentSource } from '../../../apps/server/src/client/sending.ts';
import type { ClientSetup } from '../../../apps/server/src/client/setup.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
const clients: Client[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server made by hand: gets each connection, and says what it likes. Gives its authority. */
export function byHand(speak: (socket: Socket, number: number) => void): Promise<string> {
  let number = 0;
  return listening(createServer({ allowHalfOpen: true, noDelay: true }, (socket) => speak(socket, number++)));
}

/** Says the same to everybody, once the head of a request has come; then does `then`. */
export function saying(answer: string, then: (socket: Socket) => void = () => undefined): Promise<string> {
  return byHand((socket) => {
    socket.once('data', () => socket.write(answer, 'latin1', () => then(socket)));
  });
}

export function nodeHttp(listener: RequestListener): Promise<string> {
  return listening(createHttpServer(listener) as unknown as Server);
}

export interface Watched {
  readonly client: Client;
  readonly setup: ClientSetup;
  readonly entries: { connection: number; entry: Entry }[];
  readonly notes: Note[];
  /** What happened, in order, in one word each. */
  readonly kinds: () => string[];
}

/** Waits are generous, unless a test is about one. */
export function watch(timeouts: Partial<ClientTimeouts> = {}, tls: Partial<ClientSetup['tls']> = {}): Watched {
  const entries: Watched['entries'] = [];
  const notes: Note[] = [];
  const kinds: string[] = [];
  const setup: ClientSetup = {
    timeouts: { connect: 10_000, write: 10_000, read: 10_000, total: 0, ...timeouts },
    tls: { verify: true, ca: null, ...tls },
    clock: clockFrom(clockEpoch()),
    listener: {
      entry(connection, entry) {
        entries.push({ connection, entry });
        kinds.push(entry.kind);
      },
      note(note) {
        notes.push(note);
        kinds.push(note.what);
      },
    },
  };
  const client = new Client(setup);
  clients.push(client);
  return { client, setup, entries, notes, kinds: () => kinds };
}

export interface Asked extends Partial<Omit<ClientRequest, 'request'>> {
  readonly request?: Partial<RequestSpec>;
}

/** Sends, and gives the outcome with its content still to be read. */
export function ask({ client }: Watched, url: string, { request, ...settings }: Asked = {}): Promise<Outcome> {
  const spec: RequestSpec = { method: 'GET', url: parseUrl(url).url, content: NO_CONTENT, ...request };
  const signal = new AbortController().signal;
  return client.send(
    { source: null, follow: false, decode: true, mostDecoded: 1e6, ...settings, request: spec },
    signal,
  );
}

export async function contentOf({ pieces }: Outcome): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return concat(all);
}

/** The whole answer: its status and its content as latin-1. */
export async function answerOf(
  watched: Watched,
  url: string,
  asked: Asked = {},
): Promise<{ status: number; content: string }> {
  const outcome = await ask(watched, url, asked);
  return { status: outcome.answer.head.status, content: latin1(await contentOf(outcome)) };
}

/** Why it fails, before its head or inside its content. Throws when it does not fail. */
export async function failureOf(what: Promise<unknown>): Promise<Failure> {
  try {
    await what;
  } catch (error) {
    if (error instanceof ClientError) return error.failure;
    throw error;
  }
  throw new Error('it did not fail');
}

export function sourceOf(pieces: readonly Uint8Array[], repeatable = true): ContentSource {
  return {
    repeatable,
    open: async function* () {
      yield* pieces;
    },
  };
}

/** What a client has written on its connection number `connection`. */
export function written({ entries }: Watched, connection = 1): string {
  return entries
    .filter((one) => one.connection === connection)
    .map(({ entry }) => (entry.kind === 'write' ? latin1(entry.bytes) : ''))
    .join('');
}
