/** What it takes to show a shortcoming: all the connections, in the order in which they are accepted. */
import { fromLatin1 } from '../base/octets.ts';
import type { Profile } from './index.ts';
import type { Setup, Visitor } from './memory-types.ts';
import type { Shortcoming } from './shortcomings.ts';

/** The input of {@link play}; the shortcoming's own connection is number `shows` of its visitors. */
export interface Demonstration extends Pick<Setup, 'datagrams' | 'race'> {
  readonly visitors: readonly Visitor[];
  readonly shows: number;
}

const asks = (text: string): Visitor => ({ reads: [fromLatin1(text)], after: 'stays' });
const SILENT: Visitor = { reads: [], after: 'stays' };
const POST = 'POST /users?name=%3Cscript%3E&age=1 HTTP/1.1\r\nHost: example.local\r\n\r\n';
const LIST = 'GET /users HTTP/1.1\r\nHost: example.local\r\nAccept: text/html\r\n\r\n';

/** The connections before it. */
const BEFORE: Readonly<Record<string, Visitor>> = { 'users-api any-method': asks(POST) };

/** The connections after it, which show the effect. */
const BEHIND: Readonly<Record<string, Visitor>> = { 'users-api stored-xss': asks(LIST) };

export function demonstrationOf(
  profile: { readonly id: string; readonly transport: Profile['transport'] },
  { id, writes, after }: Shortcoming,
): Demonstration {
  const reads = writes.map(fromLatin1);
  const name = `${profile.id} ${id}`;
  const own: Visitor = { reads, after };
  if (profile.transport === 'udp') {
    return { visitors: [], shows: 0, datagrams: reads.map((bytes) => ({ bytes, from: ['127.0.0.1', 50_001] })) };
  }
  if (id === 'serial') return { visitors: [SILENT, asks('GET / HTTP/1.1\r\n\r\n')], shows: 1 };
  if (id === 'race') return { visitors: [own, own], shows: 1, race: true };
  const before = BEFORE[name];
  const behind = BEHIND[name];
  if (before !== undefined) return { visitors: [before, own], shows: 1 };
  return behind === undefined ? { visitors: [own], shows: 0 } : { visitors: [own, behind], shows: 1 };
}
