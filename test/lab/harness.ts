/** A lab with the echo server in it, and a page's client for tests. */
import { once } from 'node:events';
import net from 'node:net';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Clocks, Reading } from '#shared/base/options.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { clockEpoch, clockFrom } from '../../apps/server/src/base/clock.ts';
import type { LaneClient } from '../../apps/server/src/lab/clients/lane-client.ts';
import type { ConnectRequest } from '../../apps/server/src/lab/clients/pairing.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { Recorder, type RecorderBounds } from '../../apps/server/src/lab/recording/recorder.ts';
import type { HoldTimes } from '../../apps/server/src/lab/servers/holds.ts';
import { Workers } from '../../apps/server/src/lab/workers.ts';
import { ECHO_WORKER } from '../bundles.ts';

export interface TestLab {
  readonly recorder: Recorder;
  readonly workers: Workers;
}

const SCRIPT = pathToFileURL(ECHO_WORKER);

export interface LabSettings {
  bounds?: RecorderBounds;
  openFiles?: number;
  firstPort?: number;
  servers?: string[];
  /** Servers whose reading the page may set. */
  reads?: string[];
  /** Servers whose connections can be held. */
  gated?: string[];
  holdTimes?: Partial<HoldTimes>;
}

export function startLab(options: LabSettings = {}): TestLab {
  const epoch = clockEpoch();
  const recorder = new Recorder(clockFrom(epoch), options.bounds);
  const files = options.openFiles === undefined ? {} : { openFiles: options.openFiles };
  // Port 0: any free one, so that test files do not meet.
  const { firstPort = 0, servers = ['echo'], reads = [], gated = [], holdTimes = {} } = options;
  const kinds = servers.map((id) => ({
    id,
    script: SCRIPT,
    firstPort,
    ...(reads.includes(id) && { reads: true as const }),
    ...(gated.includes(id) && { gated: true as const }),
  }));
  const workers = new Workers({ recorder, epoch, kinds, holdTimes, acceptMs: 2000, ...files });
  onTestFinished(() => workers.close());
  return { recorder, workers };
}

/** Waits until `fits` returns something; fails after a while. */
export async function until<T>(fits: () => T | null | undefined | false, limit = 30_000): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    const found = fits();
    if (found) return found;
    if (performance.now() > end) throw new Error(`never came about: ${fits}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export async function listening(lab: TestLab): Promise<number> {
  lab.workers.start('echo');
  return until(() => lab.workers.infos().find((info) => info.state === 'listening')?.port);
}

export interface Connected {
  readonly client: LaneClient;
  readonly lane: Lane;
  readonly closed: Promise<void>;
}

/** Connects as the page does. */
export function connect(
  lab: TestLab,
  clocks: Clocks = 'patient',
  server = 'echo',
  reading?: Reading,
): Promise<Connected> {
  return connectionFor(clocks, reading, (request) => lab.workers.connect(server, request));
}

/** The connection that `ask` requests. */
export function connectionFor(
  clocks: Clocks,
  reading: Reading | undefined,
  ask: (request: ConnectRequest) => void,
): Promise<Connected> {
  return new Promise((resolve, reject) => {
    let close = (): void => undefined;
    const closed = new Promise<void>((done) => {
      close = done;
    });
    ask({
      session: 'test',
      ref: 1,
      clocks,
      reading,
      events: {
        opened: (lane, client) => resolve({ lane, client, closed }),
        failed: (code, detail) => reject(new Error(`${code}: ${detail}`)),
        progressed: () => undefined,
        closed: () => close(),
      },
    });
  });
}

/** An outside client, connected. */
export async function outside(port: number): Promise<net.Socket> {
  const socket = net.connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Everything a lane holds. */
export function entriesOf(lane: Lane): Entry[] {
  const cursor = lane.cursor(0);
  const entries: Entry[] = [];
  for (;;) {
    const more = lane.read(cursor, 1024 * 1024);
    if (more.length === 0) return entries;
    entries.push(...more);
  }
}

export const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** `server read 5`: one line per entry made by the sockets or the clocks, for readable tests. */
export function lines(entries: readonly Entry[]): string[] {
  const seen = entries.filter(({ kind }) => kind !== 'call');
  return seen.map((entry) => {
    const what = `${entry.at} ${entry.kind}`;
    if (entry.kind === 'read') return `${what} ${entry.length}`;
    if (entry.kind === 'write') return `${what} ${entry.bytes.length}`;
    return entry.kind === 'fin' || entry.kind === 'reset' ? `${what} by ${entry.by}` : what;
  });
}
