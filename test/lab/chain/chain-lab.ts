/** A lab in which chains can be made, with what a chain's client and its back have seen. */
import { onTestFinished } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { PEER_IDS } from '#shared/servers/peers.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { BackendSpec } from '#shared/wire/messages.ts';
import { clockEpoch, clockFrom } from '../../../apps/server/src/base/clock.ts';
import { labWorker } from '../../../apps/server/src/base/paths.ts';
import type { LaneClient } from '../../../apps/server/src/lab/clients/lane-client.ts';
import { Outside } from '../../../apps/server/src/lab/clients/outside.ts';
import type { ConnectRequest } from '../../../apps/server/src/lab/clients/pairing.ts';
import { TargetPolicy } from '../../../apps/server/src/lab/clients/target-policy.ts';
import { serverKinds } from '../../../apps/server/src/lab/kinds.ts';
import type { Reach } from '../../../apps/server/src/lab/peers/server.ts';
import type { Lane } from '../../../apps/server/src/lab/recording/lane.ts';
import { Recorder } from '../../../apps/server/src/lab/recording/recorder.ts';
import { Workers } from '../../../apps/server/src/lab/workers.ts';
import { entriesOf, octets, until } from '../harness.ts';

export class ChainLab {
  readonly recorder: Recorder;
  readonly workers: Workers;

  constructor() {
    const epoch = clockEpoch();
    this.recorder = new Recorder(clockFrom(epoch));
    const kinds = serverKinds(labWorker).map((kind) => ({ ...kind, firstPort: 0 }));
    const peers = { kinds: PEER_IDS.map((id) => ({ id, firstPort: 0 })), reach: this.#reach };
    this.workers = new Workers({ recorder: this.recorder, epoch, kinds, peers });
    onTestFinished(() => this.workers.close());
  }

  /** As in the app: only the client's side is recorded. */
  readonly #reach: Reach = (to, request) => {
    const { recorder, workers } = this;
    const { descriptors } = workers;
    return new Outside({ recorder, descriptors, engineVersion: 'test', policy: new TargetPolicy(1, []) }).connect(
      to,
      request,
    );
  };

  /** A client of a server. */
  connect(id: string): Promise<ChainClient> {
    return this.#client((request) => this.workers.connect(id, request));
  }

  /** A client of a new chain. */
  open(front: string, back: BackendSpec): Promise<ChainClient> {
    expectChain(this.workers, front, back);
    return this.#client((request) => this.workers.connectChain(front, back, request));
  }

  #client(connect: (request: ConnectRequest) => void): Promise<ChainClient> {
    return new Promise((resolve, reject) => {
      connect({
        session: 'test',
        ref: 1,
        clocks: 'patient',
        events: {
          opened: (lane, client) => resolve(new ChainClient(this.recorder, lane, client)),
          failed: (code, detail) => reject(new Error(`${code}: ${detail}`)),
          progressed: () => undefined,
          closed: () => undefined,
        },
      });
    });
  }
}

function expectChain(workers: Workers, front: string, back: BackendSpec): void {
  if (!workers.hasChain(front, back)) throw new Error(`no chain of ${front} and ${back.server}`);
}

export class ChainClient {
  readonly lane: Lane;
  readonly client: LaneClient;
  readonly #recorder: Recorder;

  constructor(recorder: Recorder, lane: Lane, client: LaneClient) {
    this.#recorder = recorder;
    this.lane = lane;
    this.client = client;
  }

  get entries(): Entry[] {
    return entriesOf(this.lane);
  }

  /** What came back, according to the front's writes or the client's own reads. */
  get answer(): string {
    return this.entries
      .flatMap((entry) => {
        if (entry.at === 'server' && entry.kind === 'write') return [latin1(entry.bytes)];
        return entry.at === 'client' && entry.kind === 'read' && entry.bytes ? [latin1(entry.bytes)] : [];
      })
      .join('');
  }

  /** The entries of each connection of the back, in the order they came. */
  get backs(): Entry[][] {
    const number = this.lane.facts.number;
    return [...this.#recorder.lanes()].filter(({ facts }) => facts.behind === number).map(entriesOf);
  }

  /** What the back has read, a text for each connection. */
  get forwarded(): string[] {
    return this.backs.map((entries) =>
      entries
        .flatMap((one) => (one.kind === 'read' && one.at === 'server' && one.bytes ? [latin1(one.bytes)] : []))
        .join(''),
    );
  }

  send(text: string): void {
    this.client.send(octets(text));
  }

  /** Waits until `fits` accepts what came back. */
  async answers(fits: RegExp): Promise<string> {
    await until(() => fits.test(this.answer));
    return this.answer;
  }
}
