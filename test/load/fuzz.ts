/**
 * Fuzzed connections against the built server, in a process of its own:
 *
 *     npx tsx test/load/fuzz.ts [--connections 100000] [--mode hardened|rfc] [--seed 1] [--at-once 200] [--rounds 1]
 *
 * Rounds go on with the next seed against the same process: its memory must come to rest.
 *
 * Ends with 1 when anything was not as it should be.
 */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzzing.ts';
import { type Holdings, type ServerProcess, startServer } from './server.ts';

/** Short time-outs, so that a silent connection costs half a second and not ten. */
const CLOCKS = ['--header-timeout', '500ms', '--body-timeout', '500ms', '--idle-timeout', '300ms'];

/** Descriptors that may be open beyond those at the start: a connection that is just ending. */
const SPARE = 2;

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '100000' },
    mode: { type: 'string', default: 'hardened' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '200' },
    rounds: { type: 'string', default: '1' },
  },
});

const mode = values.mode === 'rfc' ? 'rfc' : 'hardened';
const common = { mode, atOnce: Number(values['at-once']), canaryEvery: 100 } as const;
const server = await startServer(['--port', '0', '--mode', mode, ...CLOCKS]);
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    if (!(await run(server, Number(values.seed) + round))) process.exitCode = 1;
  }
} finally {
  await server.stop();
}

async function run({ port, pid }: ServerProcess, seed: number): Promise<boolean> {
  // What a first thousand leaves behind is the program warm, not a leak.
  await fuzz({ ...common, port, connections: 1000, seed: seed + 1_000_000 });
  const before = await settled(server);
  const began = performance.now();
  const report = await fuzz({ ...common, port, connections: Number(values.connections), seed });
  const seconds = (performance.now() - began) / 1000;
  const after = await settled(server);
  const left = after.descriptors - before.descriptors;
  const crashed = !server.alive() || server.errors() !== '';
  const statuses = [...report.statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  console.log(
    [
      `${mode}, seed ${seed}, process ${pid}: ${report.connections} connections, ${report.octets} octets, in ${seconds.toFixed(1)} s`,
      `  ended by FIN ${report.ends.fin}, by RST ${report.ends.reset}, hanging ${report.ends.hang}, refused ${report.ends.refused}`,
      `  answers ${statuses.join(', ')}`,
      `  canaries answered ${report.canaries}, the slowest in ${report.slowest.toFixed(0)} ms`,
      `  descriptors ${before.descriptors} → ${after.descriptors}, resident ${before.resident.toFixed(0)} → ${after.resident.toFixed(0)} MiB`,
      `  faults ${report.faulty}${crashed ? `; the server said ${JSON.stringify(server.errors())}` : ''}`,
      ...report.faults.map((fault) => `    ${fault}`),
    ].join('\n'),
  );
  return report.faulty === 0 && !crashed && left <= SPARE;
}

/** What the process holds once its last connections are gone. */
async function settled({ holdings }: ServerProcess): Promise<Holdings> {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  return holdings();
}
