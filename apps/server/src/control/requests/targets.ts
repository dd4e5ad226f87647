/**
 * Requests about servers outside Octet. Consent is stored here and nowhere in the page: a target without consent is
 * refused, whatever the page shows.
 */
import { targetOf } from '#shared/net/target.ts';
import type { RefusalCode, ToPage, ToServer } from '#shared/wire/messages.ts';
import type { Consents } from '../../lab/clients/consents.ts';
import type { Destination, Outside } from '../../lab/clients/outside.ts';
import type { ConnectRequest } from '../../lab/clients/pairing.ts';

type TargetRequest = Extract<ToServer, { type: 'ask-target' | 'allow-target' | 'forget-target' }>;

export class TargetRequests {
  readonly #consents: Consents;
  readonly #outside: Outside;
  readonly #send: (message: ToPage) => void;
  /** One after another: a page cannot keep the resolver busy. */
  #asking: Promise<void> = Promise.resolve();

  constructor(consents: Consents, outside: Outside, send: (message: ToPage) => void) {
    this.#consents = consents;
    this.#outside = outside;
    this.#send = send;
  }

  /** Resolves once it is answered. */
  async perform(request: TargetRequest): Promise<void> {
    if (request.type === 'forget-target') this.#consents.takeBack(request.server);
    else if (request.type === 'allow-target') this.#allow(request.server, request.ref);
    else {
      this.#asking = this.#asking.then(() => this.#ask(request.server, request.ref));
      await this.#asking;
    }
  }

  /** `connect`: counts a pending connection, and supplies what it needs. */
  connect(server: string, ref: number, connect: (act: (request: ConnectRequest) => void) => void): void {
    const target = targetOf(server);
    const addresses = this.#consents.addressesOf(server);
    if (target !== null && addresses !== null)
      connect((request) => void this.#outside.connect({ server, addresses, port: target.port }, request));
    else if (target !== null && this.#outside.policy.allows(target))
      connect((request) => void this.#reach(server, request));
    else this.#refuse(ref, 'target-unasked', server);
  }

  /** Connects to a target of `--allow-target`: looks its name up for each connection, and checks every address. */
  async #reach(server: string, request: ConnectRequest): Promise<void> {
    const to = await this.#examine(server);
    if (to.ok) await this.#outside.connect(to, request);
    else request.events.failed(to.code, to.detail);
  }

  async #ask(server: string, ref: number): Promise<void> {
    const to = await this.#examine(server);
    if (!to.ok) {
      this.#refuse(ref, to.code, to.detail);
      return;
    }
    this.#consents.ask(server, to.addresses);
    const target = targetOf(server);
    const allowed = target !== null && this.#outside.policy.allows(target);
    this.#send({ type: 'target', ref, server, addresses: to.addresses, allowed });
  }

  #allow(server: string, ref: number): void {
    const addresses = this.#consents.give(server);
    if (addresses === 'full') this.#refuse(ref, 'too-many-targets', server);
    else if (addresses === null) this.#refuse(ref, 'target-unasked', server);
    else this.#send({ type: 'target', ref, server, addresses, allowed: true });
  }

  async #examine(
    server: string,
  ): Promise<({ ok: true } & Destination) | { ok: false; code: RefusalCode; detail: string }> {
    const target = targetOf(server);
    if (target === null) return { ok: false, code: 'unknown-server', detail: server };
    const found = await this.#outside.policy.examine(target);
    return found.ok ? { ok: true, server, addresses: found.addresses, port: target.port } : found;
  }

  #refuse(ref: number, code: RefusalCode, detail: string): void {
    this.#send({ type: 'refused', ref, code, detail });
  }
}
