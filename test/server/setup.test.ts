import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';
import { isMain } from '../../apps/server/setup/paths.mjs';
import { fromSources, labWorker, version, webSources } from '../../apps/server/src/base/paths.ts';
import { LAB_WORKER } from '../bundles.ts';

afterEach(() => vi.unstubAllEnvs());

it('uses the Chromium named in the environment', () => {
  vi.stubEnv('OCTET_CHROMIUM', process.execPath);
  expect(findChromium()).toBe(process.execPath);
});

it('does not pass over a Chromium that does not run', () => {
  vi.stubEnv('OCTET_CHROMIUM', '/nowhere/chromium');
  expect(findChromium).toThrow('OCTET_CHROMIUM is set to /nowhere/chromium');
});

it('knows a module that was imported from one that was started', () => {
  expect(isMain(import.meta.url)).toBe(false);
});

it('finds the sources when it runs from them', () => {
  expect(fromSources).toBe(true);
  expect(existsSync(webSources)).toBe(true);
  expect(version()).toMatch(/^\d+\.\d+\.\d+/);
});

it('starts the lab’s threads from the bundle of the tests, and without one from TypeScript', async () => {
  expect(labWorker).toEqual(pathToFileURL(LAB_WORKER));
  expect(existsSync(labWorker)).toBe(true);

  vi.stubEnv('OCTET_LAB_WORKER', undefined);
  vi.resetModules();
  const { labWorker: script } = await import('../../apps/server/src/base/paths.ts');
  expect(script.pathname).toMatch(/src\/lab\/worker-dev\.mjs$/);
  const thread = new Worker(script);
  onTestFinished(() => void thread.terminate());
  // Without its settings the lab cannot run: that it says so shows that all of its TypeScript was loaded.
  const [error] = (await once(thread, 'error')) as [Error];
  expect(error.stack).toContain('lab/worker.ts');
});
