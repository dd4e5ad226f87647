/** The reviewed list of differences, and which of them a version of llhttp shows. */
import { readFileSync } from 'node:fs';
import type { Mode } from '#shared/base/options.ts';
import { unescapeLine } from '../../cases/load.ts';

export interface Example {
  readonly mode: Mode;
  readonly octets: Uint8Array;
  readonly text: string;
}

export interface Difference {
  readonly heading: string;
  readonly classes: readonly string[];
  /** Who is right, and where that is written. */
  readonly right: string;
  /** The versions of llhttp that differ from Octet in this way. */
  readonly versions: readonly string[];
  readonly examples: readonly Example[];
  readonly words: string;
}

const [PREFACE = '', ...PARTS] = readFileSync(new URL('./differences.md', import.meta.url), 'utf8').split('\n## ');

/** The versions of llhttp the list was reviewed with, oldest first. */
export const REVIEWED: readonly string[] = PREFACE.split('\n').flatMap(
  (line) => /^Reviewed: llhttp (\d+\.\d+\.\d+) /.exec(line)?.[1] ?? [],
);

export const LIST: readonly Difference[] = PARTS.map((part) => {
  const [heading = '', ...lines] = part.split('\n');
  const under = (label: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(label) ? [line.slice(label.length)] : []));
  const words = lines.filter((line) => !/^(Right|Only|Example): /.test(line));
  return {
    heading,
    classes: classesOf(heading),
    right: under('Right: ').join(),
    versions: under('Only: llhttp ')[0]?.split(', ') ?? REVIEWED,
    examples: under('Example: ').map((text) => exampleOf(text, heading)),
    words: words.join(' ').trim(),
  };
});

/** A heading names a class, or several codes and several phases of llhttp's refusals. */
function classesOf(heading: string): readonly string[] {
  const [, codes, phases] = /^llhttp refuses (.+) in (.+)$/.exec(heading) ?? [];
  if (codes === undefined || phases === undefined) return [heading];
  return codes.split(', ').flatMap((code) => phases.split(', ').map((phase) => `llhttp refuses ${code} in ${phase}`));
}

function exampleOf(line: string, where: string): Example {
  const [, mode, text = ''] = /^(hardened|rfc) `(.+)`$/.exec(line) ?? [];
  if (mode === undefined)
    throw new Error(`${where}: an example reads "hardened \`OCTETS\`" or "rfc \`OCTETS\`": ${line}`);
  return { mode: mode as Mode, octets: unescapeLine({ text, where }), text };
}

/** The reviewed version whose differences a version is held to: itself, else the newest before it, else the oldest. */
export function reviewedFor(version: string): string {
  const sorted = REVIEWED.filter((reviewed) => compareVersions(reviewed, version) <= 0);
  const found = sorted.at(-1) ?? REVIEWED[0];
  if (found === undefined) throw new Error('differences.md names no reviewed version of llhttp');
  return found;
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
