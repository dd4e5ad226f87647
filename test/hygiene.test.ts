/** What must not be in the tree: names of one particular machine, and hosts in the lockfile. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOT_TRACKED = new Set(['node_modules', 'dist', 'coverage', '.git']);

/** Every file git would track, found without git, so that an unpacked archive is tested too. */
function trackedFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (NOT_TRACKED.has(entry.name)) return [];
    return entry.isDirectory() ? trackedFiles(place) : [place];
  });
}

function readText(file: string): string {
  const content = readFileSync(file, 'latin1');
  return content.includes('\0') ? '' : content; // a picture has no paths to leak
}

// Spelt in pieces, so that this file does not find itself. A word or a dot before the slash makes it a URL's path or a
// relative one.
const HOMES = ['home/[a-z]', 'Users/[A-Za-z]', 'root/', 'work/', 'workspace/', 'mnt/'].join('|');
const MACHINE_PATH = new RegExp(`(?<![\\w.*@)\\]}-])/(?:${HOMES})|[A-Z]:\\\\Users\\\\`);

const files = trackedFiles(ROOT);

it('sees the tree', () => {
  const names = files.map((file) => path.relative(ROOT, file));
  expect(names).toEqual(
    expect.arrayContaining(['package.json', 'tsconfig.json', path.join('test', 'hygiene.test.ts')]),
  );
});

it('names no path of one machine', () => {
  const found = files.flatMap((file) =>
    readText(file)
      .split('\n')
      .flatMap((line, at) =>
        MACHINE_PATH.test(line) ? [`${path.relative(ROOT, file)}:${at + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});

it('names no registry', () => {
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    const text = readText(path.join(ROOT, name));
    expect(text, name).not.toContain('"resolved"');
    expect(text, name).not.toMatch(/registry\s*=|https?:\/\/[\w.-]*registry/);
  }
});

it('pins every dependency exactly', () => {
  const manifest = JSON.parse(readText(path.join(ROOT, 'package.json')));
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.length).toBeGreaterThan(10);
  for (const [name, version] of versions) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});
