/** A lab with profiles in it, on any free ports, and outside clients to talk to them. */
import { onTestFinished } from 'vitest';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { clockEpoch, clockFrom } from '../../apps/server/src/base/clock.ts';
import { labWorker } from '../../apps/server/src/base/paths.ts';
import { serverKinds } from '../../apps/server/src/lab/kinds.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { Recorder } from '../../apps/server/src/lab/recording/recorder.ts';
import { type LabOptions, Workers } from '../../apps/server/src/lab/workers.ts';
import { Client } from '../engine/client.ts';
import { entriesOf, lines, type TestLab, until } from './harness.ts';

export class ProfileLab implements TestLab {
  readonly recorder: Recorder;
  readonly workers: Workers;
  /** What it has died of; the same thing twice running counts once. */
  readonly crashes: string[] = [];
  readonly #id: string;

  /** A lab with this one server. `options`: of its {@link Workers}; by default, a late accept is still a lane's first entry. */
  constructor(id: string, options: Pick<LabOptions, 'holdTimes' | 'acceptMs'> = {}) {
    const epoch = clockEpoch();
    this.recorder = new Recorder(clockFrom(epoch));
    const kinds = serverKinds(labWorker)
      .filter((kind) => kind.id === id)
      .map(({ unlisted: _, ...kind }) => ({ ...kind, firstPort: 0 }));
    this.workers = new Workers({ recorder: this.recorder, epoch, kinds, acceptMs: 2000, ...options });
    this.#id = id;
    this.workers.onChange = () => {
      const { state, error } = this.info;
      if (state === 'crashed' && error !== null && this.crashes.at(-1) !== error) this.crashes.push(error);
    };
    onTestFinished(() => this.workers.close());
  }

  get info(): ServerInfo {
    const [info] = this.workers.infos();
    if (info === undefined) throw new Error(`no server ${this.#id}`);
    return info;
  }

  /** The port it listens on, once it does. */
  port(): Promise<number> {
    if (this.info.state === 'stopped') this.workers.start(this.#id);
    return until(() => this.info.state === 'listening' && this.info.port);
  }

  async client(): Promise<Client> {
    const client = await Client.open(await this.port());
    onTestFinished(() => void client.socket.destroy());
    return client;
  }

  /** All that comes back for these octets, sent in one piece, until the server ends. */
  async ask(octets: string): Promise<string> {
    const client = await this.client();
    const answer = await client.send(octets).ends();
    client.socket.destroy();
    return answer;
  }

  /** Connection number `n` (from 1), once it is accepted. */
  lane(n: number): Promise<Lane> {
    return until(() => this.recorder.lane(n));
  }

  /** The lines of a lane, once one of them is `last`. */
  async lines(n: number, last: string): Promise<string[]> {
    const lane = await this.lane(n);
    return until(() => {
      const found = lines(entriesOf(lane));
      return found.includes(last) && found;
    });
  }

  /** What it died of, once it has. */
  died(): Promise<string> {
    return until(() => this.info.state === 'crashed' && this.info.error);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** UTF-8 as latin-1 text, as it looks on the wire. */
export const wire = (text: string): string => Buffer.from(text).toString('latin1');
