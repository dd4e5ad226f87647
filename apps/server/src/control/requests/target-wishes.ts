/**
 * Requests about servers outside Octet. Consent is stored here and nowhere in the page: a target without consent is
 * refused, whatever the page shows.
 */
import { targetOf } from '#shared/net/target.ts';
import type { RefusalCode, ToPage, ToServer } from '#shared/wire/messages.ts';
import type { Consents } from '../../lab/clients/consents.ts';
import type { Destination, Outside } from '../../lab/clients/outside.ts';
import type { ConnectWish } from '../../lab/clients/pairing.ts';

type TargetWish = Extract<ToServer, { type: 'ask-target' | 'allow-target' | 'forget-target' }>;

export class TargetWishes {
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

  perform(wish: TargetWish): void {
    if (wish.type === 'forget-target') this.#consents.takeBack(wish.server);
    else if (wish.type === 'allow-target') this.#allow(wish.server, wish.ref);
    else this.#asking = this.#asking.then(() => this.#ask(wish.server, wish.ref));
  }

  /** `connect`: counts a pending connection, and supplies what it needs. */
  connect(server: string, ref: number, connect: (act: (wish: ConnectWish) => void) => void): void {
    const target = targetOf(server);
    const addresses = this.#consents.addressesOf(server);
    if (target !== null && addresses !== null)
      connect((wish) => void this.#outside.connect({ server, addresses, port: target.port }, wish));
    else if (target !== null && this.#outside.policy.allows(target)) connect((wish) => void this.#reach(server, wish));
    else this.#refuse(ref, 'target-unasked', server);
  }

  /** Connects to a target of `--allow-target`: looks its name up for each connection, and checks every address. */
  async #reach(server: string, wish: ConnectWish): Promise<void> {
    const to = await this.#examine(server);
    if (to.ok) await this.#outside.connect(to, wish);
    else wish.events.failed(to.code, to.detail);
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
