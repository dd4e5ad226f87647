/** One profile on a port, as `octet serve --profile` runs it: not recorded, printing to standard output. */

import { setTimeout } from 'node:timers/promises';
import type { Runnable } from '#shared/profiles/index.ts';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import { formatAddress } from '../base/address.ts';
import { clockEpoch } from '../base/clock.ts';
import { Deferred } from '../base/deferred.ts';
import { Descriptors } from './memory/descriptors.ts';
import { SharedReading } from './memory/shared-reading.ts';
import { LabRun } from './servers/run.ts';

/** The slot after the page's clients, of which there are none here. */
const SLOT = 1;

/** How long a profile may take to handle Ctrl-C before it is killed. */
const GRACE_MS = 2000;

/** It cannot be started; the message tells the user why. */
export class CannotStart extends Error {}

/** What to start, and where it listens. */
export interface ProfileStart {
  profile: Runnable;
  port: number;
  /** Always loopback: these servers are deliberately faulty. */
  host: '127.0.0.1';
  options: ProfileOptions;
}

export interface RunningProfile {
  readonly greeting: string;
  /** Settles when it ends on its own, as its tutorial's process does: with the cause of its crash, or null. */
  readonly ended: Promise<string | null>;
  close(): Promise<void>;
}

/**
 * Starts a profile in a thread, since it may block. Rejects when it cannot listen.
 * @param script what a thread of the lab starts with
 */
export async function startProfile(start: ProfileStart, script: URL): Promise<RunningProfile> {
  const { profile, host, port, options } = start;
  const listening = new Deferred<number>();
  const ended = new Deferred<string | null>();
  const gone = new Deferred<void>();
  const run = new LabRun(
    {
      server: profile.id,
      script,
      host,
      ports: [port],
      epoch: clockEpoch(),
      descriptors: Descriptors.create(SLOT + 1),
      slot: SLOT,
      reading: new SharedReading(),
      scratch: profile.tree !== null,
      upstream: null,
      profile: { ...options, prints: true },
      tls: null,
    },
    {
      listening: (at) => listening.resolve(at),
      observations: () => undefined,
      busy: () => undefined,
      ended: (why, listened) => {
        if (!listened) listening.reject(new CannotStart(`${why}. Choose another with --port N.`));
        else if (why === null || !/^(KeyboardInterrupt|closed)\b/.test(why)) ended.resolve(why);
        gone.resolve();
      },
    },
  );
  const address = formatAddress(host, await listening.promise);
  const where = profile.transport === 'udp' ? `UDP ${address}` : profile.http ? `http://${address}/` : address;
  return {
    greeting: `${profile.id} is at ${where}`,
    ended: ended.promise,
    close: async () => {
      // A serial profile blocks and would not notice Ctrl-C; none of them handles it anyway.
      if (profile.concurrency !== 'serial') {
        run.interrupt();
        await Promise.race([gone.promise, setTimeout(GRACE_MS)]);
      }
      await run.kill('closed');
    },
  };
}
