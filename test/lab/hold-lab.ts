/** Held connections for tests: arming them, and what their transcripts say. */
import { expect } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import type { HeldBy, Stop } from '#shared/hold/stops.ts';
import type { Entry, HoldEntry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import type { Client } from '../engine/client.ts';
import { type Connected, connect, entriesOf, until } from './harness.ts';
import type { ProfileLab } from './profile-lab.ts';

/** A request of the demo site, and how long its first line is. */
export const REQUEST = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n';
export const LINE = 'GET /hello HTTP/1.1\r\n'.length;

export const holdsOf = (lane: Lane): HoldEntry[] =>
  entriesOf(lane).filter((entry: Entry): entry is HoldEntry => entry.kind === 'hold');

/** What the gate did, in words: `armed consumed:16 held:octet`. */
export const told = (lane: Lane): string =>
  holdsOf(lane)
    .map((entry) => {
      if (entry.what === 'consumed') return `consumed:${entry.octets}`;
      if (entry.what === 'held' || entry.what === 'released')
        return `${entry.what}:${typeof entry.by === 'string' ? entry.by : entry.by.kind}`;
      return entry.what;
    })
    .join(' ');

/** Where it is held, once it is for the `nth` time. */
export const held = (lane: Lane, nth = 1): Promise<{ consumed: number; by: HeldBy }> =>
  until(() => holdsOf(lane).flatMap((entry) => (entry.what === 'held' ? [entry] : []))[nth - 1]);

/** What a page makes of it. */
export function replayOf(lane: Lane): Replay {
  const replay = new Replay();
  replay.append(entriesOf(lane));
  return replay;
}

export const answer = (lane: Lane): string => latin1(replayOf(lane).response.bytes());

export const at = (after: number): Stop => ({ kind: 'octet', after });

/** A client of the page whose connection is held from now on. */
export async function armed(lab: ProfileLab, server: string, stops: readonly Stop[], now = false): Promise<Connected> {
  const connected = await connect(lab, 'patient', server);
  await until(() => connected.lane.accepted);
  expect(lab.workers.hold(connected.lane, 'test', stops, now)).toBe('done');
  await until(() => told(connected.lane).startsWith('armed'));
  return connected;
}

/** An outside client whose connection is held from its accept. */
export async function armedOutside(
  lab: ProfileLab,
  stops: readonly Stop[],
): Promise<{ readonly client: Client; readonly lane: Lane }> {
  await lab.port();
  const { id } = lab.info;
  expect(lab.workers.holdNext(id, 'test', stops, false)).toBe('done');
  expect(lab.info.hold).toEqual({ next: true });
  const client = await lab.client();
  const lane = await lab.lane(1);
  await until(() => told(lane).startsWith('armed'));
  expect(lab.info.hold).toEqual({ next: false });
  return { client, lane };
}
