/** Plays profiles in memory, in latin-1 and one line each. */

import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { profileOf } from '#shared/profiles/index.ts';
import { type Played, play, type Setup, type Visitor } from '#shared/profiles/memory.ts';

/** A visitor that sends these, one read each, and stays. */
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

/** What each visitor was sent. */
export function sent({ visitors }: Played): string[] {
  return visitors.map((seen) => seen.sent.map((bytes) => latin1(bytes)).join(''));
}

/** What one visitor is sent. */
export function answerOf(id: string, ...reads: string[]): string {
  return sent(playProfile(id, [visitor(...reads)]))[0] ?? '';
}

export const ends = ({ visitors }: Played): string[] => visitors.map(({ end }) => end);

/** What the profile itself waits for; '' when it has ended. */
export const waitsFor = ({ waiting }: Played): string => waiting.get(0)?.call ?? '';

/** What it died of: `UnicodeDecodeError: …`. */
export const diedOf = ({ died }: Played): string | null => (died === null ? null : `${died.name}: ${died.message}`);

/** UTF-8 as latin-1 text, as it looks on the wire. */
export const wire = (text: string): string => Buffer.from(text).toString('latin1');
