/** Plays profiles in memory and reports the result in latin-1, one line each. */

import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { profileOf } from '#shared/profiles/index.ts';
import { type Played, play, type Setup, type Visitor } from '#shared/profiles/memory.ts';

/** A visitor that sends these, one read each, and keeps its connection open. */
export function visitor(...reads: string[]): Visitor {
  return { reads: reads.map(fromLatin1), after: 'stays' };
}

export const leaving = (...reads: string[]): Visitor => ({ ...visitor(...reads), after: 'fin' });
export const resetting = (...reads: string[]): Visitor => ({ ...visitor(...reads), after: 'reset' });

/** Plays a profile of the catalogue, with its own files. */
export function playProfile(id: string, visitors: readonly Visitor[], setup: Setup = {}): Played {
  const profile = profileOf(id);
  if (profile === undefined) throw new Error(`no profile ${id}`);
  return play(profile.serve, { ...(profile.tree && { tree: profile.tree }), visitors, ...setup });
}

/** What was sent to each visitor. */
export function sent({ visitors }: Played): string[] {
  return visitors.map((seen) => seen.sent.map((bytes) => latin1(bytes)).join(''));
}

/** What is sent to a single visitor. */
export function answerOf(id: string, ...reads: string[]): string {
  return sent(playProfile(id, [visitor(...reads)]))[0] ?? '';
}

export const ends = ({ visitors }: Played): string[] => visitors.map(({ end }) => end);

/** What the profile itself waits for; '' once it has ended. */
export const waitsFor = ({ waiting }: Played): string => waiting.get(0)?.call ?? '';

/** The exception it died of: `UnicodeDecodeError: …`. */
export const diedOf = ({ died }: Played): string | null => (died === null ? null : `${died.name}: ${died.message}`);

/** UTF-8 as latin-1 text, as it appears on the wire. */
export const wire = (text: string): string => Buffer.from(text).toString('latin1');
