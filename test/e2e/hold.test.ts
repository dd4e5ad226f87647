/** Hold, by keyboard: the server really stops, the client really waits, and each step lets it have what it says. */
import { connect } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt } from './harness.ts';
import { isSound } from './sound.ts';

const strip = async (page: Page) => {
  const found = page.getByTestId('hold');
  return (await found.count()) === 0 ? '' : (await found.innerText()).replaceAll('\u202f', ' ');
};
const kept = async (page: Page) => {
  const found = page.getByTestId('kept');
  return (await found.count()) === 0 ? '' : found.innerText();
};
const mode = (page: Page) => page.getByTestId('mode').innerText();
const shown = async (page: Page) => (await page.getByTestId('terminal').innerText()).replaceAll('\u00a0', ' ');

/** To the button of this name, by Tab alone, and presses it. */
async function press(page: Page, name: RegExp): Promise<void> {
  const button = page.getByRole('dialog').getByRole('button', { name });
  for (let i = 0; i < 20; i++) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
}

/** The dialog, opened from the terminal, with a stop after `octets`. */
async function chooseStop(page: Page, octets: string): Promise<void> {
  await expect.poll(() => shown(page)).toContain('connected to');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+P');
  const field = page.getByRole('textbox', { name: 'How many octets' });
  await field.waitFor();
  for (let i = 0; i < 20 && !(await field.evaluate((element) => element === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.type(octets);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain(`after ${octets} octets`);
}

it('stops the engine at an octet, and continues by octet, token and line, by keyboard alone', async () => {
  const page = await openAt('');
  await chooseStop(page, '16');
  await press(page, /^Hold at these stops/);
  await expect.poll(() => strip(page)).toContain('will be held after 16 octets');
  await page.keyboard.press('t');
  await page.keyboard.type('GET /hello HTTP/1.1\nHost: localhost\n\n');

  await expect.poll(() => strip(page)).toMatch(/Held at octet 16: the server has read 40 octets and consumed 16/);
  await expect.poll(() => mode(page)).toBe('held');
  await expect.poll(() => strip(page)).toMatch(/The client has waited [2-9]/);
  await expect.poll(() => kept(page)).toContain('Read, not consumed: 24 octets');
  expect(await shown(page)).not.toContain('200 OK');
  await expect.poll(() => page.getByTestId('waiting').innerText()).toContain('The server is held');

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('s');
  await expect.poll(() => strip(page)).toContain('Held at octet 17');
  await page.keyboard.press('Alt+s');
  await expect.poll(() => strip(page)).toContain('Held at octet 21');
  await page.keyboard.press('Shift+S');
  await expect.poll(() => strip(page)).toContain('Held at octet 26');
  // Replay walks meanwhile, and says that it is Replay; the server stands where it stood.
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => mode(page)).toMatch(/^Replay/);
  await expect.poll(() => strip(page)).toContain('Held at octet 26');

  await page.keyboard.press('z');
  await expect.poll(() => strip(page)).toContain('Clock running');
  await page.keyboard.press('Shift+R');
  await expect.poll(() => shown(page)).toContain('200 OK');
  await expect.poll(() => strip(page)).toBe('');
  await expect.poll(() => kept(page)).toBe('');
  await page.keyboard.press('Shift+Slash');
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain('Hold the server now');
});

it('holds the next client from outside, which gets no answer until it is released', async () => {
  const page = await openAt('');
  await chooseStop(page, '40');
  await press(page, /^Hold it at these stops/);
  await expect.poll(() => strip(page)).toContain('The next connection to Engine will be held');
  const chip = page.getByRole('button', { name: /^Engine/ });
  const port = Number(/:(\d+)/.exec(await chip.innerText())?.[1]);
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (piece: string) => {
    received += piece;
  });
  socket.write('GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');

  await expect.poll(() => strip(page)).toMatch(/Connection #\d+ is held/);
  await page.getByTestId('hold').getByRole('button', { name: /^Show/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => strip(page)).toContain('Held at octet 40');
  expect(received).toBe('');
  await page.keyboard.press('Shift+R');
  await expect.poll(() => received).toContain('200 OK');
  socket.destroy();
});

it('says why Node’s own server cannot be held', async () => {
  const page = await openAt('');
  await expect.poll(() => shown(page)).toContain('connected to');
  await page.keyboard.press('Control+o');
  await expect.poll(() => page.getByRole('combobox').count()).toBe(1);
  await page.keyboard.type('node-http');
  await expect.poll(() => page.getByRole('option').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => shown(page)).toContain('Node’s http');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+P');
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain('Node’s own server cannot be held');
});

isSound('Hold', '', async (page, check) => {
  await chooseStop(page, '16');
  await check('the dialog');
  await press(page, /^Hold at these stops/);
  await expect.poll(() => strip(page)).toContain('will be held');
  await page.keyboard.press('t');
  await page.keyboard.type('GET /hello HTTP/1.1\nHost: localhost\n\n');
  await expect.poll(() => strip(page)).toContain('consumed 16');
  await expect.poll(() => kept(page)).toContain('24 octets');
  await check('held');
});
