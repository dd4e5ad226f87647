/**
 * What a server would do now, with the octets as they stand: as they are, after an empty line, and after the client's
 * FIN. Pure: the engine's parser and the profiles run here as they run there.
 */

import { runnableOf } from '../profiles/patched-profiles.ts';
import { predictEngine } from './engine.ts';
import { ENDINGS, type Ending, type PredictedOutcome, type PredictedServer, type Sent } from './predicted.ts';
import { predictProfile } from './profile.ts';

/** Null: it cannot be known. */
export type Prediction = Readonly<Record<Ending, PredictedOutcome>> | null;

const CR_LF = Uint8Array.of(0x0d, 0x0a);
const LF = 0x0a;

/** The three endings of octets that are on their way. */
export function predict(server: PredictedServer, pieces: readonly Uint8Array[]): Prediction {
  if (server.kind === 'unknown') return null;
  const profile = server.kind === 'profile' ? runnableOf(server.id) : undefined;
  if (server.kind === 'profile' && profile === undefined) return null;
  // A read of no octets would be a FIN.
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

/** Whether it makes no difference what comes next. */
export function isOver({ fate }: PredictedOutcome): boolean {
  return fate === 'closed' || fate === 'reset' || fate === 'crashed';
}

/**
 * The octets with one of the endings behind them. The empty line ends the line in hand first, where one is begun: what
 * somebody would do who presses Enter until the header section is over.
 */
export function endedBy(reads: readonly Uint8Array[], ending: Ending): Sent {
  if (ending !== 'empty-line') return { reads, fin: ending === 'fin' };
  const last = reads.at(-1)?.at(-1);
  const lines = last === undefined || last === LF ? [CR_LF] : [CR_LF, CR_LF];
  return { reads: [...reads, ...lines], fin: false };
}
