/** What came of a shortcoming's connections in memory, in short: to set a mended profile beside its original. */
import { concat } from '../octets.ts';
import { legible } from '../transcript/legible.ts';
import type { Call } from './calls.ts';
import type { Played } from './memory.ts';
import type { Proof } from './mended/proof.ts';
import { messageOf } from './show.ts';

/** For the connection that shows it. */
export interface CameOf {
  /** Octets answered. */
  readonly octets: number;
  /** The first line of the answer, legible; null without an answer. */
  readonly line: string | null;
  /** The first line in which the two differ, where that is another. */
  readonly differs: string | null;
  /** `none`: there is no connection (UDP), or it was never accepted. */
  readonly end: 'open' | 'fin' | 'reset' | 'none';
  /** The call it waits in; null when it has ended. */
  readonly waits: Call['call'] | null;
  /** What it died of. */
  readonly died: string | null;
}

/** Octets of a line that are shown. */
const SHOWN = 72;
const LF = 0x0a;

/** What came of both. */
export function cameOf({ script, original, mended }: Proof): { readonly original: CameOf; readonly mended: CameOf } {
  const before = linesIn(answer(original, script.shows));
  const after = linesIn(answer(mended, script.shows));
  const differing = differingLine(before, after);
  return { original: short(original, script.shows, differing), mended: short(mended, script.shows, differing) };
}

/** A length differs because the content does, so the content goes before. */
function differingLine(before: readonly string[], after: readonly string[]): number {
  const all = before.flatMap((line, i) => (line === after[i] ? [] : [i]));
  return all.find((i) => i === 0 || !/^Content-Length:/.test(before[i] ?? '')) ?? all[0] ?? before.length;
}

function short(played: Played, shows: number, differing: number): CameOf {
  const bytes = answer(played, shows);
  const lines = linesIn(bytes);
  const seen = played.visitors[shows];
  return {
    octets: bytes.length,
    line: lines[0] ?? null,
    differs: differing === 0 ? null : (lines[differing] ?? null),
    end: seen?.accepted === true ? seen.end : 'none',
    waits: [...played.waiting.values()][0]?.call ?? null,
    died: played.died === null ? null : deathOf(played.died),
  };
}

function deathOf(died: NonNullable<Played['died']>): string {
  const message = messageOf(died);
  return message === '' ? died.name : `${died.name}: ${message}`;
}

function answer({ visitors, datagrams }: Played, shows: number): Uint8Array {
  const seen = visitors[shows];
  return concat(seen === undefined ? datagrams.map(({ bytes }) => bytes) : seen.sent);
}

/** Lines without their ends, legible and cut short. */
function linesIn(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lf = bytes.indexOf(LF, at);
    const next = lf < 0 ? bytes.length : lf + 1;
    const end = lf < 0 ? bytes.length : bytes[lf - 1] === 0x0d ? lf - 1 : lf;
    const { text, left } = legible(bytes, at, end, SHOWN);
    lines.push(left > 0 ? `${text}…` : text);
    at = next;
  }
  return lines;
}
