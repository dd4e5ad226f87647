/** LAYERS in real Chromium: what each layer put around the octets at the cursor, and how that is known. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt } from './harness.ts';
import { isSound } from './sound.ts';

async function ask(page: Page): Promise<void> {
  const waiting = page.getByTestId('waiting');
  await waiting.filter({ hasText: 'request line' }).waitFor();
  for (const line of ['GET /hello HTTP/1.1', 'Host: localhost', '']) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  await waiting.filter({ hasText: 'another request' }).waitFor();
}

async function show(page: Page) {
  await page
    .getByRole('tab', { name: 'Layers' })
    .or(page.getByRole('button', { name: 'Layers' }))
    .first()
    .click();
  return page.getByRole('region', { name: 'Layers', exact: true }).last();
}

const flat = (text: string) => text.replace(/\s+/g, ' ');

it('follows the cursor: the handshake, octets each way with what stands around them, the end', async () => {
  const page = await openAt('');
  await ask(page);
  const panel = await show(page);
  const words = async () => flat(await panel.innerText());
  await expect.poll(words).toContain('The server wrote');

  await page.locator('[role="gridcell"][data-lit]').click();
  await page.keyboard.press('Home');
  await expect.poll(words).toContain('Nothing has happened yet');
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(words)
    .toMatch(/three segments.*client → server: SYN.*server → client: SYN ACK.*client → server: ACK/);
  await expect.poll(() => words()).toContain('adds nothing');

  await page.keyboard.press('ArrowRight');
  await expect.poll(words).toMatch(/The server read 21 octets/);
  await expect.poll(() => words()).toMatch(/Ethernet 14 IPv4 20\+ TCP 20\+ 21 octets/);
  await expect.poll(() => words()).toMatch(/octet 1 of 21/);
  await expect.poll(() => words()).toMatch(/Recorded here: 1 write, 1 read/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(words).toMatch(/octet 2 of 21/);

  await panel.locator('summary', { hasText: 'Transport' }).press('Enter');
  const port = await page.getByRole('button', { name: /^Engine/ }).innerText();
  const number = /:(\d+)/.exec(port)?.[1];
  await expect.poll(words).toContain(`destination port ${number} known`);
  await expect.poll(() => words()).toMatch(/sequence number, relative 1 inferred/);
  await expect.poll(() => words()).toMatch(/window unknown/);
  // What is unfolded stays so, and its numbers follow.
  await page.locator('[role="gridcell"][data-lit]').click();
  await page.keyboard.press('End');
  await expect.poll(words).toContain(`source port ${number} known`);
});

it('shows a FIN and a segment of the handshake as one chooses them, by keyboard', async () => {
  const page = await openAt('');
  await ask(page);
  const panel = await show(page);
  const words = async () => flat(await panel.innerText());
  await page.getByTestId('terminal').click();
  await page.keyboard.press('Control+d');
  await expect.poll(words).toMatch(/has nothing more to send.*FIN ACK|The socket is gone/);
  await page
    .locator('[role="gridcell"][data-lit]')
    .first()
    .click()
    .catch(() => undefined);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await panel.locator('summary', { hasText: 'Transport' }).press('Enter');
  await panel.getByRole('button', { name: /SYN ACK/ }).press('Enter');
  await expect.poll(words).toMatch(/flags SYN ACK inferred/);
});

it('shows datagrams as they are: no handshake, and a boundary that is real', async () => {
  const page = await openAt('#server=udp-upper');
  await page.getByTestId('waiting').filter({ hasText: 'datagram' }).waitFor({ timeout: 15_000 });
  await page.getByTestId('terminal').click();
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  const panel = await show(page);
  const words = async () => flat(await panel.innerText());
  await expect.poll(words).toMatch(/The server sent \d+ octets as one datagram.*IPv4 20\+ UDP 8 \d+ octets/);
  await expect.poll(() => words()).toContain('here the boundary is real');
  await page.locator('[role="gridcell"][data-lit]').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect.poll(words).toMatch(/UDP makes no connection|The server took/);
  expect(await words()).not.toContain('SYN');
});

isSound('Layers', '', async (page, check) => {
  await ask(page);
  const panel = await show(page);
  await panel.getByText('The server').first().waitFor();
  await panel.locator('summary', { hasText: 'Internet' }).press('Enter');
  await check('an answer');
});
