/** The source of the tutorials' servers in real Chromium: the line that runs is lit in step with the tape, both ways. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt, panelOf } from './harness.ts';
import { isSound } from './sound.ts';

let page: Page;

async function open(server: string): Promise<void> {
  page = await openAt(`#server=${server}`);
  await ready();
}

const ready = () => expect.poll(waiting).toContain('your first octets');
const waiting = () => page.getByTestId('waiting').innerText();
const panel = () => panelOf(page, 'Source');
/** The lit line: its number, how it is lit, and its code. */
const lit = async () => {
  const line = panel().locator('[aria-current="step"]').first();
  const found = await line.evaluate((one) => [
    one.dataset.line,
    one.dataset.look,
    one.querySelector('code')?.textContent,
  ]);
  return found.map((part) => part?.trim()).join(' ');
};
const words = async () => (await panel().locator('footer, [data-testid="source-line"]').first().innerText()).trim();
const variable = (name: string) => panel().locator(`[data-variable="${name}"]`).innerText();

async function enter(line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Puts the focus where single keys are commands. */
async function toTape(): Promise<void> {
  await page.locator('[role="gridcell"][data-lit]').click();
}

/** Presses a key until the lit line fits; gives all that were lit on the way. */
async function stepTo(key: string, fits: RegExp): Promise<string[]> {
  const seen = [await lit()];
  while (!fits.test(seen.at(-1) ?? '')) {
    if (seen.length > 120) throw new Error(`never lit: ${fits}\n${seen.join('\n')}`);
    const before = await words();
    await page.keyboard.press(key);
    await expect.poll(words, { interval: 20 }).not.toBe(before);
    seen.push(await lit());
  }
  return seen;
}

it('lights the line of users-api that dies of a request without Accept, forwards and backwards', async () => {
  await open('users-api');
  for (const line of ['GET /users HTTP/1.1', 'Host: example.local', '']) await enter(line);
  await expect.poll(waiting).toContain('closed');
  await toTape();
  await page.keyboard.press('Home');
  await expect.poll(lit).toMatch(/runs .*servSock\.accept\(\)/);
  await expect.poll(() => waiting()).toContain('accept');

  const forwards = await stepTo('.', /raises .*isIn\('text\/html', accept\)/);
  await expect.poll(() => panel().innerText()).toContain("TypeError: argument of type 'NoneType' is not iterable");
  await expect.poll(() => variable('accept')).toContain('None');
  const rest = await stepTo('.', /runs const \{ status, reason, body \} =/);
  expect(rest.some((line) => line.includes('this.#sendError(client, caught(e))'))).toBe(true);
  await page.keyboard.press('.');
  await expect.poll(() => variable('reason')).toContain("b'Internal Server Error'");

  const backwards = await stepTo(',', /servSock\.accept\(\)/);
  expect(backwards.reverse().slice(0, forwards.length)).toEqual(forwards);
});

it('shows web-server-1.0 waiting at recv after exactly 1024 octets, and says why', async () => {
  await open('web-server-1.0');
  await enter('x'.repeat(1022));
  await expect.poll(waiting).toMatch(/exactly 1.024 octets.*more will come/);
  await expect.poll(lit).toMatch(/runs const chunk = yield\* client\.recv\(1024\);/);
  await expect.poll(() => variable('data')).toMatch(/1.024 octets/);
  await expect.poll(() => panel().innerText()).toMatch(/waits in recv\(1024\)/);

  // Back through the lines that ran after the read, then to the same line before it.
  await toTape();
  await page.keyboard.press('End');
  const seen = await stepTo(',', /data = plus\(data, chunk\)/);
  expect(seen.length).toBe(3);
  await expect.poll(() => variable('data')).toMatch(/^●?\s*data\s*0 octets/);
  await page.keyboard.press(',');
  await expect.poll(waiting).toContain('your first octets');
  await expect.poll(lit).toMatch(/client\.recv\(1024\)/);

  // Inside the read it is the recv that takes it.
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.getByTestId('step').innerText()).toMatch(/2/);
  await expect.poll(() => lit()).toMatch(/client\.recv\(1024\)/);
  await page.keyboard.press('End');
  await page.keyboard.press('t');
  await enter('');
  await expect.poll(waiting).toContain('closed');
});

it('shows the Python beside it, lit together', async () => {
  await open('echo');
  await page.getByRole('button', { name: 'Wide' }).click();
  await page.getByRole('button', { name: 'Python' }).click();
  const lines = panel().locator('[aria-current="step"]');
  const both = async () => (await lines.allInnerTexts()).map((text) => text.replace(/^\D*\d+\s*/, ''));
  await expect
    .poll(both)
    .toEqual(['const request = decode(yield* client.recv(4096));', "request = client.recv(4096).decode('utf-8')"]);
  await toTape();
  await page.keyboard.press(',');
  await expect.poll(both).toEqual(['yield* os.print(addr);', 'print(addr)']);
  // A serial server: let it go on.
  await page.keyboard.press('t');
  await enter('');
  await expect.poll(waiting).toContain('closed');
});

it('marks the line a server dies at, and keeps it on the whole row', async () => {
  await open('three-answers');
  await enter('GET');
  await expect.poll(lit).toMatch(/fatal throw new ValueError/);
  await expect.poll(() => panel().innerText()).toContain('The server dies here');
  await toTape();
  await page.keyboard.press(',');
  await expect.poll(lit).toMatch(/raises throw new ValueError/);
  await expect.poll(() => waiting()).toMatch(/died.*not enough values to unpack/);
  await page.keyboard.press(',');
  await expect.poll(lit).toMatch(/runs if \(resource === undefined\)/);
  await page.getByRole('button', { name: 'Wide' }).click();
  await expect.poll(() => page.getByRole('region', { name: 'Why', exact: true }).count()).toBe(0);
  await expect.poll(() => lit()).toMatch(/runs if \(resource === undefined\)/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('region', { name: 'Why', exact: true }).count()).toBe(1);
});

isSound('the source', '#server=static-threads', async (other, check, width) => {
  page = other;
  await ready();
  // It answers the first read and closes: a second line could meet a closed socket.
  await enter('GET /none HTTP/1.1');
  await expect.poll(waiting).toContain('closed');
  if (width < 900) await page.getByRole('button', { name: 'Source', exact: true }).click();
  await expect.poll(lit).toMatch(/clientConn\.close\(\)/);
  await check('closed');
});
