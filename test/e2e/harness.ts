/**
 * What the end-to-end tests stand on: the built app on a free port, and real Chromium on its page.
 *
 * Each test file gets its own app and its own browser; each page gets an empty profile.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

/** As root Chromium has no sandbox; the rest keeps it from calling home and from using a GPU that is not there. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const READY = /http:\/\/localhost:(\d+)/;
const START_TIMEOUT = 15_000;

export interface App {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the built app on a port the system chooses. @throws Error with its output when it does not come up. */
export async function startApp(...flags: readonly string[]): Promise<App> {
  const child = spawn(process.execPath, [CLI, '--port', '0', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the app did not start: ${said}`)), START_TIMEOUT);
    const listen = (piece: Buffer) => {
      said += piece;
      const found = READY.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(Number(found));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}: ${said}`)));
  });
  return {
    url: `http://localhost:${port}/`,
    port,
    process: child,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** Real Chromium: the environment's, the system's or playwright's own. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: run npm test, which finds or installs one');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** An app and a browser for all tests of a file: started before the first and handed over, ended after the last. */
export function withApp(take: (held: readonly [App, Browser]) => void): void {
  let held: readonly [App, Browser];
  beforeAll(async () => {
    held = await Promise.all([startApp(), startBrowser()]);
    take(held);
  });
  afterAll(async () => {
    const [app, browser] = held;
    await browser.close();
    await app.stop();
  });
}

export interface PageOptions {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A page on the app, connected and ready to be typed into. Errors of the page fail the test that asks for them. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<OpenPage> {
  const { theme = 'light', width = 1440, height = 900 } = options;
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}

export interface OpenPage {
  readonly page: Page;
  /** Uncaught errors and console errors so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}
