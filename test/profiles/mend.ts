/** Writes the mended files anew: `npx tsx test/profiles/mend.ts`, after a change to a profile or to a patch. */
import { readFileSync, writeFileSync } from 'node:fs';
import { patched } from '../../shared/profiles/fixes.ts';
import { PATCHES } from '../../shared/profiles/fixes-patches.ts';
import { PROFILES, type Profile } from '../../shared/profiles/index.ts';

const FOLDER = new URL('../../shared/profiles/', import.meta.url);

export interface MendedFile {
  readonly profile: Profile;
  readonly shortcoming: string;
  readonly url: URL;
  /** What it must hold: the original with its patch, its imports one folder further up. */
  readonly text: string;
}

export function mendedFiles(): MendedFile[] {
  return PROFILES.flatMap((profile) =>
    Object.entries(PATCHES[profile.id] ?? {}).map(([shortcoming, { patch }]) => {
      const original = readFileSync(new URL(profile.file, FOLDER), 'utf8');
      const url = new URL(`mended/${profile.file.replace('.ts', '')}-${shortcoming}.ts`, FOLDER);
      return { profile, shortcoming, url, text: deeper(patched(original, patch)) };
    }),
  );
}

function deeper(text: string): string {
  return text.replace(/ from '\.(\.?)\//g, (_, up: string) => (up === '' ? " from '../" : " from '../../"));
}

if (import.meta.url === `file://${process.argv[1]}`) {
  for (const { url, text } of mendedFiles()) writeFileSync(url, text);
}
