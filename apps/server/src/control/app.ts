/** The app: assembles the page, its WebSocket and the lab behind it. */
import { setTimeout } from 'node:timers/promises';
import { showTarget, type Target } from '#shared/net/target.ts';
import { shell } from '#shared/text/en/shell.ts';
import { clockEpoch, clockFrom } from '../base/clock.ts';
import { ConfigError } from '../base/config-error.ts';
import { labWorker, version } from '../base/paths.ts';
import type { TlsPem } from '../base/tls-files.ts';
import { Outside } from '../lab/clients/outside.ts';
import { TargetPolicy } from '../lab/clients/target-policy.ts';
import { peerKinds, serverKinds } from '../lab/kinds.ts';
import type { Reach } from '../lab/peers/server.ts';
import { Recorder } from '../lab/recording/recorder.ts';
import { Workers } from '../lab/workers.ts';
import { Gateway } from './gateway.ts';
import { Requests } from './http.ts';
import { type Handlers, type Listening, listenOn } from './listen.ts';
import { builtSource, devSource, type PageSource, sendText } from './page.ts';
import { isLoopback, Policy } from './policy.ts';
import { createToken } from './token.ts';
import { createDevPage, type DevPage } from './vite-dev.ts';

/** How long the start waits for the address of a target. */
const LOOKUP_MS = 2000;

export interface AppOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** An address to listen on in addition to loopback. */
  readonly host: string | null;
  /** Other origins under which the page may be opened; one beyond loopback has the page ask for the token. */
  readonly origins: readonly string[];
  readonly mode: 'dev' | 'production';
  /** Servers outside Octet that the page may talk to without asking for consent. */
  readonly targets?: readonly Target[];
  /** For the engine over HTTPS; null or absent: no HTTPS. */
  readonly tls?: TlsPem | null;
}

export interface RunningApp {
  /** Where to open the page; beyond loopback, including the token. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the app. Rejects with Node's error when it cannot listen (EADDRINUSE, EACCES …), and with ConfigError for a target
 * that is always denied.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  // Listens first, so that a taken port is reported at once. Requests that come before the page is ready wait.
  let ready!: (requests: Promise<Requests>) => void;
  const requests = new Promise<Requests>((resolve) => {
    ready = resolve;
  });
  // Every request reports a failure; without requests, it is still handled below.
  requests.catch(() => undefined);
  const listening = await listenOn(options.port, options.host, handlersOf(requests));
  const app = new App(options, listening);
  const prepared = app.prepare();
  ready(prepared);
  try {
    await prepared;
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

function handlersOf(requests: Promise<Requests>): Handlers {
  return {
    request: (req, res) => {
      requests
        .then((ready) => ready.answer(req, res))
        .catch((error: unknown) => {
          console.error(error);
          if (res.headersSent) res.destroy();
          else sendText(res, 500, 'The page could not be made; the terminal says why');
        });
    },
    upgrade: (req, socket, head, keep) => {
      requests.then((ready) => ready.upgrade(req, socket, head, keep)).catch(() => socket.destroy());
    },
    malformed: (socket) => {
      requests.then((ready) => ready.refuse(socket, { status: 400, line: 'Not HTTP' })).catch(() => socket.destroy());
    },
  };
}

class App implements RunningApp {
  readonly url: string;
  readonly #mode: AppOptions['mode'];
  readonly #listening: Listening;
  readonly #policy: Policy;
  readonly #token = createToken();
  /** Only while nobody but this machine reaches the page; else the user must supply the token. */
  readonly #tokenInPage: boolean;
  readonly #workers: Workers;
  readonly #gateway: Gateway;
  readonly #targets: { readonly policy: TargetPolicy; readonly targets: readonly Target[] };
  #dev: DevPage | null = null;

  constructor({ host, origins, mode, targets = [], tls = null }: AppOptions, listening: Listening) {
    this.#mode = mode;
    this.#listening = listening;
    this.#policy = new Policy({ port: listening.port, host, origins });
    const exposed = reachableAs(host, origins);
    this.#tokenInPage = exposed === null;
    this.url =
      exposed === null
        ? this.#policy.canonical
        : `${this.#policy.origins.at(1) ?? this.#policy.canonical}/#token=${this.#token}`;
    if (exposed !== null) warn(exposed);
    const epoch = clockEpoch();
    const recorder = new Recorder(clockFrom(epoch));
    // Called when a page connects, long after both exist.
    const reach: Reach = (to, request) => outside.connect(to, request);
    this.#workers = new Workers({
      ...{ recorder, epoch, kinds: serverKinds(labWorker, tls) },
      peers: { kinds: peerKinds(), reach },
    });
    const engineVersion = version();
    const { descriptors } = this.#workers;
    const policy = new TargetPolicy(listening.port, targets);
    this.#targets = { policy, targets };
    const outside = new Outside({ recorder, descriptors, engineVersion, policy });
    this.#gateway = new Gateway({ token: this.#token, engineVersion, recorder, workers: this.#workers, outside });
  }

  /** @throws ConfigError for a target that is always denied */
  async prepare(): Promise<Requests> {
    await this.#refuseDenied();
    const source = await this.#source();
    return new Requests({
      policy: this.#policy,
      source,
      gateway: this.#gateway,
      tokenInPage: this.#tokenInPage ? this.#token : '',
      dev: this.#dev,
    });
  }

  /** A name that leads nowhere now, or is looked up for long, may lead somewhere later: each connection is checked. */
  async #refuseDenied(): Promise<void> {
    const { policy, targets } = this.#targets;
    for (const target of targets) {
      const found = await Promise.race([policy.examine(target), setTimeout(LOOKUP_MS, null, { ref: false })]);
      if (found === null || found.ok || found.code === 'target-nowhere') continue;
      throw new ConfigError(`--allow-target ${showTarget(target)}: ${shell.refusals[found.code](found.detail)}`);
    }
  }

  async #source(): Promise<PageSource> {
    if (this.#mode === 'production') return builtSource();
    this.#dev = await createDevPage();
    return devSource(this.#dev);
  }

  async close(): Promise<void> {
    this.#gateway.close();
    await Promise.all([this.#dev?.close(), this.#workers.close(), this.#listening.close()]);
  }
}

/**
 * The address or origin under which other machines reach the page; null when there is none. An origin counts although
 * Octet does not listen there: whoever names it has put a proxy there, and its requests come from loopback.
 */
function reachableAs(host: string | null, origins: readonly string[]): string | null {
  if (host !== null && !isLoopback(host)) return host;
  return origins.find((origin) => !isLoopback(new URL(origin).hostname)) ?? null;
}

function warn(name: string): void {
  console.error(
    `Warning: Octet opens sockets on behalf of its page, and ${name} can be reached from other machines. ` +
      'Only who has the token in the address below is let in; it travels unencrypted unless you put TLS before it.',
  );
}
