/**
 * From an origin to a connected socket: resolves its addresses and tries them one after another, each with a share of
 * the remaining time, so that one unresponsive address does not use up the time of the next.
 */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { Failure, SystemError, Wait } from '#shared/client/failure.ts';
import { type Origin, showOrigin } from '#shared/client/url.ts';
import { formatAddress } from '../base/address.ts';
import { listenForErrors } from '../engine/wire.ts';
import { abortError, ClientError, systemError } from './errors.ts';
import { secure, type TlsFacts } from './secure.ts';
import type { ClientSetup } from './setup.ts';
import { within } from './waiting.ts';

export interface Dialled {
  readonly socket: Socket;
  /** When connect() succeeded, before TLS. */
  readonly connectedAt: number;
  readonly local: string;
  readonly remote: string;
  readonly tls: TlsFacts | null;
}

/** @throws ClientError: name, refused, connect, timeout, tls, certificate, aborted */
export async function dial(origin: Origin, setup: ClientSetup, signal: AbortSignal): Promise<Dialled> {
  const until = new Budget(setup.timeouts.connect);
  const lookUp = () => resolve(origin, setup, signal, until);
  const addresses = await (setup.resolve?.(origin, lookUp) ?? lookUp());
  const socket = await connectToOneOf(addresses, origin, setup, signal, until);
  const facts = {
    connectedAt: setup.clock(),
    local: formatAddress(socket.localAddress ?? '', socket.localPort ?? 0),
    remote: formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0),
  };
  if (origin.scheme === 'http') return { ...facts, socket, tls: null };
  const limits = limitsOf('tls', showOrigin(origin), setup.timeouts.connect, signal);
  return { ...facts, ...(await secure(socket, origin, setup.tls, { ...limits, ms: until.left })) };
}

/** The time for the whole dial; what is left is never 0, which would mean no limit. */
class Budget {
  readonly #end: number;

  constructor(ms: number) {
    this.#end = ms === 0 ? Number.POSITIVE_INFINITY : performance.now() + ms;
  }

  /** Milliseconds left, at least 1; 0 when there is no limit. */
  get left(): number {
    return this.#end === Number.POSITIVE_INFINITY ? 0 : Math.max(1, this.#end - performance.now());
  }
}

/** How `within` ends a wait. `limit` is what the user set, not the share of it that ran out. */
function limitsOf(wait: Wait, where: string, limit: number, signal: AbortSignal) {
  return {
    ms: limit,
    signal,
    late: () => new ClientError({ code: 'timeout', where, wait, limit }),
    aborted: () => abortError(signal, where),
  };
}

async function resolve(
  { host }: Origin,
  { timeouts, clock, listener }: ClientSetup,
  signal: AbortSignal,
  until: Budget,
): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const began = clock();
  const limits = { ...limitsOf('resolve', host, timeouts.connect, signal), ms: until.left };
  const found = await within<readonly string[]>(limits, (done, fail) => {
    lookup(host, { all: true }).then(
      (all) => done(all.map(({ address }) => address)),
      (error: unknown) =>
        fail(new ClientError({ code: 'name', where: host, system: systemError(error, 'getaddrinfo') })),
    );
    // A lookup cannot be cancelled: its result comes too late and is ignored.
    return () => undefined;
  });
  const addresses = [...new Set(found)];
  listener.note({ what: 'resolved', host, addresses, ms: clock() - began }, clock());
  return addresses;
}

async function connectToOneOf(
  addresses: readonly string[],
  origin: Origin,
  setup: ClientSetup,
  signal: AbortSignal,
  until: Budget,
): Promise<Socket> {
  let failure: Failure = { code: 'name', where: origin.host };
  for (const [index, address] of addresses.entries()) {
    const remote = formatAddress(address, origin.port);
    const limits = limitsOf('connect', remote, setup.timeouts.connect, signal);
    setup.listener.note({ what: 'connecting', remote }, setup.clock());
    try {
      return await connectTo(address, origin.port, { ...limits, ms: until.left / (addresses.length - index) });
    } catch (error) {
      failure = error instanceof ClientError ? error.failure : failureOf(systemError(error, 'connect'), remote);
      if (failure.code === 'aborted' || signal.aborted) throw new ClientError(failure);
      const said = failure.system ?? { name: 'ETIMEDOUT', number: null, call: 'connect' };
      setup.listener.note({ what: 'not-connected', remote, error: said }, setup.clock());
    }
  }
  throw new ClientError(failure);
}

function failureOf(system: SystemError, where: string): Failure {
  if (system.name === 'ECONNREFUSED') return { code: 'refused', where, system };
  if (system.name === 'ETIMEDOUT') return { code: 'timeout', where, wait: 'connect', system };
  return { code: 'connect', where, system };
}

/** Rejects with Node's error. */
function connectTo(host: string, port: number, limits: Parameters<typeof within>[0]): Promise<Socket> {
  return within<Socket>(limits, (done, fail) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    listenForErrors(socket, () => undefined);
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.off('error', fail);
      done(socket);
    });
    return () => socket.destroy();
  });
}
