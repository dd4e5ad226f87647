/** The effect of a fix on the connections of a shortcoming, played in memory: original and patched side by side. */
import { legible } from '../base/legible.ts';
import { concat } from '../base/octets.ts';
import type { Call } from './calls.ts';
import type { Played } from './memory-types.ts';
import type { Proof } from './proof.ts';
import { messageOf } from './value-preview.ts';

/** For the connection that shows it. */
export interface FixEffect {
  /** Octets sent in answer. */
  readonly octets: number;
  /** The first line of the answer, legible; null without an answer. */
  readonly line: string | null;
  /** The first line in which the two differ, if that is another one. */
  readonly differs: string | null;
  /** `none`: there is no connection (UDP), or it was never accepted. */
  readonly end: 'open' | 'fin' | 'reset' | 'none';
  /** The call it waits in; null when it has ended. */
  readonly waits: Call['call'] | null;
  /** The error that ended it. */
  readonly died: string | null;
}

/** The number of octets shown of a line, and of those before the first difference. */
const SHOWN = 72;
const BEFORE = 20;
const LF = 0x0a;

/** The effects on both. */
export function fixEffects({ script, original, patched }: Proof): {
  readonly original: FixEffect;
  readonly patched: FixEffect;
} {
  const before = linesIn(answer(original, script.shows));
  const after = linesIn(answer(patched, script.shows));
  const at = differingLine(before, after);
  const from = differsFrom(before[at] ?? '', after[at] ?? '');
  const cut = (lines: readonly string[]): string | null => (at === 0 ? null : excerpt(lines[at] ?? '', from) || null);
  return {
    original: { ...short(original, script.shows, before), differs: cut(before) },
    patched: { ...short(patched, script.shows, after), differs: cut(after) },
  };
}

/** The line in which they differ. A length differs because the content does, so the content takes precedence. */
function differingLine(before: readonly string[], after: readonly string[]): number {
  const all = before.flatMap((line, i) => (line === after[i] ? [] : [i]));
  return all.find((i) => i === 0 || !/^Content-Length:/.test(before[i] ?? '')) ?? all[0] ?? before.length;
}

function differsFrom(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** The part of a line to show, around offset `from`. */
function excerpt(line: string, from: number): string {
  const start = from < SHOWN - BEFORE ? 0 : from - BEFORE;
  const shown = line.slice(start, start + SHOWN);
  return `${start > 0 ? '…' : ''}${shown}${start + SHOWN < line.length ? '…' : ''}`;
}

function short(played: Played, shows: number, lines: readonly string[]): Omit<FixEffect, 'differs'> {
  const seen = played.visitors[shows];
  const waiting = [...played.waiting.values()].map(({ call }) => call);
  return {
    octets: answer(played, shows).length,
    line: lines[0] === undefined ? null : excerpt(lines[0], 0),
    end: seen?.accepted === true ? seen.end : 'none',
    // Its own thread says more than the one that accepts.
    waits: waiting.find((call) => call !== 'accept') ?? waiting[0] ?? null,
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

/** Lines without their endings, legible. */
function linesIn(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lf = bytes.indexOf(LF, at);
    const next = lf < 0 ? bytes.length : lf + 1;
    const end = lf < 0 ? bytes.length : bytes[lf - 1] === 0x0d ? lf - 1 : lf;
    lines.push(legible(bytes, at, end, bytes.length).text);
    at = next;
  }
  return lines;
}
