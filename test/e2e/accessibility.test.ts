/** What axe finds on the page, and whether anything is wider than the window: in both themes, at three sizes. */
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type App, openPage, withApp } from './harness.ts';
import { expectSound, SIZES, THEMES } from './sound.ts';

/** From here on the lower panels stand behind a row of buttons. */
const COMPACT = 900;

let app: App;
let browser: Browser;

withApp((held) => {
  [app, browser] = held;
});

describe.each(THEMES)('in the %s theme', (theme) => {
  it.each(SIZES)('finds nothing serious at %i × %i', async (width, height) => {
    const { page, errors, close } = await openPage(browser, app.url, { theme, width, height });
    await waitsFor(page, 'request line');
    await expectSound(page, 'connected');

    for (const line of ['GET /hello HTTP/1.1', 'Host: localhost', '']) await enter(page, line);
    await waitsFor(page, 'another request');
    await expectSound(page, 'answered');

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Home');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    await waitsFor(page, 'at this step');
    await showStates(page, width);
    await expectSound(page, 'replay with the state diagram');

    await page.keyboard.press('Shift+Slash');
    await page.getByRole('dialog').waitFor();
    await expectSound(page, 'help');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await expectSound(page, 'palette');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.keyboard.press('Control+o');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('users');
    await expectSound(page, 'servers');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.getByTestId('terminal').click();
    await enter(page, 'GET  / HTTP/1.1');
    await waitsFor(page, /refused|closed/);
    await expectSound(page, 'refused');

    expect(errors).toEqual([]);
    await close();
  });
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
