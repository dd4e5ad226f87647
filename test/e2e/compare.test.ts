/** The places of the page, and the same octets to several real servers, in real Chromium. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt, withOwnApp } from './harness.ts';
import { expectSound, isSound } from './sound.ts';

withOwnApp();

const SETTLES = { timeout: 15_000 };

const matrixRow = (page: Page, server: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: server }) })
    .first();

/** The cells of a server's row, by column: the answer apart from what was predicted of it, the verdict's level alone. */
async function cellsOf(page: Page, server: string): Promise<Record<string, string>> {
  const row = matrixRow(page, server);
  const [answer, taken, requests, connection, , verdict] = await row.getByRole('cell').allInnerTexts();
  const letter = (await row.getByRole('rowheader').innerText()).split('\n')[0] ?? '';
  const [plain, predicted] = (answer ?? '').split('\n').filter((line) => line !== '');
  const level = verdict?.split('\n')[0] ?? '';
  return { letter, answer: plain, predicted, taken, requests, connection, verdict: level } as Record<string, string>;
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText('8 of 8 servers done').waitFor();
  await page.getByRole('heading', { name: 'Two servers, side by side' }).waitFor();
}

it('goes from place to place and finds Play as it was left', async () => {
  const page = await openAt('');
  await page.getByText('connected to Engine').first().waitFor();
  await page.keyboard.type('GET / HTTP/1.1');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('contentinfo').innerText(), SETTLES).toContain('header field');
  await page.keyboard.type('Host: ha');

  const places = page.getByRole('navigation', { name: 'Places' });
  await places.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: 'Compare' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/compare');
  await expect.poll(() => places.getByRole('link', { name: 'Compare' }).getAttribute('aria-current')).toBe('page');
  await expect.poll(() => page.getByTestId('terminal').isVisible()).toBe(false);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to play');
  await page.keyboard.press('Enter');
  await page.getByTestId('terminal').waitFor();
  const rows = () => page.locator('.xterm-rows > div').allInnerTexts();
  await expect.poll(async () => (await rows()).join('\n').replaceAll('\u00a0', ' '), SETTLES).toContain('Host: ha');
  await expect.poll(() => page.getByRole('contentinfo').innerText()).toContain('header field');

  await page.goBack();
  await page.getByRole('heading', { name: 'Compare' }).waitFor();
});

it('sends a request without Host to eight servers, and opens one of them in Play', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'No Host' }).click();
  await send(page);

  const refused = { letter: 'A', answer: '400 Bad Request', taken: '18 of 18', requests: '1', verdict: 'allowed' };
  const answered = { letter: 'B', answer: '200 OK', taken: '18 of 18', requests: '1', verdict: 'wrong' };
  await page.getByText('as predicted').nth(6).waitFor();
  await expect.poll(() => page.getByText('as predicted').count()).toBe(7);
  const predicted = 'as predicted';
  await expect.poll(() => cellsOf(page, 'Engine, hardened')).toEqual({ ...refused, connection: 'closed', predicted });
  await expect.poll(() => cellsOf(page, 'Engine, rfc')).toEqual({ ...refused, connection: 'closed', predicted });
  await expect.poll(() => cellsOf(page, 'Node’s http')).toEqual({ ...refused, connection: 'closed' });
  await expect.poll(() => cellsOf(page, 'Users API')).toMatchObject({ letter: 'A', verdict: 'allowed' });
  await expect.poll(() => cellsOf(page, 'Web server 1.0')).toEqual({ ...answered, connection: 'closed', predicted });
  await expect.poll(() => cellsOf(page, 'Three answers')).toEqual({ ...answered, connection: 'kept open', predicted });
  await expect.poll(() => matrixRow(page, 'One page').innerText()).toContain('RFC 9112 §3.2');
  await expect.poll(() => page.getByTestId('divergence').innerText()).toContain('They diverge at octet 17, LF.');

  await matrixRow(page, 'Web server 1.0').getByRole('button', { name: 'Open Web server 1.0 in Play' }).click();
  await page.getByTestId('terminal').waitFor();
  await expect.poll(() => page.getByRole('banner').innerText(), SETTLES).toContain('Web server 1.0');
});

it('shows that a cut after eight octets takes the naive servers out of the pack at octet 7', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'Cut after 8 octets' }).click();
  await send(page);
  await expect
    .poll(() => cellsOf(page, 'Engine, hardened'))
    .toMatchObject({ letter: 'A', taken: '35 of 35', verdict: 'allowed' });
  await expect
    .poll(() => cellsOf(page, 'Web server 1.0'))
    .toMatchObject({ letter: 'B', taken: '8 of 35', verdict: 'wrong' });
  await expect.poll(() => matrixRow(page, 'Web server 1.0').innerText()).toContain('before the request was complete');
  await page.getByRole('combobox', { name: 'Right' }).selectOption('web-server-1.0');
  await expect.poll(() => page.getByTestId('divergence').innerText()).toContain('They diverge at octet 7, T.');
});

it('takes what was sent in Play along, and leaves the engine reading as it did', async () => {
  const page = await openAt('');
  await page.getByText('connected to Engine').first().waitFor();
  for (const line of ['GET /x HTTP/1.1', 'Host: a']) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('contentinfo').innerText(), SETTLES).toContain('another request');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('c');
  const box = page.getByRole('textbox', { name: 'Octets to send' });
  await box.waitFor();
  await expect.poll(() => box.inputValue()).toBe('GET /x HTTP/1.1\\r\\n\nHost: a\\r\\n\n\\r\\n\n');
  await box.fill('GET / HTTP/1.1\\q');
  await page.getByText('Character 15 does not start a valid escape.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Send to all' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'No Host' }).click();
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText(/Stopped|servers done/).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Stop' }).isDisabled()).toBe(true);

  await page.getByRole('link', { name: 'Play' }).click();
  await page.getByTestId('terminal').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new connection');
  await page.keyboard.press('Enter');
  await page.getByText('connected to Engine').first().waitFor();
  await page.getByTestId('terminal').click();
  // Refused only by the hardened reading.
  await page.keyboard.type('GET /%00 HTTP/1.1');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('contentinfo').innerText(), SETTLES).toMatch(/refused|closed/);
});

it('sends the octets of Play to other servers without leaving it, and shows the connection of one', async () => {
  const page = await openAt('');
  await page.getByText('connected to Engine').first().waitFor();
  await page.getByTestId('terminal').click();
  await page.keyboard.type('GET / HTTP/1.1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('contentinfo').innerText(), SETTLES).toMatch(/refused|closed/);
  await page.getByRole('button', { name: /^Compare/ }).click();
  await page.getByRole('menuitem', { name: 'Here, in a strip' }).click();
  const strip = page.getByTestId('quick');
  await expect.poll(() => strip.innerText(), { timeout: 30_000 }).toMatch(/\d different outcomes/);
  await expect.poll(() => strip.getByRole('listitem').count()).toBe(8);
  await expect.poll(() => strip.getByRole('button', { name: /Engine, hardened/ }).innerText()).toMatch(/400, closed/);
  await expect
    .poll(() => strip.getByRole('button', { name: /Web server 1.0/ }).innerText())
    .toMatch(/200, closed\s+wrong/);
  await expectSound(page, 'the strip');
  await strip.getByRole('button', { name: /Web server 1.0/ }).click();
  await expect.poll(() => page.getByRole('grid').innerText()).toContain('Hello·World');
  await expect.poll(() => page.getByText('nothing more can be sent').count()).toBe(0);
  await strip.getByRole('button', { name: 'Open Compare' }).click();
  await page.getByText('8 of 8 servers done').waitFor();
  await page.getByRole('link', { name: 'Play' }).click();
  await strip.getByRole('button', { name: 'Close the strip' }).click();
  await expect.poll(() => strip.count()).toBe(0);
});

isSound('Compare', '#/compare', async (page, check) => {
  await page.getByRole('heading', { name: 'Compare' }).waitFor();
  await check('before a run');
  await send(page);
  await page.getByText('Where each pair diverges').click();
  await check('after a run');
});
