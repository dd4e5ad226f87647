/** Handles a page's requests, once it is admitted. Every request that cannot be granted is refused with its code. */
import { targetOf } from '#shared/net/target.ts';
import type { BackendSpec, RefusalCode, ToPage, ToServer } from '#shared/wire/messages.ts';
import { formatAddress } from '../../base/address.ts';
import type { ClientEvents, LaneClient, SendResult } from '../../lab/clients/lane-client.ts';
import type { Outside } from '../../lab/clients/outside.ts';
import type { ConnectRequest } from '../../lab/clients/pairing.ts';
import { LabRunner } from '../../lab/lab-runner.ts';
import type { Recorder } from '../../lab/recording/recorder.ts';
import type { Workers } from '../../lab/workers.ts';
import { ClientLanes } from '../page-client/lanes.ts';
import { checkedBy } from '../page-client/resolving.ts';
import { PageClientRunner } from '../page-client/runner.ts';
import { MOST_LANES, type Session } from '../session/session.ts';
import { Decoding } from './decode.ts';
import { type HoldRequest, performHold } from './hold.ts';
import { Outstanding } from './outstanding.ts';
import { TargetRequests } from './targets.ts';

export type PageRequest = Exclude<ToServer, { type: 'hello' }>;
type Of<T extends PageRequest['type']> = Extract<PageRequest, { type: T }>;

/** Counts a pending connection, and supplies what it needs. */
type Connect = (act: (request: ConnectRequest) => void) => void;

/** The most octets sent but not yet written, or not yet answered; beyond it, the page has to wait … */
const QUEUE_MOST = 4 * 1024 * 1024;

/** What the requests work on. */
export interface Labs {
  readonly workers: Workers;
  readonly recorder: Recorder;
  /** Servers outside Octet. */
  readonly outside: Outside;
}

/** The channel back to the page. */
export interface Asker {
  send(message: ToPage): void;
  /** Resolves once the page has taken most of what it was sent, or is gone. */
  room(): Promise<void>;
  /** … because its socket is not read. */
  hold(held: boolean): void;
}

export class PageRequests {
  readonly #session: Session;
  readonly #workers: Workers;
  readonly #recorder: Recorder;
  readonly #asker: Asker;
  readonly #targets: TargetRequests;
  readonly #labRunner = new LabRunner();
  readonly #pageClient: PageClientRunner;
  readonly #decoding: Decoding;
  readonly #outstanding = new Outstanding(() => this.throttle());

  constructor(session: Session, { workers, recorder, outside }: Labs, asker: Asker) {
    this.#session = session;
    this.#workers = workers;
    this.#recorder = recorder;
    this.#asker = asker;
    this.#decoding = new Decoding(asker);
    this.#targets = new TargetRequests(session.consents, outside, (message) => asker.send(message));
    this.#pageClient = session.pageClient(() => this.#makePageClient({ workers, recorder, outside }));
    this.#pageClient.attach(asker);
  }

  #makePageClient({ workers, recorder, outside }: Labs): PageClientRunner {
    const { id: session, consents } = this.#session;
    const lanes = new ClientLanes({
      recorder,
      session,
      recorded: (remote) => workers.infos().some(({ host, port }) => formatAddress(host, port) === remote),
      conditions: (server) => outside.conditions(server, 'patient'),
    });
    return new PageClientRunner({
      clock: () => recorder.now(),
      resolve: checkedBy(consents, outside.policy, workers),
      lanes,
    });
  }

  perform(request: PageRequest): void {
    switch (request.type) {
      case 'connect':
        this.#connect(request);
        break;
      case 'ask-target':
      case 'allow-target':
      case 'forget-target':
        void this.#outstanding.add(this.#targets.perform(request));
        break;
      case 'send':
        this.#send(request);
        break;
      case 'settle':
        void this.#outstanding.add(this.#settle(request));
        break;
      case 'cancel':
        this.#act(request.lane, (client) => client.cancel());
        break;
      case 'end':
        this.#act(request.lane, (client) => client.end(), true);
        break;
      case 'reset':
        this.#act(request.lane, (client) => client.reset(), true);
        break;
      case 'start':
        this.#serve(request.server, null, (id) => this.#workers.start(id, request.options));
        break;
      case 'restart':
        this.#serve(request.server, null, (id) => this.#workers.restart(id, request.options));
        break;
      case 'kill':
        this.#serve(request.server, null, (id) => this.#workers.kill(id));
        break;
      case 'configure':
        this.#configure(request);
        break;
      case 'decode':
        void this.#outstanding.add(this.#decoding.perform(request), request.bytes.length);
        break;
      case 'lab':
        void this.#experiment(request);
        break;
      case 'lab-stop':
        this.#labRunner.stop();
        break;
      case 'client':
        this.#pageClient.run(request.ref, request.asked, request.bytes);
        break;
      case 'client-stop':
        this.#pageClient.stop();
        break;
      case 'client-keep':
        this.#pageClient.keep(request.forget);
        break;
      default:
        this.#hold(request);
    }
  }

  #hold(request: HoldRequest): void {
    const refusal = performHold(request, this.#session.id, this.#workers, this.#recorder);
    if (refusal !== null) this.#refuse(null, refusal.code, refusal.detail);
  }

  #connect({ server, ref, clocks, options, reading, back }: Of<'connect'>): void {
    const session = this.#session;
    if (session.full) {
      this.#refuse(ref, 'too-many-lanes', `${MOST_LANES}`);
      return;
    }
    const outside = targetOf(server) !== null;
    if (reading !== undefined && (outside || this.#workers.has(server)) && !this.#workers.reads(server)) {
      this.#refuse(ref, 'no-reading', server);
      return;
    }
    const connect: Connect = (act) => {
      session.connecting += 1;
      act({ session: session.id, ref, clocks, options, reading, events: this.#follow(ref) });
    };
    if (back !== undefined) this.#connectChain(server, back, ref, connect);
    else if (outside) this.#targets.connect(server, ref, connect);
    else this.#serve(server, ref, (id) => connect((request) => this.#workers.connect(id, request)));
  }

  #connectChain(front: string, back: BackendSpec, ref: number, connect: Connect): void {
    if (!this.#workers.hasChain(front, back)) this.#refuse(ref, 'unknown-server', `${front} → ${back.server}`);
    else connect((request) => this.#workers.connectChain(front, back, request));
  }

  /** Reports the progress of a connect request. */
  #follow(ref: number): ClientEvents {
    const session = this.#session;
    let lane = 0;
    return {
      opened: (opened, client) => {
        session.connecting -= 1;
        lane = opened.facts.number;
        session.adopt(lane, client);
      },
      failed: (code, detail) => {
        session.connecting -= 1;
        this.#refuse(ref, code, detail);
      },
      progressed: () => session.progressed(),
      closed: () => session.drop(lane),
    };
  }

  #send({ lane, bytes, cuts }: Of<'send'>): void {
    // A copy: the frame may be a small part of a much larger buffer.
    this.#act(lane, (client) => client.send(bytes.slice(), cuts));
    this.throttle();
  }

  /** Acts on a lane's client. `ends`: the action only ends it. */
  #act(lane: number, act: (client: LaneClient) => SendResult, ends = false): void {
    const client = this.#session.client(lane);
    const result = client === undefined ? 'over' : act(client);
    if (result === 'done') return;
    if (result !== 'over') {
      this.#refuse(null, result, `#${lane}`);
      return;
    }
    const known = client !== undefined || this.#recorder.lane(lane)?.facts.session === this.#session.id;
    // A lane that has meanwhile ended is what the request wanted.
    if (!known || !ends) this.#refuse(null, known ? 'lane-closed' : 'unknown-lane', `#${lane}`);
  }

  async #settle({ ref, lane: number }: Of<'settle'>): Promise<void> {
    const lane = this.#recorder.lane(number);
    const { session } = lane?.facts ?? {};
    if (lane === undefined || (session !== null && session !== this.#session.id)) {
      this.#refuse(ref, 'unknown-lane', `#${number}`);
      return;
    }
    await this.#workers.settled(lane);
    // What the thread recorded is sent at the end of this turn (session/viewer.ts).
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    this.#asker.send({ type: 'settled', ref });
  }

  #configure({ server, mode, leniencies }: Of<'configure'>): void {
    if (!this.#workers.configure(server, { mode, leniencies })) this.#refuse(null, 'unknown-server', server);
  }

  #serve(id: string, ref: number | null, act: (id: string) => void): void {
    if (this.#workers.has(id)) act(id);
    else this.#refuse(ref, 'unknown-server', id);
  }

  async #experiment({ ref, wish: request }: Of<'lab'>): Promise<void> {
    if (this.#labRunner.isBusy(request)) {
      this.#refuse(ref, 'lab-busy', '');
      return;
    }
    try {
      this.#asker.send({ type: 'lab', ref, answer: await this.#labRunner.run(request) });
    } catch (error) {
      this.#refuse(ref, 'lab-failed', (error as Error).message.slice(0, 1000));
    }
  }

  /** The page is gone: cancel what it started. */
  close(): void {
    this.#labRunner.stop();
    this.#decoding.close();
    this.#pageClient.detach(this.#asker);
  }

  /** Stops reading from the page while too much of what it sent is unwritten or unanswered. */
  throttle(): void {
    this.#asker.hold(this.#session.queued + this.#outstanding.octets > QUEUE_MOST);
  }

  #refuse(ref: number | null, code: RefusalCode, detail: string): void {
    this.#asker.send({ type: 'refused', ref, code, detail });
  }
}
