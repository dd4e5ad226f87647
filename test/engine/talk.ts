/**
 * Conversations with the sans-I/O connection, so that a test reads as one:
 *
 *   talk().receives('GET / HTTP/1.1\r\nHost: a\r\n\r\n').sends(/^HTTP\/1.1 200/);
 *
 * Each `sends` looks at what was sent since the last one.
 */
import { expect } from 'vitest';
import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, REQUESTS_PER_CONNECTION, STRICT_TIMEOUTS, type TimerName } from '#shared/base/options.ts';
import { Connection } from '../../apps/server/src/engine/connection.ts';
import type { Decision } from '../../apps/server/src/engine/connection-recorder.ts';
import { dateClock } from '../../apps/server/src/engine/date.ts';
import type { Effects, PulledStream, Responder } from '../../apps/server/src/engine/effects.ts';
import type { EngineRequest, Handler } from '../../apps/server/src/engine/handler.ts';
import type { EngineOptions } from '../../apps/server/src/engine/options.ts';
import { demoSite } from '../../apps/server/src/engine/site/site.ts';

/** The time of all conversations: the example of RFC 9110 §5.6.7. */
export const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

export const GET = 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n';

export class Talk implements Effects {
  readonly connection: Connection;
  /** Everything done besides writing: `fin`, `abort`, `close`, `pause`, `resume`, `arm header 10000`, `stop`. */
  readonly log: string[] = [];
  readonly decisions: Decision[] = [];
  readonly witnesses: { request: number; end: number; digest: number }[] = [];
  readonly writes: Uint8Array[] = [];
  /** What was reported to the server's keeper. */
  readonly reported: unknown[] = [];
  /** Requests whose handler was started. */
  readonly handled: EngineRequest[] = [];
  /** Whether the wire accepts writes at once. */
  taking = true;
  timer: TimerName | null = null;
  #sent = '';

  constructor(options: Partial<EngineOptions> = {}) {
    this.connection = new Connection(this, {
      limits: ENGINE_LIMITS,
      mode: 'hardened',
      leniencies: [],
      timeouts: STRICT_TIMEOUTS,
      router: demoSite(async () => undefined),
      requests: REQUESTS_PER_CONNECTION,
      date: dateClock(() => Date.UTC(1994, 10, 6, 8, 49, 37)),
      recording: true,
      ...options,
    });
    this.connection.opened();
  }

  // Events on the connection.

  receives(octets: string | Uint8Array): this {
    this.connection.receive(typeof octets === 'string' ? fromLatin1(octets) : octets);
    return this;
  }

  /** One read per octet, all through one reused buffer, as a socket may do it. */
  drips(octets: string): this {
    const buffer = new Uint8Array(1);
    for (const octet of fromLatin1(octets)) {
      buffer[0] = octet;
      this.connection.receive(buffer);
    }
    return this;
  }

  receivesFin(): this {
    this.connection.fin();
    return this;
  }

  /** The running clock runs out. */
  waits(name: TimerName): this {
    expect(this.timer).toBe(name);
    this.timer = null;
    this.connection.timerFired(name);
    return this;
  }

  /** The wire accepts what is in flight. */
  drains(): this {
    this.connection.drained();
    return this;
  }

  async settles(): Promise<this> {
    await new Promise((resolve) => setImmediate(resolve));
    return this;
  }

  // Expectations.

  sends(expected: string | RegExp): this {
    const sent = this.sent();
    if (typeof expected === 'string') expect(sent).toBe(expected);
    else expect(sent).toMatch(expected);
    return this;
  }

  sendsNothing(): this {
    return this.sends('');
  }

  /** What was sent since the last call, as latin-1 text. */
  sent(): string {
    const sent = this.#sent;
    this.#sent = '';
    return sent;
  }

  /** What else was done since the last call, except for clocks. */
  does(...expected: string[]): this {
    const done = this.log.splice(0).filter((entry) => !/^(arm|stop)/.test(entry));
    expect(done).toEqual(expected);
    return this;
  }

  runs(name: TimerName | null): this {
    expect(this.timer).toBe(name);
    return this;
  }

  decides(...expected: string[]): this {
    const told = this.decisions
      .splice(0)
      .map((d) => [d.what, d.request, d.status, d.rule].filter((x) => x !== undefined).join(' '));
    expect(told).toEqual(expected);
    return this;
  }

  // Effects.

  write(bytes: Uint8Array): boolean {
    this.writes.push(bytes);
    this.#sent += latin1(bytes);
    return this.taking;
  }
  fin(): void {
    this.log.push('fin');
  }
  abort(): void {
    this.log.push('abort');
  }
  close(): void {
    this.log.push('close');
  }
  pauseReading(): void {
    this.log.push('pause');
  }
  resumeReading(): void {
    this.log.push('resume');
  }
  armTimer(name: TimerName, ms: number): void {
    this.timer = name;
    this.log.push(`arm ${name} ${ms}`);
  }
  stopTimer(): void {
    this.timer = null;
    this.log.push('stop');
  }
  startHandler(handler: Handler, request: EngineRequest, responder: Responder): void {
    this.handled.push(request);
    try {
      const response = handler(request);
      const failed = (): void => responder.failed();
      if (response instanceof Promise) response.then((late) => responder.answered(late), failed);
      else responder.answered(response);
    } catch {
      responder.failed();
    }
  }
  report(error: unknown): void {
    this.reported.push(error);
  }
  openStream(content: AsyncIterable<Uint8Array>, responder: Responder): PulledStream {
    return pulled(content, responder, () => this.log.push('cancel stream'));
  }
  decided(decision: Decision): void {
    this.decisions.push(decision);
  }
  witness(request: number, end: number, digest: number): void {
    this.witnesses.push({ request, end, digest });
  }
}

function pulled(content: AsyncIterable<Uint8Array>, responder: Responder, cancelled: () => void): PulledStream {
  const iterator = content[Symbol.asyncIterator]();
  const take = ({ done, value }: IteratorResult<Uint8Array>) => (done ? responder.ended() : responder.piece(value));
  return {
    pull: () => void iterator.next().then(take, () => responder.failed()),
    cancel: () => {
      cancelled();
      void iterator.return?.();
    },
  };
}

/** A new conversation. */
export function talk(options: Partial<EngineOptions> = {}): Talk {
  return new Talk(options);
}
