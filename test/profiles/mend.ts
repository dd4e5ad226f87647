/** Writes the mended files anew: `npx tsx test/profiles/mend.ts`, after a change to a profile or to a patch. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Mending, patched } from '#shared/profiles/fixes.ts';
import { PROFILES, type Profile } from '#shared/profiles/index.ts';
import { PATCHES } from '#shared/profiles/patches/index.ts';

const PROFILES_FOLDER = new URL('../../shared/profiles/', import.meta.url);
export const MENDED_FOLDER = new URL('mended/', PROFILES_FOLDER);

export interface MendedFile {
  readonly profile: Profile;
  readonly mending: Mending;
  /** In {@link MENDED_FOLDER}. */
  readonly name: string;
  /** What it must hold: the original with its patch, its imports one folder further up. */
  readonly text: string;
}

export function mendedFiles(): MendedFile[] {
  return PROFILES.flatMap((profile) => {
    const original = readFileSync(new URL(profile.file, PROFILES_FOLDER), 'utf8');
    return PATCHES[profile.id].map((mending) => ({
      profile,
      mending,
      name: `${profile.file.replace('.ts', '')}-${mending.mends[0]}.ts`,
      text: deeper(patched(original, mending.patch)),
    }));
  });
}

function deeper(text: string): string {
  return text.replace(/ from '\.(\.?)\//g, (_, up: string) => (up === '' ? " from '../" : " from '../../"));
}

/** The list of them that index.ts reads. */
export function listText(files: readonly MendedFile[]): string {
  const sorted = [...files].sort((a, b) => (a.name.slice(0, -3) < b.name.slice(0, -3) ? -1 : 1));
  const camel = (name: string): string =>
    name.slice(0, -3).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    '/** Written by test/profiles/mend.ts, as the files beside it: each is a profile and one patch. */',
    "import type { MendedKind } from '../fixes.ts';",
    "import type { Serve } from '../os.ts';",
    ...sorted.map(({ name }) => `import { main as ${camel(name)} } from './${name}';`),
    '',
    'export const SERVES: ReadonlyMap<MendedKind, Serve> = new Map<MendedKind, Serve>([',
    ...files.map(({ profile, mending, name }) => `  ['${profile.id}+mended:${mending.mends[0]}', ${camel(name)}],`),
    ']);',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = mendedFiles();
  mkdirSync(MENDED_FOLDER, { recursive: true });
  for (const { name, text } of files) writeFileSync(new URL(name, MENDED_FOLDER), text);
  writeFileSync(new URL('serves.ts', MENDED_FOLDER), listText(files));
}
