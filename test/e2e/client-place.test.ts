/** The Client place in real Chromium: form and octets in step, hops, cookies, failures, files, and the raw room. */
import { createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openAt, sharePage } from './harness.ts';
import { isSound } from './sound.ts';

const octets = (page: Page) => page.getByRole('textbox', { name: 'As octets' });
const form = (page: Page) => page.getByRole('region', { name: 'As a form' });
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click();
const start = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const hops = (page: Page) => page.getByTestId('hop');
const inStep = (page: Page, words: string | RegExp) => page.getByTestId('in-step').filter({ hasText: words }).waitFor();

const ready = (page: Page) => page.waitForFunction(() => document.querySelector('textarea')?.value.includes('GET'));

let page: Page;

describe('the form', () => {
  sharePage('#/client', {}, (opened) => {
    page = opened;
  });

  /** Each test begins with the first of the starting points. */
  beforeEach(async () => {
    await page.evaluate(() => {
      location.hash = '#/client';
    });
    await page.getByRole('button', { name: 'GET /', exact: true }).waitFor();
    await start(page, 'GET /');
    await ready(page);
  });

  describe('form and octets', () => {
    it('are always the same request, whichever is changed', async () => {
      await form(page).getByLabel('Method').fill('PUT');
      await tab(page, /^Query/).click();
      await page.getByRole('button', { name: 'Query: Add a line' }).click();
      await page.getByRole('textbox', { name: 'Query: Name 1' }).fill('naïve');
      await page.getByRole('textbox', { name: 'Query: Value 1' }).fill('a b&c');
      await expect
        .poll(() => octets(page).inputValue())
        .toMatch(/^PUT \/\?na%C3%AFve=a\+b%26c HTTP\/1\.1\\r\\n\nHost: 127\.0\.0\.1:\d+\\r\\n/);

      const text = await octets(page).inputValue();
      await octets(page).fill(
        text.replace('PUT', 'POST').replace('Accept: */*', 'X-Mine: yes').replace('a+b%26c', 'z'),
      );
      await expect.poll(() => form(page).getByLabel('Method').inputValue()).toBe('POST');
      await expect.poll(() => page.getByRole('textbox', { name: 'Query: Value 1' }).inputValue()).toBe('z');
      await tab(page, /^Fields/).click();
      await expect.poll(() => page.getByLabel('Fields: Name 1').inputValue()).toBe('X-Mine');
      await inStep(page, 'in sync');

      await tab(page, /^Content/).click();
      await form(page).getByLabel('Kind').selectOption('json');
      await form(page).getByRole('textbox', { name: 'JSON' }).fill('{"a": 1}');
      await expect
        .poll(() => octets(page).inputValue())
        .toContain('Content-Type: application/json\\r\\n\nContent-Length: 8\\r\\n');
    });

    it('part where no form can say the octets, and nothing is lost', async () => {
      const before = await octets(page).inputValue();
      await octets(page).fill('GET  /hello HTTP/1.1\\r\\n\n\\r\\n\n');
      await inStep(page, /octet 4 breaks a rule.*RFC 9112/);
      await expect.poll(() => form(page).getByLabel('Method').isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Send these octets as they stand' }).click();
      await hops(page).getByText('400 Bad Request', { exact: true }).waitFor();
      await expect.poll(() => octets(page).inputValue()).toBe('GET  /hello HTTP/1.1\\r\\n\n\\r\\n\n');
      await page.getByRole('button', { name: 'Rewrite from the form' }).click();
      await expect.poll(() => octets(page).inputValue()).toBe(before);
      await expect.poll(() => form(page).getByLabel('Method').isEnabled()).toBe(true);
      await octets(page).fill('GET \\q');
      await inStep(page, 'Character 5 of the text does not start a valid escape');
      await expect
        .poll(() => page.getByRole('button', { name: 'Send these octets as they stand' }).isDisabled())
        .toBe(true);
    });

    it('report the errors of a form', async () => {
      await form(page).getByLabel('URL').fill('ftp://127.0.0.1/');
      await form(page).getByText('this client speaks http and https').waitFor();
      await expect.poll(() => page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    });
  });

  describe('what came', () => {
    it('is shown hop by hop, with the cookie that was set on the way', async () => {
      await start(page, 'Redirect with a cookie');
      await tab(page, 'Sending').click();
      await page.getByLabel('Follow redirects').uncheck();
      await send(page);
      await hops(page).getByText('303 See Other', { exact: true }).waitFor();
      await expect.poll(() => hops(page).count()).toBe(1);
      await expect
        .poll(() => page.getByTestId('jar').textContent())
        .toMatch(/user=Ada.*GET http:.*\/login\?user=Ada.*sent$/);
      await expect.poll(() => octets(page).inputValue()).toContain('Cookie: user=Ada\\r\\n');
      await page.getByRole('button', { name: 'Load the next hop into the form' }).click();
      await expect.poll(() => form(page).getByLabel('URL').inputValue()).toMatch(/\/cookie$/);
      await send(page);
      await hops(page).getByTestId('content').filter({ hasText: 'user=Ada' }).waitFor();
      await expect.poll(() => hops(page).textContent()).toContain(', reused');

      await start(page, 'Redirect with a cookie');
      await send(page);
      await hops(page).nth(1).getByText('200 OK', { exact: true }).waitFor();
      await expect.poll(() => hops(page).first().textContent()).toContain('303 leads to GET');
      await page.getByRole('button', { name: 'Empty the jar' }).click();
      await page.getByText('Empty. A response with Set-Cookie fills it.').waitFor();
      expect(await octets(page).inputValue()).not.toContain('Cookie:');
    });

    it('is a failure with what, where, why, what to do, and Python’s own words', async () => {
      await start(page, 'Timeout');
      await send(page);
      const problem = page.getByTestId('problem');
      await problem.filter({ hasText: 'sent nothing for 1 s' }).waitFor();
      await expect.poll(() => problem.textContent()).toMatch(/What to do:.*httpx\.ReadTimeout/);

      await start(page, 'Raise for status');
      await send(page);
      await problem.filter({ hasText: 'The status is 404 Not Found' }).waitFor();
      await expect.poll(() => problem.textContent()).toContain('httpx.HTTPStatusError');
    });

    it('stops on request', async () => {
      await start(page, 'Timeout');
      await tab(page, 'Sending').click();
      await page.getByLabel('read', { exact: true }).fill('30');
      await send(page);
      await page.getByText('In progress').waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByTestId('problem').filter({ hasText: 'Stopped while talking to' }).waitFor();
    });

    it('is mapped to the wire, chunk by chunk, and comes in pieces', async () => {
      await start(page, 'Chunked stream');
      await send(page);
      await hops(page).getByText('in hexadecimal').waitFor();
      await tab(page, 'Wire and content').click();
      const cells = page.getByRole('listbox', { name: 'Content' });
      await cells.press('End');
      const last = page.getByTestId('mapped');
      await last.filter({ hasText: 'Octet 75 of the content, LF' }).waitFor();
      await cells.press('ArrowLeft');
      await last.filter({ hasText: 'Octet 74 of the content' }).waitFor();
      await tab(page, 'Pieces').click();
      expect(await page.getByTestId('pieces').getByRole('listitem').count()).toBeGreaterThan(3);
    });

    it('is decoded, or shown as it was sent', async () => {
      await start(page, 'Compressed content');
      await send(page);
      await hops(page).getByText('Line 12: what repeats itself is said once.').waitFor();
      await expect
        .poll(() => hops(page).textContent())
        .toMatch(/gzip decoded: \d+ octets on the wire became 507 octets/);
      await tab(page, 'Wire and content').click();
      await page.getByRole('listbox', { name: 'Content' }).press('End');
      await page
        .getByTestId('mapped')
        .filter({ hasText: /of the content, LF: octets? \d+/ })
        .waitFor();
      await page.getByTestId('mapped').filter({ hasText: 'copy of octets' }).waitFor();
      await tab(page, 'Text').click();
      await tab(page, 'Sending').click();
      await page.getByLabel('Decode content').uncheck();
      await send(page);
      await hops(page).getByText('Still encoded with gzip').waitFor();
    });

    it('opens in Play, at the server’s end', async () => {
      await start(page, 'GET /');
      await send(page);
      await page.getByRole('button', { name: 'Open in Play' }).click();
      await page.getByTestId('waiting').waitFor();
      expect(page.url()).toMatch(/#\/$/);
    });
  });

  describe('a file', () => {
    it('is sent as a part, octet for octet', async () => {
      await start(page, 'Upload a file');
      await tab(page, /^Content/).click();
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Add a file' }).click();
      const content = Buffer.from([0, 1, 0xff, 0x0d, 0x0a, 0x2d, 0x2d]);
      await (await chooser).setFiles({ name: 'odd "name".bin', mimeType: 'application/x-odd', buffer: content });
      await page.getByRole('textbox', { name: 'Part 3: File name' }).waitFor();
      await expect
        .poll(() => octets(page).inputValue())
        .toContain('filename="odd %22name%22.bin"\\r\\n\nContent-Type: application/x-odd');
      await expect.poll(() => octets(page).inputValue()).toContain('\\x00\\x01\\xff\\r\\n\n--\\r\\n');
      await send(page);
      await hops(page).getByText('SHA-256').waitFor();
    });
  });

  describe('a server that is not ours', () => {
    it('is connected to only after consent', async () => {
      let connections = 0;
      const server = createServer((socket) => {
        connections++;
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nmine\n'));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      await form(page).getByLabel('URL').fill(`http://127.0.0.1:${port}/`);
      await send(page);
      await page.getByTestId('problem').filter({ hasText: 'this target has not been allowed' }).waitFor();
      expect(connections).toBe(0);
      await page.getByRole('button', { name: /See where .* leads/ }).click();
      await page.getByRole('button', { name: 'Allow and continue' }).click();
      await hops(page).getByText('mine').waitFor();
      expect(connections).toBe(1);
      await page.getByRole('button', { name: 'Open in Play' }).click();
      await page.getByTestId('waiting').filter({ hasText: 'The connection is closed' }).waitFor();
      await expect.poll(() => page.getByRole('banner').textContent()).toContain(`127.0.0.1:${port}`);
    });
  });

  describe('by keyboard alone', () => {
    it('a request is written, sent and read', async () => {
      await form(page).getByLabel('URL').focus();
      await page.keyboard.press('End');
      await page.keyboard.type('unicode');
      await page.getByRole('button', { name: 'Send', exact: true }).focus();
      await page.keyboard.press('Enter');
      await hops(page).getByText('Привет').waitFor();
      await tab(page, 'Text').focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText('This is not JSON').waitFor();
    });
  });
});

describe('the raw room', () => {
  it('shows the changes to the lines, each piece, and the split', async () => {
    const page = await openAt('#/client/raw');
    await ready(page);
    await expect.poll(() => page.getByTestId('change').textContent()).toContain('4 CRs are inserted');
    await start(page, 'gzip and chunked');
    await start(page, 'sendall');
    await page.getByTestId('eof').filter({ hasText: 'the server has closed' }).waitFor();
    const split = page.getByTestId('split');
    await expect
      .poll(() => split.textContent())
      .toMatch(/head \d+ octets.*HTTP\/1\.1 200 OK.*the empty line 2 octets\\r\\n.*body/s);
    await expect.poll(() => split.textContent()).toContain('The first digit of the status is 2: it worked.');
    await expect.poll(() => split.textContent()).toContain('chunked');

    await start(page, 'Unfinished');
    await start(page, 'sendall');
    await page.getByTestId('problem').filter({ hasText: 'sent nothing for 2 s' }).waitFor();
    await page.getByLabel('Turn LF into CR LF').uncheck();
    await expect.poll(() => page.getByTestId('change').textContent()).toContain('every octet is sent as it stands');
  });
});

describe('what this browser sends', () => {
  it('is read back to it, and its connection is in Play', async () => {
    const page = await openAt('#/client/raw');
    await ready(page);
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: /^Open http:.*\/echo in this browser/ }).press('Enter');
    const popup = await opened;
    await expect.poll(() => popup.innerText('body')).toMatch(/^GET \/echo HTTP\/1\.1\n[\s\S]*User-Agent: Mozilla/);
    await popup.close();
    await page.getByRole('link', { name: 'Play', exact: true }).click();
    await page
      .getByRole('button', { name: /outside/ })
      .first()
      .click();
    await expect.poll(() => page.getByTestId('terminal').innerText()).toMatch(/Accept-Language|Mozilla/);
  });
});

isSound('the Client place', '#/client', async (page, check) => {
  await ready(page);
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await check('empty');
  await start(page, 'Redirect with a cookie');
  await send(page);
  await hops(page).nth(1).waitFor();
  await check('hops');
  await start(page, 'Upload a file');
  await tab(page, /^Content/).click();
  await check('parts');
  await tab(page, 'Sending').click();
  await check('sending');
  await start(page, 'Chunked stream');
  await send(page);
  await hops(page).getByText('in hexadecimal').waitFor();
  for (const view of ['Wire and content', 'Pieces', 'Octets', 'JSON']) {
    await tab(page, view).click();
    await check(view);
  }
  await octets(page).fill('GET  /');
  await check('by hand');
  await page.getByRole('link', { name: 'Raw socket' }).click();
  await start(page, 'sendall');
  await page.getByTestId('split').waitFor();
  await check('raw');
});
