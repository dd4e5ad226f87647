/** What a profile does with the octets of a wire case, played in memory. */
import { latin1 } from '#shared/base/octets.ts';
import { PROFILES, type Profile } from '#shared/profiles/index.ts';
import { play } from '#shared/profiles/memory.ts';
import { loadCases, type WireCase } from '../cases/load.ts';

export interface Outcome {
  /** Of the first answer; null: there was none. */
  readonly status: number | null;
  /** The first answer's header section, and how many octets came behind it. */
  readonly head: string;
  readonly content: number;
  /** What became of the connection. */
  readonly end: 'open' | 'fin' | 'reset';
  /** What the server died of: `ValueError: …`. */
  readonly died: string | null;
}

export const HTTP_PROFILES: readonly Profile[] = PROFILES.filter(({ http }) => http);

/** The cases that are requests: `host.md: Host is missing`. */
export const REQUESTS: readonly (WireCase & { readonly id: string })[] = loadCases()
  .filter(({ kind }) => kind === 'request')
  .map((one) => ({ ...one, id: `${one.where.split(':', 1)[0]}: ${one.title}` }));

/** All the octets of the case in one read. The cases' own host is `a`: a server that has a name goes by it. */
export function outcomeOf({ serve, tree }: Profile, { octets, late, end }: WireCase): Outcome {
  const reads = [octets, late].filter(({ length }) => length > 0);
  const played = play(serve, {
    ...(tree !== null && { tree }),
    options: { name: 'a' },
    visitors: [{ reads, after: end === 'FIN' ? 'fin' : 'stays' }],
  });
  const [seen] = played.visitors;
  const text = (seen?.sent ?? []).map((bytes) => latin1(bytes)).join('');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1];
  const headEnd = text.indexOf('\r\n\r\n') + 4;
  return {
    status: status === undefined ? null : Number(status),
    head: text.slice(0, headEnd),
    content: text.length - headEnd,
    end: seen?.end ?? 'open',
    died: played.died === null ? null : `${played.died.name}: ${played.died.message}`,
  };
}

/** An outcome's class, in words. */
export function classOf({ status, end, died }: Outcome): string {
  if (died !== null) return `dies of ${died.split(':', 1)[0]}`;
  const what = status === null ? null : `answers ${status}`;
  if (end === 'open') return what === null ? 'waits' : `${what} and leaves the connection open`;
  const how = end === 'fin' ? 'closes' : 'resets the connection';
  return what === null ? `${how} without an answer` : `${what} and ${how}`;
}
