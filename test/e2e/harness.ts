/**
 * What the end-to-end tests build on: the built app on a free port, and real Chromium on its page.
 *
 * The files that one worker runs share an app and a browser; each page gets an empty profile.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

/** As root Chromium has no sandbox; the other flags keep it offline and away from a GPU that is not there. */
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
/** A limit for an app that hangs, not a measure of speed. */
const START_TIMEOUT = 60_000;

export interface App {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the built app on a port the system chooses. @throws Error with its output if it does not come up */
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
async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: run npm test, which finds or installs one');
  return chromium.launch({ executablePath, args: FLAGS });
}

let shared: Promise<readonly [App, Browser]> | null = null;

async function startShared(): Promise<readonly [App, Browser]> {
  const [app, browser] = await Promise.all([startApp(), startBrowser()]);
  // Vitest ends a worker with this signal. The browser ends with the process that started it.
  process.once('SIGTERM', () => {
    app.process.kill();
    process.exit();
  });
  return [app, browser];
}

/** The app and the browser of this worker. The first file that needs them starts them. */
export function sharedApp(): Promise<readonly [App, Browser]> {
  shared ??= startShared();
  return shared;
}

let own: App | null = null;

/** Gives the file that calls it an app of its own: its tests leave servers started with other options, crashed or busy. */
export function withOwnApp(): void {
  beforeAll(async () => {
    own = await startApp();
  });
  afterAll(async () => {
    await own?.stop();
    own = null;
  });
}

export interface PageOptions {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** The page may read and write the clipboard. */
  readonly clipboard?: boolean;
}

/** A page for the running test. It closes after the test; an error in the page fails the test. */
export async function openPage(url: string, options: PageOptions = {}): Promise<Page> {
  const [, browser] = await sharedApp();
  const { theme = 'light', width = 1440, height = 900, clipboard = false } = options;
  const context = await browser.newContext({ baseURL: url, colorScheme: theme, viewport: { width, height } });
  if (clipboard) await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors, 'errors of the page').toEqual([]);
  });
  await page.goto(url);
  return page;
}

/** {@link openPage} at an address of the app that begins with the # of a place; an empty one is Play. */
export async function openAt(address: string, options: PageOptions = {}): Promise<Page> {
  const app = own ?? (await sharedApp())[0];
  return openPage(`${app.url}${address}`, options);
}
