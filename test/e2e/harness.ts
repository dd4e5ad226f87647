/**
 * What the end-to-end tests stand on: the built app on a free port, and real Chromium on its page.
 *
 * The files that one worker runs share an app and a browser; each page gets an empty profile.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
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
/** A limit for an app that hangs, not a measure of speed. */
const START_TIMEOUT = 60_000;

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
async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: run npm test, which finds or installs one');
  return chromium.launch({ executablePath, args: FLAGS });
}

let shared: Promise<readonly [App, Browser]> | null = null;

async function startShared(): Promise<readonly [App, Browser]> {
  const [app, browser] = await Promise.all([startApp(), startBrowser()]);
  // With this signal Vitest ends a worker. The browser ends with the process that started it.
  process.once('SIGTERM', () => {
    app.process.kill();
    process.exit();
  });
  return [app, browser];
}

/** The app and the browser of this worker. They start with the first file that asks for them. */
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

interface Opened {
  readonly page: Page;
  /** Closes it. @throws when the page had an error */
  close(): Promise<void>;
}

async function openIn(url: string, options: PageOptions): Promise<Opened> {
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
  await page.goto(url);
  const close = async () => {
    await context.close();
    expect(errors, 'errors of the page').toEqual([]);
  };
  return { page, close };
}

/** A page of the running test. It is closed when the test is over; an error of the page fails the test. */
export async function openPage(url: string, options: PageOptions = {}): Promise<Page> {
  const { page, close } = await openIn(url, options);
  onTestFinished(close);
  return page;
}

/** {@link openPage} at an address of the app, which begins with the # of a place; empty, it is Play. */
export async function openAt(address: string, options: PageOptions = {}): Promise<Page> {
  return openPage(await urlOf(address), options);
}

const urlOf = async (address: string): Promise<string> => `${(own ?? (await sharedApp())[0]).url}${address}`;

/**
 * One page for all tests of the group that calls it: opening one costs more than most tests do. Each test brings it into
 * the state it begins with.
 * @param take gets the page before the first test
 */
export function sharePage(address: string, options: PageOptions, take: (page: Page) => void): void {
  let shown: Opened | null = null;
  beforeAll(async () => {
    shown = await openIn(await urlOf(address), options);
    take(shown.page);
  });
  afterAll(() => shown?.close());
}

// Parts of the page by their elements alone. A search by role computes the role and the name of every element, each
// octet of the tape among them, at every look: a test that looks again and again would do little else.

/** A panel by its title. */
export const panelOf = (page: Page, title: string): Locator =>
  page.locator('section', { has: page.locator(':scope > header h2', { hasText: new RegExp(`^${title}$`) }) }).first();

/** A chip in the header of the page, by how its text begins. */
export const chipOf = (page: Page, begin: string | RegExp): Locator =>
  page.locator('header button', { hasText: typeof begin === 'string' ? new RegExp(`^${begin}`) : begin }).first();

/** What the chip of the connection says: its number, state and age. */
export const connectionOn = (page: Page): Promise<string> => chipOf(page, /^#\d+/).innerText();

/** The lines below Play's panels. */
export const footerOf = (page: Page): Promise<string> => page.locator('footer:not(section footer)').innerText();

/** Connects again to the server of the connection shown. */
export async function connectAgain(page: Page): Promise<void> {
  const number = async () => /#\d+/.exec(await connectionOn(page))?.[0];
  const before = await number();
  await chipOf(page, '#').click();
  await page.getByRole('menuitem', { name: 'New connection' }).click();
  await expect.poll(number).not.toBe(before);
  await expect.poll(() => connectionOn(page)).toContain('open');
}
