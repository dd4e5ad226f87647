/** The terminal in real Chromium, over real sockets: typing, pasting, refusals, ends, and getting out of it. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { connectAgain, connectionOn, sharePage } from './harness.ts';

let page: Page;

sharePage('', { clipboard: true }, (opened) => {
  page = opened;
});

/** Each test begins on a new connection to the engine, with an empty line. */
beforeEach(async () => {
  await expect.poll(() => connectionOn(page)).toMatch(/^#\d+/);
  await press('Escape');
  await connectAgain(page);
  await page.getByTestId('terminal').click();
  await press('Escape');
  await shows('connected to Engine on 127.0.0.1:');
  await shows('› GET / HTTP/1.1');
});

/** What stands on the terminal, one line a line, tags included. */
const screen = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.xterm-rows > div')].map((row) =>
      row.textContent?.replaceAll('\u00a0', ' ').trimEnd(),
    ),
  );

/** Wherever the terminal breaks its lines. */
const shows = (text: string) =>
  expect.poll(async () => flat((await screen()).join(' ')), { timeout: 10_000 }).toContain(flat(text));
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');
const shownLines = async () => (await screen()).filter((line) => line !== '');

const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

async function enter(line: string): Promise<void> {
  await page.keyboard.type(line);
  await press('Enter');
}

async function pasteText(text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await press('Control+v');
}

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

it('sends the suggestion line by line, and shows the answer with its line ends', async () => {
  await press('Tab', 'Enter');
  await shows('→ GET / HTTP/1.1CRLF\n› Host: localhost');
  await press('ArrowRight', 'Enter');
  await shows('→ Host: localhostCRLF\n› an empty line sends the request');
  await press('Control+l', 'Enter');
  await shows('← </html>LF');
  await press('PageUp', 'PageUp', 'PageUp', 'PageUp');
  await shows('← HTTP/1.1 200 OKCRLF');
  // What is typed is always in sight.
  await page.keyboard.type('x');
  await shows('› x');
});

it('puts a caret under the octet that was refused, with the reason and the section', async () => {
  await enter('GET  / HTTP/1.1');
  await shows('RFC 9112 §3');
  const lines = await screen();
  const sent = lines.findIndex((line) => line?.startsWith('→ GET  / HTTP/1.1'));
  expect(lines[sent + 1]?.indexOf('^')).toBe('→ GET  /'.indexOf('  /') + 1);
  expect(lines[sent + 2]).toContain('Refused at octet 4.');
});

it('teaches whoever types nonsense, in any script', async () => {
  await enter('привет 你好');
  await shows('Refused at octet 0.');
  await shows('← HTTP/1.1 400 Bad RequestCRLF');
  await shows('Enter connects again');
  await press('Enter');
  await shows('› GET / HTTP/1.1');
  expect((await shownLines())[0]).toContain('connected to Engine');
});

it('sends a pasted request octet for octet, and converts its line ends only when asked', async () => {
  await pasteText('GET /hello HTTP/1.1\nHost: x\n\n');
  await shows('line endings kept: LF.');
  await press('Tab');
  await shows('line endings changed to CR LF.');
  await press('Tab', 'Enter');
  await shows('→ GET /hello HTTP/1.1LF');
  await shows('Refused at octet 19.');
  await press('Enter');
  await shows('› GET / HTTP/1.1');
  await pasteText('GET /hello HTTP/1.1\nHost: x\n\n');
  await press('Tab', 'Enter');
  await shows('← Hello, world!LF');
});

it('runs a pasted script with its pauses when asked', async () => {
  await pasteText('GET /hello HTTP/1.1\r\n.wait 400\r\nHost: x\r\n\r\n');
  await shows('1 dot-command');
  await press('Shift+Enter');
  await shows('Pausing:');
  expect(await shownLines()).not.toContain('→ Host: xCRLF');
  await shows('← Hello, world!LF');
});

it('sends octets, escapes, repetitions and files as they are', async () => {
  await enter('.hex 50 4f5354');
  await shows('→ POST');
  await enter('.text  /echo HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 6\\r\\n\\r\\n');
  await shows('6 octets of content to come');
  await enter('.repeat 2 a\\x1b');
  await shows('→ aESCaESC');
  const chooser = page.waitForEvent('filechooser');
  await enter('.file');
  await (await chooser).setFiles({
    name: 'two.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('\x07\xff', 'latin1'),
  });
  await shows('two.bin: 2 octets.');
  await shows('← aESCaESCBEL\\xFF');
});

it('explains a command it does not know', async () => {
  await enter('.hlep');
  await shows('Did you mean .help?');
  await press('Control+l');
  await expect.poll(shownLines).not.toContainEqual(expect.stringContaining('.hlep'));
  await enter('.help');
  await shows('.repeat 1000 ab');
});

it('ends lines as Enter is set, and one line the other way', async () => {
  await enter('.lf');
  await shows('Enter now sends LF.');
  await page.keyboard.type('GET / HTTP/1.1');
  await press('Shift+Enter');
  await shows('→ GET / HTTP/1.1CRLF');
  await enter('Host: x');
  await shows('→ Host: xLF');
  await enter('.crlf');
  await shows('Enter now sends CR LF.');
});

it('sends every key at once in key mode, and says so', async () => {
  await enter('.key');
  await shows('Key mode: every key goes out at once. Backspace sends 7F');
  await page.keyboard.type('GE');
  await press('Backspace');
  await shows('→ GEDEL');
  await shows('Refused at octet 2.');
  await page.getByRole('button', { name: /key mode/ }).click();
  await page.getByRole('menuitemradio', { name: /line mode/ }).click();
  await expect.poll(async () => (await screen()).join('\n')).not.toContain('Shift+Backspace');
});

it('half-closes on Ctrl+D, and Enter connects again', async () => {
  await press('Control+d');
  await shows('You half-closed (FIN)');
  await shows('Closed. The client closed first.');
  await press('Enter');
  await shows('› GET / HTTP/1.1');
});

it('resets on Ctrl+C, but copies when something is selected', async () => {
  await enter('GET /hello HTTP/1.1');
  await enter('Host: x');
  await press('Enter');
  await shows('← Hello, world!LF');
  const place = await page.locator('.xterm-screen').boundingBox();
  if (place === null) throw new Error('no terminal');
  const row = (await screen()).findIndex((line) => line?.startsWith('← Hello'));
  const height = place.height / (await screen()).length;
  await page.mouse.dblclick(place.x + 40, place.y + (row + 0.5) * height);
  await press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Hello/);
  await press('Control+c');
  await shows('Reset (RST) by the client');
});

it('is left by Shift+Tab always, and by Tab when nothing is suggested', async () => {
  await expect.poll(() => focused()).toMatch(/^Terminal/);
  await press('Tab');
  await shows('› GET / HTTP/1.1');
  await expect.poll(() => focused()).toMatch(/^Terminal/);
  await press('Tab');
  expect(await focused()).not.toMatch(/^Terminal:/);
  await press('Shift+Tab');
  await expect.poll(() => focused()).toMatch(/^Terminal:/);
  await press('Shift+Tab');
  expect(await focused()).not.toMatch(/^Terminal:/);
});

it('takes text from an input method', async () => {
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await client.send('Input.insertText', { text: '你好' });
  await shows('› 你好');
  await press('ArrowLeft', 'Backspace');
  await shows('› 好');
});

it('shows the same after a reload', async () => {
  await enter('GET /hello HTTP/1.1');
  await enter('Host: x');
  await press('Enter');
  await shows('← Hello, world!LF');
  const before = await shownLines();
  await page.reload();
  await expect.poll(shownLines).toEqual(before);
});

it('shows what another program said and got, and sends nothing on its connection', async () => {
  const port = Number(/:(\d+)$/.exec((await shownLines())[0] ?? '')?.[1]);
  await promisify(execFile)('curl', ['-s', `http://127.0.0.1:${port}/hello`]).catch(() => talk(port));
  await page
    .getByRole('button', { name: /outside/i })
    .first()
    .click();
  await shows('← Hello, world!LF');
  await shows('This connection belongs to another program.');
  await press('t');
  await page.keyboard.type('GET');
  await press('Enter');
  await shows('connected to Engine on 127.0.0.1:');
  await shows('› GET');
});

/** As curl does, where there is none. */
function talk(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end('GET /hello HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket
      .on('error', reject)
      .on('close', () => resolve())
      .resume();
  });
}

it('says what it leaves out', async () => {
  await enter('POST /echo HTTP/1.1');
  await enter('Host: x');
  await enter('Content-Length: 1048576');
  await press('Enter');
  await enter('.repeat 1048576 a');
  await shows('… 1 032 192 octets not shown here: see the tape.');
});
