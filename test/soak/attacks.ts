/**
 * Hostile clients against the built server, each with the server's default time-outs unless its line says otherwise:
 *
 *     npx tsx test/load/hostile.ts [NAME …]
 *
 * Ends with 1 when one of them was not held.
 */
import {
  deafPipeliner,
  drip,
  endlessExtensions,
  endlessHeader,
  everyOffset,
  pipeliner,
  slowReader,
} from './attacks.ts';
import { idlers, type Result, slowloris } from './crowds.ts';
import { type ServerProcess, startServer } from './server.ts';

interface Attack {
  readonly args?: readonly string[];
  readonly run: (server: ServerProcess) => Promise<Result>;
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  slowloris: { run: ({ port }) => slowloris(port, 2000, 20_000) },
  idlers: {
    args: ['--header-timeout', '2m'],
    run: ({ port, holdings }) => idlers(port, 9500, 5000, () => `${holdings().resident.toFixed(0)} MiB resident`),
  },
  'every-offset': { run: ({ port }) => everyOffset(port) },
  'slow-reader': { run: ({ port }) => slowReader(port) },
  pipeliner: { run: ({ port }) => pipeliner(port, 10_000) },
  'deaf-pipeliner': { run: ({ port }) => deafPipeliner(port, 2000) },
  'endless-header': { run: ({ port }) => endlessHeader(port) },
  'endless-extensions': { run: ({ port }) => endlessExtensions(port) },
  drip: { run: ({ port }) => drip(port, 1000) },
};

/** Descriptors that may be open beyond those at the start: a connection that is just ending. */
const SPARE = 2;

/** For the last connections to end: the time after which the server stops waiting for a client's FIN, and some. */
const SETTLE = 3000;

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ATTACKS);
for (const name of names) {
  const attack = ATTACKS[name];
  if (attack === undefined) throw new Error(`There is no ${name}; there are ${Object.keys(ATTACKS).join(', ')}.`);
  const server = await startServer(['--port', '0', ...(attack.args ?? [])]);
  try {
    if (!(await face(name, attack, server))) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

async function face(name: string, attack: Attack, server: ServerProcess): Promise<boolean> {
  const before = server.holdings();
  const result = await attack.run(server);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const after = server.holdings();
  const clean = server.alive() && server.errors() === '' && after.descriptors - before.descriptors <= SPARE;
  const figures = {
    ...result.figures,
    'CPU s': (after.cpu - before.cpu).toFixed(2),
    descriptors: `${before.descriptors} → ${after.descriptors}`,
    'resident MiB': `${before.resident.toFixed(0)} → ${after.resident.toFixed(0)}`,
  };
  const told = Object.entries(figures).map(([what, figure]) => `${what} ${figure}`);
  console.log(`${result.held && clean ? 'held' : 'NOT HELD'}  ${name}: ${told.join(' · ')} ${server.errors()}`);
  return result.held && clean;
}
