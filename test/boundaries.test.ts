/** What each part may import. floors.ts is the rule; ARCHITECTURE.md says why. */
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOMS, type Room, roomOf } from './floors.ts';
import { type Import, importsIn, importsOf, sourceFiles } from './imports.ts';

/**
 * A file, or a folder (with a slash at the end), that goes by other rules than its room.
 * `may`: folders, files, packages, or `node:`; behind `type:` or `dynamic:`, only by such an import.
 */
interface Exception {
  files: string;
  may: string[];
}

const EXCEPTIONS: Exception[] = [
  { files: 'apps/server/setup/', may: ['node:', 'apps/server/setup/', 'dynamic:'] },
  { files: 'apps/server/src/control/vite-dev.ts', may: ['node:', 'apps/server/src/base/paths.ts', 'dynamic:vite'] },
  { files: 'apps/server/src/lab/worker-dev.mjs', may: ['tsx', 'apps/server/src/lab/'] },
  {
    files: 'apps/server/src/engine/app-module.ts',
    may: ['node:', 'type:apps/server/src/engine/', 'dynamic:'],
  },
  {
    files: 'apps/web/src/ui/',
    may: ['apps/web/src/ui/', 'shared/base/octets.ts', 'type:shared/text/', 'react', 'radix-ui'],
  },
  { files: 'apps/web/src/app.tsx', may: ['apps/web/src/', 'shared/', 'react', 'wouter'] },
  { files: 'apps/web/src/main.tsx', may: ['apps/web/src/', 'react', 'react-dom'] },
  { files: 'apps/web/vite.config.ts', may: ['node:', 'vite', '@vitejs/plugin-react', 'apps/web/probes.ts'] },
  { files: 'apps/web/probes.ts', may: ['vite'] },
];

/** The pure half of the engine: whatever these files reach, they reach no Node and no package. */
const PURE = ['apps/server/src/engine/connection.ts'];

const files = ['shared', 'apps'].flatMap(sourceFiles);

function exceptionOf(file: string): Exception | undefined {
  return EXCEPTIONS.find(({ files: place }) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

/** Whether a permission of an exception covers an import. */
function covers(permission: string, { how, target }: Import): boolean {
  const [, only, place = ''] = /^(?:(type|dynamic):)?(.*)$/.exec(permission) ?? [];
  if (only !== undefined && only !== how) return false;
  if (place === '' || target === place) return true;
  return target.startsWith(place === 'node:' || place.endsWith('/') ? place : `${place}/`);
}

/** Whether a room may import what lies in another, or a package. */
function allows(room: Room, { target }: Import): boolean {
  const other = roomOf(target);
  if (other !== undefined) return room.may.includes(other.folder);
  return room.may.some((one) => !one.includes('apps/') && covers(one, { how: 'static', specifier: target, target }));
}

/** What `file` imports against the rules, each as one readable line. */
function trespasses(file: string, imports: Import[]): string[] {
  const [exception, room] = [exceptionOf(file), roomOf(file)];
  if (exception === undefined && room === undefined) return [`${file} is in no room`];
  return imports
    .filter((one) =>
      exception !== undefined
        ? !exception.may.some((permission) => covers(permission, one))
        : room === undefined || !allows(room, one),
    )
    .map((one) => `${file} may not import ${one.specifier}`);
}

it.each([...ROOMS.map(({ folder }) => folder), ...EXCEPTIONS.map(({ files: place }) => place)])('sees %s', (place) => {
  expect(files.some((file) => file.startsWith(place))).toBe(true);
});

it('allows no file to import across a boundary', () => {
  expect(files.flatMap((file) => trespasses(file, importsOf(file)))).toEqual([]);
});

it('has no folders that import each other in a circle, types included', () => {
  const arrows = new Map<string, Set<string>>(ROOMS.map(({ folder }) => [folder, new Set()]));
  for (const file of files) {
    const from = roomOf(file)?.folder;
    for (const { target } of importsOf(file)) {
      const to = roomOf(target)?.folder;
      if (from !== undefined && to !== undefined && from !== to) arrows.get(from)?.add(to);
    }
  }
  // Take away folders that import none of those left, until none can be taken.
  for (let before = -1; before !== arrows.size; ) {
    before = arrows.size;
    for (const [folder, others] of arrows) if (![...others].some((other) => arrows.has(other))) arrows.delete(folder);
  }
  expect([...arrows.keys()]).toEqual([]);
});

it('has no two files that the page sees under one stem, as .ts and as .tsx', () => {
  const seen = files.filter((file) => !file.startsWith('apps/server/'));
  const stems = seen.map((file) => /([^/]+)\.(tsx?)$/.exec(file)).filter((found) => found !== null);
  const scripts = new Set(stems.filter(([, , kind]) => kind === 'ts').map(([, stem]) => stem));
  const both = stems.filter(([, stem, kind]) => kind === 'tsx' && stem !== 'index' && scripts.has(stem));
  expect(both.map(([name]) => name)).toEqual([]);
});

const isStylesheet = (target: string): boolean => target.endsWith('.css') && existsSync(target);

it('has every relative import name a file that is there, extension included', () => {
  const known = new Set(files);
  const dangling = files.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier, target }) => /^[.#]/.test(specifier) && !known.has(target) && !isStylesheet(target))
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
  ['shared/base/octets.ts', "import fs from 'node:fs'"],
  ['shared/base/octets.ts', "import type { Socket } from 'node:net'"],
  ['shared/base/octets.ts', "type Socket = import('node:net').Socket"],
  ['shared/base/octets.ts', "export * from '../../apps/web/src/ui/range.ts'"],
  ['apps/server/src/control/app.ts', "import { App } from '../apps/web/src/app.tsx'"],
  ['apps/server/src/control/app.ts', "import express from 'express'"],
  ['apps/server/src/control/vite-dev.ts', "import { createServer } from 'vite'"],
  ['apps/server/src/engine/serve.ts', "import { openOutbox } from '../apps/server/src/lab/thread/thread.ts'"],
  ['apps/server/src/engine/serve.ts', "import { demoSite } from './site/site.ts'"],
  ['shared/http1/machine.ts', "import type { Entry } from '#shared/transcript/record/entries.ts'"],
  ['shared/transcript/record/entries.ts', "import type { Replay } from '../replay/replay.ts'"],
  ['apps/web/src/main.tsx', "import { serve } from '../apps/server/src/engine/serve.ts'"],
  ['apps/web/src/features/tape/tape.tsx', "import { Why } from '../why/why.tsx'"],
  ['apps/web/src/features/tape/tape.tsx', "const why = import('../why/why.tsx')"],
  ['apps/web/src/features/tape/tape.tsx', 'const why = import(name)'],
  ['apps/web/src/features/tape/tape.tsx', "import { App } from '../apps/web/src/app.tsx'"],
  ['apps/web/src/session/state/store.ts', "import { Tape } from '../../features/tape/tape.tsx'"],
  ['apps/web/src/session/state/store.ts', "import { send } from '../actions/actions.ts'"],
  ['apps/web/src/features/tape/tape.tsx', "import { basicSetup } from '@codemirror/view'"],
  ['apps/web/src/ui/button.tsx', "import { store } from '../apps/web/src/session/state/store.ts'"],
  ['apps/web/src/ui/button.tsx', "import { en } from '#shared/text/en.ts'"],
  ['apps/desktop/main.ts', ''],
])('would catch, in %s: %s', (file, code) => {
  expect(trespasses(file, importsIn(file, code))).toHaveLength(1);
});
