/** How two readings differ: the first difference, as a class that the list of reviewed differences knows. */
import type { SeenOctets, SeenRequest } from './reading.ts';

/** What is known once the header section is complete, and what a refusal after it cuts short. */
const OF_HEAD = ['method', 'target', 'version', 'fields'] as const;
const AFTER_HEAD = ['content', 'trailers', 'complete'] as const;

/**
 * Null when both made the same of the octets: the same requests to the same end, or a refusal of both in the same one.
 * Else `Octet refuses RULE`, `llhttp refuses CODE`, `llhttp reads after the last request`, or `PART differs`.
 */
export function differenceOf(ours: SeenOctets, theirs: SeenOctets): string | null {
  const common = Math.min(ours.requests.length, theirs.requests.length);
  for (let index = 0; index < common; index++) {
    const [a, b] = [ours.requests[index] as SeenRequest, theirs.requests[index] as SeenRequest];
    const differs = (name: keyof SeenRequest): boolean => String(a[name]) !== String(b[name]);
    const ofHead = OF_HEAD.find(differs);
    if (ofHead !== undefined) return `${ofHead} differs`;
    if (leavesHttp(a)) return null;
    const part = AFTER_HEAD.find(differs);
    const cut = index === common - 1 && !(a.complete && b.complete);
    if (part !== undefined) return (cut ? refusal(ours, theirs) : null) ?? `${part} differs`;
  }
  const alike = ours.requests.length === theirs.requests.length;
  if (alike && (ours.refused === null) === (theirs.refused === null)) return null;
  return refusal(ours, theirs) ?? 'count differs';
}

/** Node hands what follows to whoever listens for another protocol, asked or not. */
export function leavesHttp({ method, fields }: SeenRequest): boolean {
  const has = (field: RegExp): boolean => fields.some((line) => field.test(line));
  return method === 'CONNECT' || (has(/^connection:.*upgrade/i) && has(/^upgrade:/i));
}

/** Who refused, and sooner than the other, what the other went on with. */
function refusal(ours: SeenOctets, theirs: SeenOctets): string | null {
  const more = ours.requests.length - theirs.requests.length;
  const theirsFirst = theirs.refused !== null && (ours.refused === null || theirs.at < ours.at);
  if (ours.ended && more <= 0) return 'llhttp reads after the last request';
  if (ours.refused !== null && (more < 0 || (more === 0 && !theirsFirst))) return `Octet refuses ${ours.refused}`;
  if (theirs.refused !== null && (more > 0 || (more === 0 && theirsFirst))) return `llhttp refuses ${theirs.refused}`;
  return null;
}
