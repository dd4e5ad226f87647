/** The composer in real Chromium: octets kept exactly, judged, mended on request, cut, padded, and sent over real sockets. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { chipOf, connectAgain, connectionOn, footerOf, sharePage } from './harness.ts';

let page: Page;

const chip = (name: string) => chipOf(page, name);
const connection = () => connectionOn(page);
const panel = () => page.locator('section[aria-label="Composer"]');
const panelText = () => panel().innerText();
const footer = () => footerOf(page);
const waiting = () => page.getByTestId('waiting').innerText();
const tape = () => page.locator('[role="grid"]').innerText();

/** The text as it is drawn, line by line. */
const drawn = async () => (await page.locator('.cm-line').allInnerTexts()).map((line) => line.trim());
const cut = () => page.locator('.cm-content [role="slider"]');

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function write(...lines: string[]): Promise<void> {
  for (const line of lines) {
    await page.keyboard.type(line);
    await press('Enter');
  }
}

async function connectTo(words: string, name: string): Promise<void> {
  await press('Control+o');
  await expect.poll(() => page.locator('[role="combobox"]').count()).toBe(1);
  await page.keyboard.type(words);
  await expect.poll(() => page.locator('[role="option"]').count()).toBe(1);
  await press('Enter');
  await expect.poll(() => chip(name).count()).toBe(1);
  await expect.poll(connection).toContain('open');
}

/** How many reads the tape counts on its way in, asked on the first octet. */
async function reads(): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press('Home', 'ArrowRight', 'ArrowRight');
  const said = /read 1 of (\d+)/.exec(await page.getByRole('region', { name: 'Tape' }).innerText());
  await press('End');
  return Number(said?.[1] ?? 0);
}

/** Leaves the composer empty, with the focus. */
async function empty(): Promise<void> {
  await page.getByRole('tab', { name: 'Composer' }).click();
  await page.locator('.cm-content').focus();
  await press('Control+a', 'Delete');
  await expect.poll(panelText).toContain('0 octets');
}

async function openTerminal(): Promise<void> {
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByTestId('terminal').click();
}

describe('with the engine', () => {
  sharePage('', { clipboard: true }, (opened) => {
    page = opened;
  });

  beforeEach(async () => {
    await expect.poll(connection).toMatch(/^#\d+/);
    await press('Escape');
    await connectAgain(page);
    await empty();
  });

  it('writes lines with their endings, and sends exactly those octets', async () => {
    await write('GET /hello HTTP/1.1', 'Host: localhost', '');
    await expect.poll(drawn).toEqual(['GET /hello HTTP/1.1CRLF', 'Host: localhostCRLF', 'CRLF', '']);
    await expect.poll(panelText).toContain('A complete request.');
    await expect.poll(panelText).toContain('40 octets');
    await press('Control+Enter');
    await expect.poll(waiting).toContain('another request');
    expect((await tape()).replaceAll('·', ' ')).toContain('Hello, world!');
    await page.getByRole('button', { name: /^History/ }).click();
    await expect.poll(() => page.getByRole('menuitem').innerText()).toContain('GET /hello HTTP/1.1\\r\\n');
  });

  it('keeps all 256 octets through typing, escapes, copy and paste', async () => {
    await page.getByRole('button', { name: '\\x…' }).click();
    const all = Array.from({ length: 256 }, (_, i) => `\\x${i.toString(16).padStart(2, '0')}`).join('');
    await page.getByRole('textbox', { name: 'Octets to insert' }).fill(all);
    await press('Enter');
    await expect.poll(panelText).toContain('256 octets');
    await press('Control+a', 'Control+c', 'ArrowRight', 'Control+v');
    await expect.poll(panelText).toContain('512 octets');
    expect((await drawn()).join('')).toContain('NULSOHSTX');
    // Both halves are the same octets: they are drawn alike.
    const text = (await page.locator('.cm-content').innerText()).replaceAll('\n', '');
    expect(text.slice(0, text.length / 2)).toBe(text.slice(text.length / 2));
    expect(text).toContain('FDFEFF');
    await press('Control+a', 'Control+x');
    await expect.poll(panelText).toContain('0 octets');
    await press('Control+z');
    await expect.poll(panelText).toContain('512 octets');
  });

  it('takes characters as UTF-8, from keys and from the clipboard', async () => {
    await page.keyboard.insertText('é你');
    await expect.poll(panelText).toContain('2 characters · 5 octets');
    await page.evaluate(() => navigator.clipboard.writeText('П\r\nb\nc'));
    await press('Control+v');
    await expect.poll(panelText).toContain('8 characters · 12 octets');
    await expect.poll(drawn).toEqual(['C3A9 éE4BDA0 你D09F ПCRLF', 'bLF', 'c']);
  });

  it('waits for an input method to finish before it writes the octets', async () => {
    await page.keyboard.type('a');
    const devtools = await page.context().newCDPSession(page);
    for (const text of ['ㅎ', '하', '한']) {
      await devtools.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
    }
    await expect.poll(drawn).toEqual(['a한']);
    await devtools.send('Input.insertText', { text: '한' });
    await expect.poll(drawn).toEqual(['aED959C 한']);
    await page.keyboard.type('b');
    await expect.poll(panelText).toContain('3 characters · 5 octets');
    await press('Control+z', 'Control+z', 'Control+z', 'Control+y', 'Control+y', 'Control+y');
    await expect.poll(panelText).toContain('3 characters · 5 octets');
  });

  it('says what will be refused, why and where; mends it on request only, and shows the octets first', async () => {
    await page.keyboard.type('POST / HTTP/1.1');
    await press('Enter');
    await page.keyboard.type('Host: a');
    await press('Shift+Enter');
    await page.keyboard.type('Content-Length: 12');
    await press('Enter', 'Enter');
    await page.keyboard.type('14 octets long');
    await expect.poll(panelText).toContain('declared 12 / actual 14');
    await expect.poll(panelText).toMatch(/Will be refused, octet 24[\s\S]*RFC 9112 §2\.2/);
    await expect.poll(() => page.locator('.cm-content [class*=blamed]').allInnerTexts()).toEqual(['LF']);
    const before = await drawn();
    await page.getByRole('button', { name: '2 fixes' }).click();
    await page.getByRole('menuitem', { name: 'LF → CR LF' }).click();
    await expect.poll(() => page.getByRole('region', { name: /^Fix: puts CR/ }).innerText()).toContain('at 24');
    await expect.poll(() => drawn()).toEqual(before);
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(async () => (await drawn())[1]).toBe('Host: aCRLF');
    await page.getByRole('button', { name: 'Set Content-Length…' }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(panelText).toContain('declared 14 / actual 14');
    await expect.poll(panelText).toContain('A complete request.');
    await press('Control+z');
    await expect.poll(panelText).toContain('declared 12 / actual 14');
  });

  it('changes the ending of one line, and takes CR LF away as one', async () => {
    await write('a', 'b');
    await press('ArrowUp');
    await page.getByRole('button', { name: /^Ends/ }).click();
    await page.getByRole('menuitemradio', { name: 'LF', exact: true }).click();
    await expect.poll(drawn).toEqual(['aCRLF', 'bLF', '']);
    await page.locator('.cm-content').focus();
    await press('Control+Home', 'End', 'Delete');
    await expect.poll(drawn).toEqual(['abLF', '']);
  });

  describe('a cut', () => {
    it('waits for its pause, and can be stopped', async () => {
      await write('GET /hello HTTP/1.1', 'Host: localhost', '');
      await press('Control+Home', 'ArrowRight', 'Alt+x');
      await cut().focus();
      await press('End', 'Escape', 'Control+Enter');
      await expect.poll(panelText).toContain('piece 1 of 2');
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect.poll(panelText).toContain('Stopped: 1 of 40 octets were written.');
      await cut().focus();
      await press('Delete');
      await expect.poll(() => cut().count()).toBe(0);
      await press('Control+z');
      await expect.poll(() => cut().count()).toBe(1);
    });

    it('is made by scissors and a click, and moves with its octets', async () => {
      await write('GET / HTTP/1.1');
      await page.getByRole('button', { name: '✂ Cut' }).click();
      const box = await page.locator('.cm-line').first().boundingBox();
      if (box === null) throw new Error('no line');
      await page.mouse.click(box.x + 14 + 3 * 7.8, box.y + box.height / 2);
      await expect.poll(() => cut().getAttribute('aria-label')).toBe('Cut after 3 octets');
      await page.locator('.cm-content').focus();
      await press('Control+Home');
      await page.keyboard.type('xx');
      await expect.poll(() => cut().getAttribute('aria-label')).toBe('Cut after 5 octets');
    });

    it('everywhere sends octet by octet, each in its own read', async () => {
      await write('GET /hello HTTP/1.1', 'Host: localhost', '');
      await page.getByRole('button', { name: 'Every octet' }).click();
      await expect.poll(panelText).toContain('40 pieces');
      await press('Control+Enter');
      await expect.poll(waiting, { timeout: 20_000 }).toContain('another request');
      await expect.poll(reads).toBe(40);
    });

    it('is made by scissors on the tape, between two octets of a request', async () => {
      await openTerminal();
      await page.keyboard.type('GET /hello HTTP/1.1');
      await press('Enter');
      await expect.poll(waiting).toContain('header');
      await page.getByRole('button', { name: /^Cut a request between two octets/ }).click();
      const first = await page.locator('[data-direction="in"] [data-column="0"]').first().boundingBox();
      if (first === null) throw new Error('no octets');
      const pitch = Number(await page.locator('[data-pitch]').first().getAttribute('data-pitch'));
      await page.mouse.click(first.x + 5.2 * pitch, first.y + first.height / 2);
      await expect.poll(() => cut().getAttribute('aria-label')).toContain('Cut after 5 octets');
      await expect.poll(async () => (await drawn())[0]).toContain('hello HTTP/1.1CRLF');
      // The scissors are put down.
      await expect
        .poll(() =>
          page.getByRole('button', { name: /^Cut a request between two octets/ }).getAttribute('aria-pressed'),
        )
        .toBe('false');
    });

    it('is made on the tape in what was sent, to be sent again', async () => {
      await openTerminal();
      await page.keyboard.type('GET /hello HTTP/1.1');
      await press('Enter');
      await expect.poll(waiting).toContain('header');
      await press('Shift+Tab', 'Home');
      for (let i = 0; i < 4; i++) await press('ArrowRight');
      await press('x');
      await expect.poll(() => cut().getAttribute('aria-label')).toContain('Cut after 3 octets');
      await expect.poll(async () => (await drawn())[0]).toContain('/hello HTTP/1.1CRLF');
    });
  });

  it('calls back what was sent, and what was not, by Alt and the arrows', async () => {
    await write('GET /hello HTTP/1.1', 'Host: localhost', '');
    await press('Control+Enter');
    await expect.poll(waiting).toContain('another request');
    await press('Control+a');
    await page.keyboard.type('draft');
    await press('Alt+ArrowUp');
    await expect.poll(async () => (await drawn())[1]).toContain('Host: localhost');
    await press('Alt+ArrowDown');
    await expect.poll(drawn).toEqual(['draft']);
  });
});

describe('with web-server-1.0', () => {
  sharePage('', {}, (opened) => {
    page = opened;
  });

  beforeEach(async () => {
    await expect.poll(connection).toMatch(/^#\d+/);
    await empty();
    await connectTo('web-server-1.0', 'Web server 1.0');
    await page.locator('.cm-content').focus();
  });

  it('makes two writes at a cut after eight octets, and is answered after the first', async () => {
    await write('GET / HTTP/1.1', '');
    await press('Control+Home', ...Array.from({ length: 8 }, () => 'ArrowRight'), 'Alt+x');
    const slider = page.getByRole('slider', { name: 'Cut after 8 octets' });
    await expect.poll(() => slider.count()).toBe(1);
    await slider.focus();
    await press('PageUp', 'ArrowRight');
    await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('1010');
    await press('Home');
    await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('0');
    await expect.poll(panelText).toContain('2 pieces');
    await press('Control+Enter');
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await expect
      .poll(async () => (await page.getByTestId('terminal').innerText()).replaceAll('\u00a0', ' '))
      .toContain('Hello World');
    // The server read what came first and was done; the rest it never asked for.
    await expect.poll(() => footer()).toContain('GET / HT · 8');
    await expect.poll(() => footer()).toContain('10 octets written, not read yet');
    await expect.poll(() => tape()).toContain('<h1>Hello·World</h1>');
  });

  it.each([
    [1023, 'answers'],
    [1024, 'waits'],
    [1025, 'answers'],
  ] as const)('pads to %i octets: the server %s', async (length, outcome) => {
    await write('GET / HTTP/1.1', '');
    const choice = page.getByRole('button', { name: String(length) });
    if ((await choice.count()) === 0) await page.getByRole('button', { name: 'Pad', exact: true }).click();
    await choice.click();
    await expect
      .poll(async () => (await panelText()).replaceAll(/(?<=\d)\s(?=\d{3} octets)/g, ''))
      .toContain(`${length} octets`);
    await press('Control+Enter');
    if (outcome === 'waits') await expect.poll(waiting).toContain('recv(1024)');
    else await expect.poll(connection).toContain('closed');
    const answered = (await connection()).includes('closed');
    expect(answered).toBe(outcome === 'answers');
    // The next test finds the server free.
    await page
      .getByRole('button', { name: /^Reset/ })
      .click({ timeout: 500 })
      .catch(() => undefined);
  });
});
