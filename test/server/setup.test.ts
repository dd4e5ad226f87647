import { existsSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';
import { isMain } from '../../apps/server/setup/paths.mjs';
import { fromSources, labWorker, version, webSources } from '../../apps/server/src/base/paths.ts';

afterEach(() => vi.unstubAllEnvs());

it('takes the Chromium it is told to take', () => {
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
  expect(labWorker.pathname).toMatch(/src\/lab\/worker-dev\.mjs$/);
  expect(existsSync(labWorker)).toBe(true);
  expect(existsSync(webSources)).toBe(true);
  expect(version()).toMatch(/^\d+\.\d+\.\d+/);
});
