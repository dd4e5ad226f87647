/** Many hostile connections at once, and whether a plain client is still served meanwhile. */
import type { Socket } from 'node:net';
import { askCanary } from './canary.ts';
import { type Address, dial } from './peer.ts';

/** What an attack came to. */
export interface Result {
  /** Whether the server did what it should. */
  readonly held: boolean;
  readonly figures: Readonly<Record<string, number | string>>;
}

/** Source addresses to spread connections over: one alone has some 28,000 ports. */
const ADDRESSES = 50;

/** Connections opened at once: more, and the backlog of a listening socket (511) overflows. */
const OPENING = 200;

const CANARY_EVERY = 250;

interface Member {
  readonly socket: Socket;
  octets: number;
  first: string;
}

/** Connections kept open by replacing those that end. */
export class Crowd {
  readonly members = new Set<Member>();
  opened = 0;
  refused = 0;
  /** Connections the server ended, by the first line it said, `nothing` for a bare FIN. */
  readonly ended = new Map<string, number>();
  #left = false;
  readonly #to: Address;
  readonly #greeting: string;

  constructor(to: Address, greeting: string) {
    this.#to = to;
    this.#greeting = greeting;
  }

  /** Opens connections until there are `size`. */
  async fill(size: number): Promise<void> {
    while (!this.#left && this.members.size < size) {
      const missing = Math.min(OPENING, size - this.members.size);
      await Promise.all(Array.from({ length: missing }, () => this.#open()));
    }
  }

  say(octets: string): void {
    for (const { socket } of this.members) socket.write(octets);
  }

  leave(): void {
    this.#left = true;
    for (const { socket } of this.members) socket.destroy();
  }

  #open(): Promise<void> {
    return new Promise((resolve) => {
      const socket = dial({ ...this.#to, from: `127.0.0.${2 + (this.opened++ % ADDRESSES)}` });
      const member = { socket, octets: 0, first: '' };
      socket.setEncoding('latin1');
      socket.on('connect', () => {
        if (this.#left) socket.destroy();
        this.members.add(member);
        if (this.#greeting !== '') socket.write(this.#greeting);
        resolve();
      });
      socket.on('data', (text: string) => {
        member.first ||= text.split('\r\n', 1)[0] as string;
      });
      socket.on('error', () => resolve());
      socket.on('end', () => {
        const said = member.first || 'nothing';
        this.ended.set(said, (this.ended.get(said) ?? 0) + 1);
      });
      socket.on('close', () => {
        if (!this.members.delete(member)) this.refused++;
        resolve();
      });
    });
  }
}

/** Asks the canary for `ms` milliseconds. Resolves with how long each answer took, in ms. */
async function watch(to: Address, ms: number): Promise<number[]> {
  const took: number[] = [];
  for (const began = performance.now(); performance.now() - began < ms; ) {
    took.push(await askCanary({ ...to, from: '127.0.0.1' }));
    await pause(CANARY_EVERY);
  }
  return took;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function figuresOf(crowd: Crowd, took: readonly number[]): Result['figures'] {
  const ended = [...crowd.ended].map(([said, count]) => `${count} × ${said}`);
  return {
    opened: crowd.opened,
    refused: crowd.refused,
    'ended by the server': ended.join(', ') || '0',
    canaries: took.length,
    'median ms': median(took).toFixed(1),
    'slowest ms': Math.max(...took).toFixed(1),
  };
}

/**
 * Header sections that never end, an octet a second on each of `size` connections; who is thrown out comes again. Held
 * when each canary was answered, and when those thrown out were told 408 (RFC 9110 §15.5.9).
 */
export async function slowloris(to: Address, size: number, ms: number): Promise<Result> {
  const crowd = new Crowd(to, 'GET /hello HTTP/1.1\r\nHost: a\r\nX: ');
  await crowd.fill(size);
  const drip = setInterval(() => {
    crowd.say('x');
    void crowd.fill(size);
  }, 1000);
  try {
    const took = await watch(to, ms);
    const held = [...crowd.ended.keys()].every((said) => said === 'HTTP/1.1 408 Request Timeout');
    return { held: held && crowd.ended.size > 0 && crowd.refused === 0, figures: figuresOf(crowd, took) };
  } finally {
    clearInterval(drip);
    crowd.leave();
  }
}

/** `size` connections that never say anything. Held when each canary was answered, and all were let in and let be. */
export async function idlers(to: Address, size: number, ms: number, holdings?: () => string): Promise<Result> {
  const crowd = new Crowd(to, '');
  try {
    await crowd.fill(size);
    const took = await watch(to, ms);
    const figures = { ...figuresOf(crowd, took), open: crowd.members.size, ...(holdings && { server: holdings() }) };
    return { held: crowd.members.size === size && crowd.refused === 0, figures };
  } finally {
    crowd.leave();
  }
}
