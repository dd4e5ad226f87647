/** The two ends of a connection, as their sockets report them. */
import { readIPv4, readIPv6 } from '../net/address.ts';
import type { Replay } from '../transcript/replay/replay.ts';

export interface End {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
}

export interface Ends {
  readonly transport: 'tcp' | 'udp';
  readonly client: End;
  readonly server: End;
  /** Both ends are on this machine: nothing leaves it. */
  readonly loopback: boolean;
}

/** The ends of a replay's connection; null where no entry names them, or names something that is not an address. */
export function endsOf(replay: Replay): Ends | null {
  for (const { entry } of replay.places) {
    if (entry.kind !== 'open' && entry.kind !== 'connect') continue;
    const local = endOf(entry.local);
    const remote = endOf(entry.remote);
    if (local === null || remote === null) return null;
    const [client, server] = entry.at === 'client' ? [local, remote] : [remote, local];
    return { transport: replay.datagrams ? 'udp' : 'tcp', client, server, loopback: isLoopback(server) };
  }
  return null;
}

/** `127.0.0.1:8100` or `[::1]:8100`. */
function endOf(text: string): End | null {
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d+)$/.exec(text) ?? [];
  const read = host.includes(':') ? readIPv6(host) : readIPv4(host);
  if (!read.ok) return null;
  const { family, octets } = read.value;
  // An IPv6 socket shows an IPv4 client this way; IPv4 goes over the wire (RFC 4291 §2.5.5.2).
  if (isMapped(octets)) return { address: octets.slice(12).join('.'), family: 4, port: Number(port) };
  return { address: host, family, port: Number(port) };
}

function isMapped(octets: readonly number[]): boolean {
  return octets.length === 16 && octets.slice(0, 12).every((octet, at) => octet === (at < 10 ? 0 : 0xff));
}

/** 127.0.0.0/8 and ::1. */
function isLoopback({ address, family }: End): boolean {
  if (family === 4) return address.startsWith('127.');
  const read = readIPv6(address);
  return read.ok && read.value.octets.every((octet, at) => octet === (at === 15 ? 1 : 0));
}
