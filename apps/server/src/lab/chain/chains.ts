/** The active chains: a few at most, each with two slots of the descriptor budget. */
import { isBack, isFront, NAIVE_PROXY, type PeerId } from '#shared/servers/peers.ts';
import type { BackendSpec } from '#shared/wire/messages.ts';
import type { ConnectRequest } from '../clients/pairing.ts';
import { type LabContext, LabServer } from '../servers/server.ts';
import type { ServerKind } from '../servers/server-kind.ts';
import { Chain, type Link, type Links } from './chain.ts';

/** The most chains at the same time. */
export const MOST_CHAINS = 8;

/** The slots of the descriptor budget that they take together. */
export const CHAIN_SLOTS = 2 * MOST_CHAINS;

export interface ChainsSetup {
  readonly context: LabContext;
  /** The first of their slots. */
  readonly slot: number;
  /** The available kinds; the script of their threads runs the naive proxy too. */
  readonly kinds: readonly ServerKind[];
  /** Creates a peer that forwards to `upstream`. */
  readonly peer: (id: PeerId, upstream: number) => Link;
}

export class Chains {
  readonly #setup: ChainsSetup;
  readonly #running = new Map<number, Chain>();
  #closed = false;

  constructor(setup: ChainsSetup) {
    this.#setup = setup;
  }

  /** Whether such a chain is possible. */
  has(front: string, back: BackendSpec): boolean {
    return isFront(front) && isBack(back.server) && this.#kindOf(back.server) !== undefined;
  }

  /** Starts one and connects to its front. Reports the outcome through the request's events. */
  async connect(front: string, back: BackendSpec, request: ConnectRequest): Promise<void> {
    const place = Array.from({ length: MOST_CHAINS }, (_, i) => i).find((i) => !this.#running.has(i));
    if (place === undefined || this.#closed) {
      request.events.failed('too-many-chains', `${MOST_CHAINS}`);
      return;
    }
    // The servers of a chain are not in the list of servers, so their changes are not reported.
    const context = { ...this.#setup.context, changed: () => undefined, moved: () => undefined };
    const chain = new Chain(this.#links(place), context);
    this.#running.set(place, chain);
    await chain.serve(front, back, request);
    this.#running.delete(place);
  }

  /** Resolves once all of them have handled everything that has reached them. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map((chain) => chain.settled()));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running.values()].map((chain) => chain.close()));
  }

  #links(place: number): Links {
    const slot = this.#setup.slot + 2 * place;
    return {
      back: ({ server, reading }, context) => {
        const kind = this.#kindOf(server);
        if (kind === undefined) throw new Error(`There is no server ${server}`);
        const back = new LabServer({ ...kind, firstPort: 0, onDemand: true }, slot, context);
        if (reading !== undefined) back.configure(reading);
        return back;
      },
      front: (id, upstream) => {
        if (id !== NAIVE_PROXY) return this.#setup.peer(id as PeerId, upstream);
        return new LabServer(this.#naive(upstream), slot + 1, this.#setup.context);
      },
    };
  }

  #naive(upstream: number): ServerKind {
    const script = this.#setup.kinds[0]?.script;
    if (script === undefined) throw new Error('The lab has no script to run a proxy with');
    return { id: NAIVE_PROXY, script, firstPort: 0, onDemand: true, upstream };
  }

  #kindOf(id: string): ServerKind | undefined {
    return this.#setup.kinds.find((kind) => kind.id === id);
  }
}
