/**
 * The main job once in Firefox, driven over WebDriver BiDi: a request typed, answered, and walked by keyboard.
 * Everything else is tested in Chromium.
 */
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFirefox } from '../../apps/server/setup/find-firefox.mjs';
import { type App, startApp } from './harness.ts';

const executablePath = findFirefox();
if (executablePath === null) {
  console.warn(
    'Not run in Firefox: none found. Install it (Debian: apt-get install firefox-esr) or set OCTET_FIREFOX.',
  );
}

let app: App;
let browser: Browser;
let page: Page;
const errors: string[] = [];
/** Firefox takes its time to start on a busy machine. */
const START_TIMEOUT = 120_000;

beforeAll(async () => {
  if (executablePath === null) return;
  app = await startApp();
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    timeout: START_TIMEOUT,
    defaultViewport: { width: 1440, height: 900 },
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(app.url);
}, START_TIMEOUT);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const text = (selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText);
const waiting = () => text('[data-testid="waiting"]');
const why = () => text('aria/Why[role="region"]');
const step = async () => (await text('[data-testid="step"]')).replace(/\s+/g, ' ');
/** The name of the lit octet. */
const lit = () => page.$eval('[role="gridcell"][data-lit]', (cell) => cell.getAttribute('aria-label'));

async function enter(line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

async function chord(modifier: KeyInput, key: KeyInput): Promise<void> {
  await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  await page.keyboard.up(modifier);
}

it.skipIf(executablePath === null)('walks a typed request back to octet 0 and forward to the response', async () => {
  await expect.poll(waiting).toContain('request line');
  await enter('GET /hello HTTP/1.1');
  await expect.poll(waiting).toContain('header field');
  await enter('Host: localhost');
  await expect.poll(waiting).toContain('empty line');
  await enter('');
  await expect.poll(waiting).toContain('another request');
  await expect.poll(() => text('[data-testid="terminal"]')).toContain('200 OK');

  await page.click('[role="gridcell"][data-lit]');
  await page.keyboard.press('Home');
  await expect.poll(step).toMatch(/^step 0 \//);
  expect(await waiting()).toContain('accept');

  // Step 1 is the server accepting, step 2 the first octet.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(lit).toMatch(/octet 0, G.*method/);
  await expect.poll(why).toMatch(/Octet 0 is “G”/);
  expect(await why()).toMatch(/start.*→.*method/s);

  await chord('Shift', 'ArrowRight');
  await expect.poll(lit).toMatch(/octet 2, T/);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(lit).toMatch(/octet 1, E/);
  await chord('Alt', 'ArrowRight');
  await expect.poll(lit).toMatch(/octet 20, LF/);
  expect(await waiting()).toContain('header field');

  await page.keyboard.press('End');
  await expect.poll(() => text('[data-testid="mode"]')).toContain('Live');
  await expect.poll(why).toContain('The response to request 1 is complete');
  expect(errors).toEqual([]);
});
