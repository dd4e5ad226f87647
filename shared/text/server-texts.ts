/** The sentences about a server, by its id, and the picker's search through them. */

import type { Choice } from '../profiles/choices.ts';
import { isPeer } from '../servers/peers.ts';
import type { Messages } from './index.ts';

/** Whether every word of the query is somewhere in what is said of the server. */
export function fitsQuery(t: Messages, choice: Choice, query: string): boolean {
  const { title, line, teaches } = textsOf(t, choice.id);
  const { serves, transports, groups } = t.servers;
  const said = [choice.id, title, line, teaches, serves[choice.serving].name, transports[choice.transport]];
  const words = [...said, groups[choice.group], choice.port].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.includes(part));
}

const NOTHING = { title: '', line: '', teaches: '', notes: {} } as const;

/** What is said of a server; of one nobody knows, nothing. */
export function textsOf(t: Messages, id: string): Messages['profiles'][keyof Messages['profiles']] {
  const texts: Partial<Record<string, Messages['profiles'][keyof Messages['profiles']]>> = t.profiles;
  if (isPeer(id)) return { ...NOTHING, ...t.peers.about[id] };
  return Object.hasOwn(texts, id) ? (texts[id] ?? NOTHING) : NOTHING;
}
