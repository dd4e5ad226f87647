/** What axe finds on the page, and whether anything is wider than the window: in both themes, at three sizes. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { isSound } from './sound.ts';

/** From here on the lower panels stand behind a row of buttons. */
const COMPACT = 900;

isSound('Play', '', async (page, check, width) => {
  await waitsFor(page, 'request line');
  await check('connected');

  for (const line of ['GET /hello HTTP/1.1', 'Host: localhost', '']) await enter(page, line);
  await waitsFor(page, 'another request');
  await check('answered');

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  await waitsFor(page, 'at this step');
  await showStates(page, width);
  await check('replay with the state diagram');

  await page.keyboard.press('Shift+Slash');
  await page.getByRole('dialog').waitFor();
  await check('help');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await check('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('users');
  await check('servers');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.getByTestId('terminal').click();
  await enter(page, 'GET  / HTTP/1.1');
  await waitsFor(page, /refused|closed/);
  await check('refused');
});

isSound('the composer', '', async (page, check) => {
  await page.getByRole('tab', { name: 'Composer' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.type('POST /é HTTP/1.1\nContent-Length: 3\n\nab');
  await page.keyboard.press('Control+Home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+x');
  await page.getByRole('slider', { name: 'Cut after 3 octets' }).waitFor();
  await page.getByRole('button', { name: 'Pad', exact: true }).click();
  await page.getByRole('button', { name: 'Every octet' }).click();
  await check('cut');
  // The way out is in sight.
  await expect.poll(() => page.getByRole('button', { name: /^Send|^Connect and send/ }).isVisible()).toBe(true);
});

isSound('an error', '#/labs/errors/server-half-closes', async (page, check) => {
  await page.getByText('shutdown', { exact: false }).or(page.getByText('still heard')).first().waitFor();
  await check('before');
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.getByTestId('returned').filter({ hasText: 'still heard' }).waitFor();
  await check('after');
});

isSound('an address', '#/labs/names', async (page, check) => {
  await page.getByLabel('A name, an address or a prefix').fill('::ffff:192.0.2.1');
  await page.getByText('the longest run of zeros').waitFor();
  await check('taken apart');
});

isSound('a load', '#/labs/concurrency', async (page, check) => {
  await page.getByLabel('Client 1 says nothing for').fill('0');
  await page.getByLabel(/^Static files, threads/).check();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const state = page.locator('[data-server="static-threads"]').getByTestId('state');
  await state.filter({ hasText: 'done' }).waitFor();
  await check('after a run');
});

async function waitsFor(page: Page, words: string | RegExp): Promise<void> {
  await page.getByTestId('waiting').filter({ hasText: words }).waitFor({ timeout: 15_000 });
}

async function enter(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

async function showStates(page: Page, width: number): Promise<void> {
  await page.getByRole(width < COMPACT ? 'button' : 'tab', { name: 'States', exact: true }).click();
  // A row of tabs keeps the keys for itself.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}
