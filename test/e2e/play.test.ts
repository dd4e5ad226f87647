/** The main job in real Chromium: a request typed over a real socket, walked back to octet 0 and forward to the answer. */
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { connectAgain, connectionOn, panelOf, sharePage } from './harness.ts';

let page: Page;

sharePage('', {}, (opened) => {
  page = opened;
});

/** Each test begins on a new connection to the engine, with the focus in the terminal. */
beforeEach(async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(() => connectionOn(page)).toMatch(/^#\d+/);
  await connectAgain(page);
  await page.getByTestId('terminal').click();
  await expect.poll(waiting).toContain('request line');
});

const waiting = () => page.getByTestId('waiting').innerText();
const why = () => panelOf(page, 'Why').innerText();
const source = () => panelOf(page, 'Source').innerText();
/** The name of the lit octet; empty while none is lit. */
const lit = () =>
  page
    .locator('[role="gridcell"][data-lit]')
    .getAttribute('aria-label', { timeout: 500 })
    .catch(() => '');
const step = async () => (await page.getByTestId('step').innerText()).replace(/\s+/g, ' ');

async function enter(line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Puts the focus on the tape, where single keys are commands. */
async function toTape(): Promise<void> {
  await page.locator('[role="gridcell"][data-lit]').click();
}

it('gives the lines of the source that are out of sight the height they have in sight', async () => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const heights = await page
    .getByRole('region', { name: 'Source', exact: true })
    .getByRole('group')
    .evaluate((list) => {
      const groups = [...list.children].filter((one): one is HTMLElement => one instanceof HTMLElement);
      const skipped = groups.filter((one) => getComputedStyle(one).contentVisibility === 'auto');
      const before = list.scrollHeight;
      for (const { style } of skipped) Object.assign(style, { contentVisibility: 'visible', contain: 'layout paint' });
      return { groups: groups.length, skipped: skipped.length, before, after: list.scrollHeight };
    });
  expect(heights.skipped).toBeGreaterThan(heights.groups / 3);
  expect(heights.after).toBe(heights.before);
});

it('walks a typed request back to octet 0 and forward to the response', async () => {
  await enter('GET /hello HTTP/1.1');
  await expect.poll(waiting).toContain('header field');
  await enter('Host: localhost');
  await expect.poll(waiting).toContain('empty line');
  await enter('');
  await expect.poll(waiting).toContain('another request');
  await toTape();

  await page.keyboard.press('Home');
  await expect.poll(step).toMatch(/^step 0 \//);
  await expect.poll(() => waiting()).toContain('accept');

  // Step 1 is the server accepting, step 2 the first octet.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(lit).toMatch(/octet 0, G.*method/);
  // The panels that explain follow the tape a moment later.
  await expect.poll(why).toMatch(/Octet 0 is “G”/);
  const first = await why();
  expect(first).toMatch(/Octet 0 is “G”/);
  expect(first).toMatch(/start.*→.*method/s);
  expect(first).toContain('SP');
  expect(first).toContain('RFC 9110 §9.1');
  await expect.poll(source).toContain('method');

  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(lit).toMatch(/octet 2, T/);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(lit).toMatch(/octet 20, LF/);
  await expect.poll(() => waiting()).toContain('header field');

  // By reads: three lines were typed, so three reads came.
  await page.keyboard.press('BracketRight');
  await expect.poll(lit).toMatch(/octet 37, LF/);
  await page.keyboard.press('BracketRight');
  await expect.poll(lit).toMatch(/octet 39, LF/);
  await expect.poll(() => waiting()).toContain('working on the response');

  await page.keyboard.press('End');
  await expect.poll(() => page.getByTestId('mode').innerText()).toContain('Live');
  await expect.poll(why).toContain('The response to request 1 is complete');
});

it('shows the octet that was refused, why, and the answer that names it', async () => {
  await enter('GET  /two-spaces HTTP/1.1');
  await expect.poll(waiting).toMatch(/refused/);
  await toTape();
  await page.keyboard.press('Home');
  await page.keyboard.press('n');
  await expect.poll(lit).toMatch(/octet 4, space/);
  await expect.poll(why).toContain('Refused');
  const said = await why();
  expect(said).toContain('exactly one space');
  expect(said).toContain('RFC 9112 §3');
  await page.keyboard.press('End');
  await expect.poll(() => page.getByTestId('terminal').innerText()).toContain('octet');
});

it('stops a run at a breakpoint on the octet, and goes on to the end', async () => {
  for (const line of ['GET /hello HTTP/1.1', 'Host: localhost', '']) await enter(line);
  await expect.poll(waiting).toContain('another request');
  await toTape();
  await page.keyboard.press('Home');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(lit).toMatch(/octet 4, \//);
  await page.keyboard.press('b');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect.poll(lit).toMatch(/octet 4, \//);
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('mode').innerText()).toContain('Live');
});

it('decodes chunks and a content coding, mapped back to the octets on the wire', async () => {
  for (const line of ['GET /gzip HTTP/1.1', 'Host: localhost', 'Accept-Encoding: gzip', '']) await enter(line);
  await expect.poll(waiting).toContain('another request');
  await page
    .getByRole('button', { name: 'Content', exact: true })
    .or(page.getByRole('tab', { name: 'Content' }))
    .first()
    .click();
  await expect
    .poll(() => page.getByRole('region', { name: 'Content', exact: true }).first().innerText())
    .toContain('gzip');
});

it('shows what a client sees when the server crashes, and starts it again', async () => {
  await enter('GET /slow?ms=20000 HTTP/1.1');
  await enter('Host: localhost');
  await enter('');
  await expect.poll(waiting).toContain('working on the response');
  await page.getByRole('button', { name: /Engine/ }).click();
  await page.getByRole('button', { name: 'Crash it' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(waiting, { timeout: 10_000 }).toContain('crashed');
  await expect
    .poll(() => page.getByRole('button', { name: /Engine/ }).innerText(), { timeout: 15_000 })
    .toMatch(/127\.0\.0\.1:\d+/);
});
