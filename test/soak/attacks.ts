/** Hostile clients against the built engine, in the clear and behind TLS. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { makeCertificate } from '../engine/certificate.ts';
import {
  deafPipeliner,
  drip,
  endlessExtensions,
  endlessHeader,
  everyOffset,
  pipeliner,
  slowReader,
} from '../load/attacks.ts';
import { idlers, type Result, slowloris } from '../load/crowds.ts';
import type { Address } from '../load/peer.ts';
import { type ServerProcess, startServer } from '../load/server.ts';

interface Attack {
  readonly args?: readonly string[];
  readonly run: (to: Address, server: ServerProcess) => Promise<Result>;
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  slowloris: { run: (to) => slowloris(to, 2000, 20_000) },
  idlers: {
    args: ['--header-timeout', '2m'],
    run: (to, { holdings }) => idlers(to, 9500, 5000, () => `${holdings().resident.toFixed(0)} MiB resident`),
  },
  'every-offset': { run: everyOffset },
  'slow-reader': { run: slowReader },
  pipeliner: { run: (to) => pipeliner(to, 10_000) },
  'deaf-pipeliner': { run: (to) => deafPipeliner(to, 2000) },
  'endless-header': { run: endlessHeader },
  'endless-extensions': { run: endlessExtensions },
  drip: { run: (to) => drip(to, 1000) },
};

/** Behind TLS only. */
const IN_TLS: Readonly<Record<string, Attack>> = { renegotiation: { run: ({ port }) => renegotiation(port, 40) } };

/** Descriptors that may be open beyond those at the start: a connection that is just ending. */
const SPARE = 2;

/** For the last connections to end: the time after which the server stops waiting for a client's FIN, and some. */
const SETTLE = 3000;

/** Every attack on a server of its own, with the default time-outs unless its line says otherwise. */
export async function* attacks(secure: boolean): AsyncGenerator<[string, Result]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'octet-soak-'));
  try {
    const { key, cert } = makeCertificate(folder, 'soak');
    const tls = secure ? ['--key', key, '--cert', cert] : [];
    for (const [name, attack] of Object.entries({ ...ATTACKS, ...(secure && IN_TLS) })) {
      const server = await startServer(['--port', '0', ...tls, ...(attack.args ?? [])]);
      yield [name, await face(attack, server, secure).finally(() => server.stop())];
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function face(attack: Attack, server: ServerProcess, secure: boolean): Promise<Result> {
  const before = server.holdings();
  const { held, figures } = await attack.run({ port: server.port, secure }, server);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const after = server.holdings();
  const clean = server.alive() && server.errors() === '' && after.descriptors - before.descriptors <= SPARE;
  const holdings = {
    'CPU s': (after.cpu - before.cpu).toFixed(2),
    descriptors: `${before.descriptors} → ${after.descriptors}`,
    'resident MiB': `${before.resident.toFixed(0)} → ${after.resident.toFixed(0)}`,
    ...(server.errors() !== '' && { said: server.errors() }),
  };
  return { held: held && clean, figures: { ...figures, ...holdings } };
}

/** `count` renegotiations on one connection of TLS 1.2. Held when the first is refused. */
async function renegotiation(port: number, count: number): Promise<Result> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
  await once(socket, 'secureConnect');
  let done = 0;
  const end = new Promise<string>((resolve) => {
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
    const again = (error: Error | null): void => {
      if (error !== null) resolve(error.message);
      else if (++done === count) resolve('none was refused');
      else socket.renegotiate({ rejectUnauthorized: false }, again);
    };
    socket.renegotiate({ rejectUnauthorized: false }, again);
  });
  const why = await end;
  socket.destroy();
  return { held: done === 0 && why === 'ERR_SSL_NO_RENEGOTIATION', figures: { renegotiated: done, why } };
}
