/** What each part may import. The table is the rule; ARCHITECTURE.md says why. */
import { expect, it } from 'vitest';
import { type Import, importsIn, importsOf, sourceFiles } from './imports.ts';

/**
 * `files`: a folder (ending in `/`) or one file; `*` stands for one name, and in `may` for that same name.
 * `may`: folders, files, packages, or `node:`; behind `type:` or `dynamic:`, only by such an import.
 * `least`: fewer files than this, and the test has lost sight of the folder.
 * The first row that fits a file decides.
 */
interface Row {
  files: string;
  may: string[];
  least: number;
}

const PAGE_PACKAGES = ['react', 'react-dom', 'radix-ui', 'zustand', '@dagrejs/dagre', '@tanstack/react-virtual'];
const TERMINAL_PACKAGES = ['@xterm/xterm', '@xterm/addon-fit'];

const TABLE: Row[] = [
  { files: 'shared/', may: ['shared/'], least: 8 },

  { files: 'apps/server/setup/', may: ['node:', 'apps/server/setup/', 'dynamic:'], least: 5 },
  {
    files: 'apps/server/src/control/vite-dev.ts',
    may: ['node:', 'apps/server/src/base/paths.ts', 'dynamic:vite'],
    least: 1,
  },
  { files: 'apps/server/src/lab/worker-dev.mjs', may: ['tsx', 'apps/server/src/lab/'], least: 1 },
  {
    files: 'apps/server/src/engine/app-module.ts',
    may: ['node:', 'type:apps/server/src/engine/', 'dynamic:'],
    least: 1,
  },
  { files: 'apps/server/src/engine/', may: ['node:', 'shared/', 'apps/server/src/engine/', 'mrmime'], least: 3 },
  { files: 'apps/server/src/', may: ['node:', 'shared/', 'apps/server/src/', 'ws', 'sirv'], least: 5 },

  {
    files: 'apps/web/src/ui/',
    may: ['apps/web/src/ui/', 'shared/octets.ts', 'type:shared/text/', 'react', 'radix-ui'],
    least: 1,
  },
  { files: 'apps/web/src/session/', may: ['apps/web/src/session/', 'shared/', 'react', 'zustand'], least: 1 },
  {
    files: 'apps/web/src/features/terminal/',
    may: [
      'apps/web/src/features/terminal/',
      'apps/web/src/session/',
      'apps/web/src/ui/',
      'shared/',
      'react',
      'react-dom',
      'radix-ui',
      ...TERMINAL_PACKAGES,
    ],
    least: 1,
  },
  {
    files: 'apps/web/src/features/composer/',
    may: [
      'apps/web/src/features/composer/',
      'apps/web/src/session/',
      'apps/web/src/ui/',
      'shared/',
      'react',
      'radix-ui',
      'zustand',
      '@codemirror/state',
      '@codemirror/view',
      '@codemirror/commands',
    ],
    least: 1,
  },
  {
    files: 'apps/web/src/features/*/',
    may: ['apps/web/src/features/*/', 'apps/web/src/session/', 'apps/web/src/ui/', 'shared/', ...PAGE_PACKAGES],
    least: 1,
  },
  { files: 'apps/web/src/', may: ['apps/web/src/', 'shared/', ...PAGE_PACKAGES, 'wouter'], least: 2 },
  {
    files: 'apps/web/vite.config.ts',
    may: ['node:', 'vite', '@vitejs/plugin-react', 'apps/web/probes.ts'],
    least: 1,
  },
  { files: 'apps/web/probes.ts', may: ['vite'], least: 1 },
];

/** The pure half of the engine: whatever these files reach, they reach no Node and no package. */
const PURE = ['apps/server/src/engine/connection.ts'];

const files = ['shared', 'apps'].flatMap(sourceFiles);

/** The `*` of a row's pattern in this file, '' when the pattern has none, null when it does not fit. */
function matchName(pattern: string, file: string): string | null {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return file === pattern || (pattern.endsWith('/') && file.startsWith(pattern)) ? '' : null;
  const name = file.startsWith(before) ? (file.slice(before.length).split('/', 1)[0] ?? '') : '';
  return name !== '' && file.startsWith(`${before}${name}${after}`) ? name : null;
}

function rowOf(file: string): Row | undefined {
  return TABLE.find((row) => matchName(row.files, file) !== null);
}

function allows(permission: string, { how, target }: Import): boolean {
  const [, only, place = ''] = /^(?:(type|dynamic):)?(.*)$/.exec(permission) ?? [];
  if (only !== undefined && only !== how) return false;
  if (place === '' || target === place) return true;
  return target.startsWith(place === 'node:' || place.endsWith('/') ? place : `${place}/`);
}

/** What `file` imports against the table, each as one readable line. */
function trespasses(file: string, imports: Import[]): string[] {
  const row = rowOf(file);
  if (row === undefined) return [`${file} is in no row of the table`];
  const name = matchName(row.files, file) ?? '';
  const permissions = row.may.map((permission) => permission.replace('*', name));
  return imports
    .filter((one) => !permissions.some((permission) => allows(permission, one)))
    .map((one) => `${file} may not import ${one.specifier}`);
}

it.each(TABLE)('sees $files', ({ files: pattern, least }) => {
  const seen = files.filter((file) => rowOf(file)?.files === pattern);
  expect(seen.length).toBeGreaterThanOrEqual(least);
});

it('lets no file import across a boundary', () => {
  expect(files.flatMap((file) => trespasses(file, importsOf(file)))).toEqual([]);
});

it('has every relative import name a file that is there, extension included', () => {
  const known = new Set(files);
  const dangling = files.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier, target }) => /^[.#]/.test(specifier) && !target.endsWith('.css') && !known.has(target))
      .map(({ specifier }) => `${file} imports ${specifier}`),
  );
  expect(dangling).toEqual([]);
});

it('names shared/ by the alias from outside and by a relative path from inside', () => {
  const sources = [...files, ...sourceFiles('test')];
  const misspelt = sources.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => target.startsWith('shared/'))
      .filter(({ specifier }) => specifier.startsWith('#') === file.startsWith('shared/'))
      .map(({ specifier }) => `${file} imports ${specifier}`),
  );
  expect(misspelt).toEqual([]);
});

it.each(PURE)('keeps %s pure, with all it reaches', (start) => {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const { specifier, target } of importsOf(file)) {
      expect(specifier, `${file}, reached from ${start}`).toMatch(/^(\.|#shared\/)/);
      reached.add(target);
    }
  }
  expect(reached.size).toBeGreaterThan(1);
});

it.each([
  ['shared/octets.ts', "import fs from 'node:fs'"],
  ['shared/octets.ts', "import type { Socket } from 'node:net'"],
  ['shared/octets.ts', "type Socket = import('node:net').Socket"],
  ['shared/octets.ts', "export * from '../apps/web/src/ui/range.ts'"],
  ['apps/server/src/control/app.ts', "import { App } from '../apps/web/src/app.tsx'"],
  ['apps/server/src/control/app.ts', "import express from 'express'"],
  ['apps/server/src/control/vite-dev.ts', "import { createServer } from 'vite'"],
  ['apps/server/src/engine/serve.ts', "import { tap } from '../lab/tap.ts'"],
  ['apps/web/src/main.tsx', "import { serve } from '../apps/server/src/engine/serve.ts'"],
  ['apps/web/src/features/tape/tape.tsx', "import { Why } from '../why/why.tsx'"],
  ['apps/web/src/features/tape/tape.tsx', "const why = import('../why/why.tsx')"],
  ['apps/web/src/features/tape/tape.tsx', 'const why = import(name)'],
  ['apps/web/src/features/tape/tape.tsx', "import { App } from '../apps/web/src/app.tsx'"],
  ['apps/web/src/session/store.ts', "import { Tape } from '../features/tape/tape.tsx'"],
  ['apps/web/src/ui/button.tsx', "import { store } from '../apps/web/src/session/state/store.ts'"],
  ['apps/web/src/ui/button.tsx', "import { en } from '#shared/text/en.ts'"],
  ['apps/desktop/main.ts', ''],
])('would catch, in %s: %s', (file, code) => {
  expect(trespasses(file, importsIn(file, code))).toHaveLength(1);
});
