/** Content under gzip and deflate: every decoded character tied to the compressed octets it came from, and back. */
import { connect } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { chipOf, connectionOn, sharePage } from './harness.ts';
import { isSound } from './sound.ts';

const TEXT = 'abracadabra, abracadabra, abracadabra!';

/** Sends a request with this content from outside and resolves when the answer has come. */
function send(port: number, coding: string, content: Uint8Array): Promise<void> {
  const fields = `Host: a\r\nContent-Encoding: ${coding}\r\nContent-Length: ${content.length}\r\n`;
  const head = `POST /echo HTTP/1.1\r\n${fields}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => socket.write(Buffer.concat([Buffer.from(head, 'latin1'), content])));
    socket.on('error', reject);
    socket.on('data', () => socket.end());
    socket.on('close', () => resolve());
  });
}

let shared: Page;

sharePage('', {}, (opened) => {
  shared = opened;
});

/** The page, and the port of the engine. */
async function open() {
  const page = shared;
  const chip = chipOf(page, 'Engine');
  await expect.poll(() => chip.innerText(), { timeout: 15_000 }).toMatch(/127\.0\.0\.1:\d+/);
  // What connects after the page has a connection of its own is news to it.
  await expect.poll(() => connectionOn(page)).toMatch(/^#\d+/);
  return { page, port: Number(/:(\d+)/.exec(await chip.innerText())?.[1]) };
}

/** A page on the lane of such a request, its content shown, the cursor before the first octet. */
async function look(coding: string, content: Uint8Array) {
  const { page, port } = await open();
  await send(port, coding, content);
  await chipOf(page, /outside/).click();
  await page.locator('[role="gridcell"]').first().waitFor();
  return { page, view: await showContent(page) };
}

/** Shows the content, if it is not shown already. */
async function showContent(page: Page) {
  const toggle = page.locator('button[aria-pressed]', { hasText: /^Content$/ });
  await toggle
    .or(page.getByRole('tab', { name: 'Content' }))
    .first()
    .waitFor();
  if ((await toggle.count()) === 0) await page.getByRole('tab', { name: 'Content' }).click();
  else if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
  return page.getByRole('region', { name: 'Content', exact: true }).first();
}

async function toStart(page: Page): Promise<void> {
  await page.locator('[role="gridcell"][data-lit]').click();
  await page.keyboard.press('Home');
}

const origin = (page: Page) => page.locator('[role="note"][aria-label="Where it came from"]').innerText();
const marked = (page: Page, mark: string) =>
  page.locator(`[aria-label="Content as text"] [class*=${mark}]`).allInnerTexts();

it.each([
  ['gzip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
])('ties decoded characters to compressed octets: %s', async (coding, content) => {
  const { page, view } = await look(coding, content);
  await toStart(page);
  await expect.poll(() => view.innerText()).toContain(TEXT);
  await expect.poll(() => view.innerText()).toContain(`${content.length} octets ⇒ ${TEXT.length} octets`);
  await expect.poll(() => origin(page)).toContain('Point at a character');

  const line = await page.locator('[data-at="0"]').boundingBox();
  const at = (offset: number) => ({
    x: (line?.x ?? 0) + (offset + 0.5) * 7.83,
    y: (line?.y ?? 0) + (line?.height ?? 0) / 2,
  });
  await page.mouse.move(at(0).x, at(0).y);
  await expect.poll(() => origin(page)).toMatch(/^octet 0: a literal from compressed octets? .*, bits \d+–\d+\.$/);
  // Every compressed octet named there is selected on the tape.
  expect(await page.locator('[role="gridcell"][aria-selected="true"]').count()).toBeGreaterThan(0);

  await page.mouse.move(at(30).x, at(30).y);
  await expect
    .poll(() => origin(page))
    .toMatch(/^octets 14–36: a copy of length 23 and distance 13 \(octets 1–13, over and over\) from compressed/);
  expect((await marked(page, 'copied')).join('')).toBe(TEXT.slice(1, 14));

  await page.mouse.click(at(30).x, at(30).y);
  await page.mouse.move(0, 0);
  await expect.poll(async () => (await marked(page, 'lit')).join('')).toContain(TEXT.slice(14, 37));
  expect((await marked(page, 'copied')).join('')).not.toBe('');
  await expect.poll(() => origin(page)).toMatch(/^compressed octet \d+: Huffman-coded symbols/);

  // Back to the header of the stream, which no decoded octet came from.
  await page.locator('[role="gridcell"][data-lit]').click();
  for (let i = 0; i < content.length; i++) {
    if (/(gzip|zlib) header/.test(await origin(page))) break;
    await page.keyboard.press('ArrowLeft');
  }
  await expect.poll(() => origin(page)).toMatch(/^compressed octet \d+: (gzip|zlib) header/);
  await expect.poll(() => marked(page, 'lit')).toEqual([]);
});

it('is walked by keys: through the characters, and to the octets they came from', async () => {
  const content = gzipSync(`${TEXT}\nсвет\n${TEXT}`);
  const { page, view } = await look('gzip', content);
  await toStart(page);
  await expect.poll(() => view.innerText()).toContain('свет');
  await page.getByRole('region', { name: 'Content as text' }).focus();
  const pointed = async () => (await marked(page, 'pointed')).join('');
  await page.keyboard.press('ArrowRight');
  await expect.poll(pointed).toBe('a');
  await expect.poll(() => origin(page)).toMatch(/^octet 0: a literal/);
  await page.keyboard.press('End');
  await expect.poll(pointed).toBe('LF');
  await page.keyboard.press('ArrowRight');
  // A character of two octets, each with an origin.
  await expect.poll(pointed).toBe('с');
  await page.keyboard.press('ArrowDown');
  await expect.poll(pointed).toBe('a');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => origin(page)).toMatch(/a copy of length \d+ and distance/);
  expect((await marked(page, 'copied')).join('')).toContain('abracadabra');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(pointed).toBe('');
  await expect.poll(async () => (await marked(page, 'lit')).join('')).toContain('с');
});

it('shows what has come so far of content that is still to come', async () => {
  const content = gzipSync(TEXT.repeat(3));
  const { page, port } = await open();
  const head = `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: ${content.length}\r\n\r\n`;
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  socket.write(Buffer.concat([Buffer.from(head, 'latin1'), content.subarray(0, 18)]));
  await chipOf(page, /outside/).click();
  await page.locator('[role="gridcell"]').first().waitFor();
  const view = await showContent(page);
  await expect.poll(() => view.innerText()).toContain('decoded so far · 18 octets ⇒');
  await expect.poll(() => view.innerText()).toContain('abr');
  expect(await view.innerText()).not.toContain('Wrong');
  socket.write(content.subarray(18));
  await toStart(page);
  await expect.poll(() => view.innerText()).toContain(`${content.length} octets ⇒ ${TEXT.length * 3} octets`);
  socket.destroy();
});

it('takes deflate without its format and says so', async () => {
  const { page, view } = await look('deflate', deflateRawSync(TEXT));
  await toStart(page);
  await expect.poll(() => view.innerText()).toContain('without the zlib format');
  await expect.poll(() => view.innerText()).toContain(TEXT);
});

it('decodes two codings, br as one block, and refuses three', async () => {
  const twice = await look('deflate, gzip', gzipSync(deflateSync(TEXT)));
  await toStart(twice.page);
  await expect.poll(() => twice.view.innerText()).toContain(TEXT);
  const block = await look('gzip, br', brotliCompressSync(gzipSync(TEXT)));
  await toStart(block.page);
  await expect.poll(() => block.view.innerText()).toContain(TEXT);
  const thrice = await look('gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(TEXT))));
  await toStart(thrice.page);
  await expect.poll(() => thrice.view.innerText()).toContain('3 codings on one content: Octet decodes at most 2');
});

it('shows what came out before a fault, and where the fault is', async () => {
  const content = gzipSync(TEXT);
  content[content.length - 5] = (content.at(-5) as number) ^ 1;
  const { page, view } = await look('gzip', content);
  await toStart(page);
  await expect
    .poll(() => view.innerText())
    .toMatch(new RegExp(`Error at compressed octet ${content.length - 8}: the CRC-32 sent is 0x[0-9A-F]{8}`));
  await expect.poll(() => view.innerText()).toContain(TEXT);
});

it('shows a megabyte', async () => {
  const big = Buffer.concat(
    Array.from({ length: 20_000 }, (_, n) => Buffer.from(`line ${n} of a large text, ${n * n}\n`)),
  );
  const { page, view } = await look('gzip', gzipSync(big.subarray(0, 1024 * 1024)));
  await toStart(page);
  await expect.poll(() => view.innerText(), { timeout: 15_000 }).toMatch(/⇒ [\d ,.\u202f]+ octets/);
});

isSound('coded content', '', async (page, check) => {
  const waiting = page.getByTestId('waiting');
  await waiting.filter({ hasText: 'request line' }).waitFor();
  for (const line of ['GET /gzip HTTP/1.1', 'Host: localhost', 'Accept-Encoding: gzip', '']) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  await waiting.filter({ hasText: 'another request' }).waitFor();
  const view = await showContent(page);
  await expect.poll(() => view.innerText()).toContain('octets ⇒');
  await check('compressed content');
});
