/**
 * Ports for peers. A peer binds its port itself, some time after it was chosen, so two things can go wrong: two peers are
 * given the same port, and the socket that answers there is somebody else's. Here ports are reserved, for all peers of
 * this process, and the owner of a listening socket is looked up.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { listen, noFreePort } from '../../base/listening.ts';
import { HOST } from './peer.ts';

/** A port that no other peer of this process gets until it is released. */
export interface Reservation {
  readonly port: number;
  release(): void;
}

const reserved = new Set<number>();
let last: Promise<unknown> = Promise.resolve();

/** Reserves the first of `ports` that is free; 0 is any free one. @throws Error when there is none */
export function reservePort(ports: readonly number[]): Promise<Reservation> {
  const mine = last.then(() => reserve(ports));
  last = mine.catch(() => undefined);
  return mine;
}

async function reserve(ports: readonly number[]): Promise<Reservation> {
  const left = ports.filter((one) => !reserved.has(one));
  if (left.length === 0) throw new Error(noFreePort(HOST, ports));
  const server = createServer();
  const port = await listen(server, HOST, left);
  // Free again when this returns, for the peer to take.
  await new Promise((resolve) => server.close(resolve));
  // The system may give a free port twice.
  if (reserved.has(port)) return reserve(ports);
  reserved.add(port);
  return { port, release: () => void reserved.delete(port) };
}

/**
 * Whether the socket that listens on this port belongs to `pid` or to a process it started; null where the system does
 * not say, that is, without Linux's /proc.
 */
export function listensOn(pid: number, port: number): boolean | null {
  const inodes = listenersOf(port);
  if (inodes === null) return null;
  const owns = (one: number): boolean => socketsOf(one).some((inode) => inodes.has(inode));
  return owns(pid) || descendantsOf(pid).some(owns);
}

const LISTEN = '0A';

/** The inodes of the sockets that listen on a port (proc_pid_net(5): address:port in hexadecimal, state, inode). */
function listenersOf(port: number): ReadonlySet<string> | null {
  const table = read('/proc/net/tcp');
  if (table === null) return null;
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = table.split('\n').map((row) => row.trim().split(/\s+/));
  const listening = rows.filter(([, local, , state]) => state === LISTEN && local?.endsWith(suffix));
  return new Set(listening.flatMap((row) => row[9] ?? []));
}

function socketsOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return list(folder).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(link(`${folder}/${fd}`))?.[1] ?? []);
}

/** The processes that a process has started, and those that they have. */
function descendantsOf(pid: number): readonly number[] {
  const parents = new Map(
    list('/proc')
      .filter((name) => /^\d+$/.test(name))
      // The name of the program, in parentheses, may contain anything; the parent is the second field after it.
      .map((name) => [Number(name), Number(/^ \S (\d+)/.exec(afterName(read(`/proc/${name}/stat`)))?.[1])] as const),
  );
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found.slice(1);
}

const afterName = (stat: string | null): string => stat?.slice(stat.lastIndexOf(')') + 1) ?? '';

/** Processes end while they are looked at. */
function orElse<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

const read = (file: string): string | null => orElse(() => readFileSync(file, 'latin1'), null);
const list = (folder: string): readonly string[] => orElse(() => readdirSync(folder), []);
const link = (file: string): string => orElse(() => readlinkSync(file), '');
