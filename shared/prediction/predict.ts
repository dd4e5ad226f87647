/**
 * What a server would do now with the octets: as they are, after an empty line, and after the client's
 * FIN. Pure: the engine's parser and the profiles run here as they do on the server.
 */

import { runnableOf } from '../profiles/patched-profiles.ts';
import { predictEngine } from './engine.ts';
import { ENDINGS, type Ending, type PredictedOutcome, type PredictedServer, type Sent } from './predicted.ts';
import { predictProfile } from './profile.ts';

/** Null: unknown. */
export type Prediction = Readonly<Record<Ending, PredictedOutcome>> | null;

const CR_LF = Uint8Array.of(0x0d, 0x0a);
const LF = 0x0a;

/** The three endings of octets not yet sent. */
export function predict(server: PredictedServer, pieces: readonly Uint8Array[]): Prediction {
  if (server.kind === 'unknown') return null;
  const profile = server.kind === 'profile' ? runnableOf(server.id) : undefined;
  if (server.kind === 'profile' && profile === undefined) return null;
  // A read of zero octets would be a FIN.
  const reads = pieces.filter(({ length }) => length > 0);
  const run = (sent: Sent): PredictedOutcome =>
    server.kind === 'engine' || profile === undefined
      ? predictEngine(server.kind === 'engine' ? server.reading : { mode: 'hardened', leniencies: [] }, sent)
      : predictProfile(profile, server.options, server.port, sent);
  const now = run({ reads, fin: false });
  const [, ...others] = ENDINGS;
  const rest = others.map((ending): [Ending, PredictedOutcome] => [
    ending,
    isOver(now) ? now : run(endedBy(reads, ending)),
  ]);
  return { now, ...Object.fromEntries(rest) } as Record<Ending, PredictedOutcome>;
}

/** Whether the next octets make no difference. */
export function isOver({ fate }: PredictedOutcome): boolean {
  return fate === 'closed' || fate === 'reset' || fate === 'crashed';
}

/**
 * The octets with one of the endings added. The empty line first ends the current line, if one is begun: the effect
 * of pressing Enter until the header section is complete.
 */
export function endedBy(reads: readonly Uint8Array[], ending: Ending): Sent {
  if (ending !== 'empty-line') return { reads, fin: ending === 'fin' };
  const last = reads.at(-1)?.at(-1);
  const lines = last === undefined || last === LF ? [CR_LF] : [CR_LF, CR_LF];
  return { reads: [...reads, ...lines], fin: false };
}
