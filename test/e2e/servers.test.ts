/** Choosing a server, by keyboard alone: its answer, its bugs, its backlog, its death. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { chipOf, connectionOn, footerOf, panelOf, sharePage, withOwnApp } from './harness.ts';

withOwnApp();

let page: Page;

sharePage('', {}, (opened) => {
  page = opened;
});

/** Each test begins with no dialog open, and the focus in the terminal, on an empty line. */
beforeEach(async () => {
  await expect.poll(connection).toMatch(/^#\d+/);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('[role="dialog"]').count()).toBe(0);
  await page.getByTestId('terminal').click();
  await page.keyboard.press('Escape');
});

const chip = (name: string) => chipOf(page, name);
const connection = () => connectionOn(page);
const terminal = async () => (await page.getByTestId('terminal').innerText()).replaceAll('\u00a0', ' ');
const standing = () => page.getByTestId('standing').innerText();
const footer = () => footerOf(page);

/** Opens the picker and finds a server by typing. */
async function find(words: string): Promise<void> {
  await page.keyboard.press('Control+o');
  await expect.poll(() => page.locator('[role="combobox"]').count()).toBe(1);
  await page.keyboard.type(words);
  await expect.poll(() => page.locator('[role="option"]').count()).toBe(1);
}

async function choose(words: string, name: string): Promise<void> {
  await find(words);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('[role="dialog"]').count()).toBe(0);
  await expect.poll(terminal).toContain(name);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
}

async function say(...lines: string[]): Promise<void> {
  for (const line of lines) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
}

/** Has the octets of a shortcoming put into the terminal, and sends them. */
async function trigger(words: string, shortcoming: string): Promise<void> {
  await find(words);
  await page.locator(`[data-shortcoming="${shortcoming}"]`).getByRole('button', { name: 'Trigger it' }).click();
  await expect.poll(terminal).toContain('Ready');
  await page.keyboard.press('Enter');
}

const HEAD = ['Host: example.local', 'Accept: text/html', ''];

const ANSWERS: readonly [words: string, name: string, lines: readonly string[], answer: RegExp][] = [
  ['web-server-1.0', 'Web server 1.0', ['hello'], /<h1>Hello World/],
  ['one-page', 'One page', ['GET / HTTP/1.1'], /<h1>One page/],
  ['static-threads', 'Static files, threads', ['GET / HTTP/1.1'], /Visits: 1/],
  ['users-api', 'Users API', ['GET /users HTTP/1.1', ...HEAD], /200 OK/],
  ['echo', 'Echo', ['hello'], /← hello/],
  ['tcp-upper serial', 'Upper case, serial', ['hello'], /← HELLO/],
  ['tcp-upper-select', 'Upper case, select', ['hello'], /← HELLO/],
  ['tcp-upper-tasks', 'Upper case, threads', ['hello'], /← HELLO/],
  ['udp-upper', 'Upper case, UDP', ['hello'], /← HELLO/],
  ['three-answers', 'Three answers', ['GET / HTTP/1.1'], /Привет!/],
  ['node-http', 'Node’s http', ['GET /hello HTTP/1.1', 'Host: a', ''], /Hello, world!/],
  ['engine table', 'Engine', ['GET /hello HTTP/1.1', 'Host: a', ''], /Hello/],
];

it('is answered by every server, one after the other', async () => {
  for (const [words, name, lines, answer] of ANSWERS) {
    await choose(words, name);
    await say(...lines);
    await expect.poll(terminal, { message: words }).toMatch(answer);
    await expect.poll(() => chip(name).count(), { message: words }).toBe(1);
  }
});

it('keeps what was typed when another server is chosen', async () => {
  await page.keyboard.type('half a line');
  await choose('echo', 'connected to Echo');
  await expect.poll(() => terminal()).toContain('half a line');
  await page.keyboard.press('Enter');
  await expect.poll(terminal).toContain('← half a line');
});

const SHOWN = [
  ['one-page', 'any-method', 'One page'],
  ['static-threads', 'no-allow', '405 Method Not Allowed'],
  ['users-api', 'no-accept', "500 b'Internal Server Error'"],
  ['web-server-1.0', 'anything', 'Hello World'],
] as const;

describe('a shortcoming', () => {
  it('is shown, whichever server has it', async () => {
    for (const [words, shortcoming, answer] of SHOWN) {
      await trigger(words, shortcoming);
      await expect.poll(terminal, { message: words }).toContain(answer);
      // What HTTP makes of it is said as that: this server has refused nothing.
      expect(await terminal(), words).not.toContain('Refused');
    }
  });

  it('is not sent before somebody says so', async () => {
    await find('static-threads');
    await page.locator('[data-shortcoming="one-word"]').getByRole('button', { name: 'Trigger it' }).click();
    await expect.poll(terminal).toContain('Ready: 5 octets');
    expect(await terminal()).not.toContain('→ GET');
    await page.keyboard.press('Escape');
    await expect.poll(terminal).not.toContain('Ready');
  });

  it('leaves web-server-1.0 waiting for ever after exactly 1024 octets', async () => {
    await trigger('web-server-1.0', 'full-read');
    await find('web-server-1.0');
    await expect.poll(standing).toMatch(/Busy with #\d+ .*forever/);
    await page.getByRole('button', { name: 'Restart' }).click();
    await expect.poll(standing).toContain('Listening');
  });

  it('ends three-answers, which stays down until it is started again', async () => {
    await trigger('three-answers', 'one-word');
    await expect.poll(footer).toContain('ValueError: not enough values to unpack');
    await expect.poll(connection).toContain('server crashed');
    await page.getByRole('button', { name: 'Restart now' }).click();
    await expect.poll(() => chip('Three answers').innerText()).toMatch(/:\d+/);
  });
});

describe('a fix', () => {
  const wrong = (shortcoming: string) => page.locator(`[data-shortcoming="${shortcoming}"]`);
  const open = async (words: string, shortcoming: string) => {
    await find(words);
    await wrong(shortcoming).getByRole('button', { name: 'Fix it' }).click();
  };

  it('is the lines that mend it, the section, and a proof', async () => {
    await open('users-api', 'no-accept');
    const fix = wrong('no-accept');
    await expect.poll(() => fix.innerText()).toContain('RFC 9110 §12.5.1');
    await expect.poll(() => fix.locator('[data-sign="-"]').first().innerText()).toContain("req.headers.get('Accept');");
    await expect.poll(() => fix.locator('[data-sign="+"]').allInnerTexts()).toHaveLength(3);
    await fix.getByRole('button', { name: 'Prove it' }).click();
    await expect.poll(() => fix.getByRole('definition').allInnerTexts()).toHaveLength(2);
    const [before, after] = await fix.getByRole('definition').allInnerTexts();
    expect(before).toContain("500 b'Internal Server Error'");
    expect(after).toContain('HTTP/1.1 200 OK');
  });

  it('runs as a separate server, with the same octets in the terminal, and with its own source', async () => {
    await open('users-api', 'no-accept');
    await page.getByRole('button', { name: 'Run the fixed server' }).click();
    await expect.poll(terminal).toContain('Ready');
    await page.keyboard.press('Enter');
    await expect.poll(terminal).toContain('HTTP/1.1 200 OK');
    await expect.poll(() => chip('Users API, no-accept fixed').count()).toBe(1);
    const source = panelOf(page, 'Source');
    await expect.poll(() => source.innerText()).toContain('patched/users-api-no-accept.ts');
    await expect.poll(() => footer()).toContain('closed');
  });

  it('is offered on as many connections as it takes', async () => {
    await open('users-api', 'stored-xss');
    await page.getByRole('button', { name: 'Run the fixed server' }).click();
    await expect.poll(terminal).toContain('on a new connection');
    await page.keyboard.press('Enter');
    await expect.poll(terminal).toContain('&lt;script&gt;');
  });

  it('keeps datagrams datagrams', async () => {
    await open('udp-upper', 'not-utf8');
    await page.getByRole('button', { name: 'Run the fixed server' }).click();
    await expect.poll(terminal).toContain('Ready');
    await page.keyboard.press('Enter');
    await expect.poll(terminal).toContain('datagram back 1: 3 octets');
  });

  it('says why there is none', async () => {
    await open('users-api', 'pipelined');
    await expect.poll(() => wrong('pipelined').innerText()).toContain('A few lines do not fix this');
    await expect.poll(() => page.getByRole('button', { name: 'Run the fixed server' }).count()).toBe(0);
  });
});

it('has the engine let LF alone end a line, and shows the rows that do', async () => {
  await choose('engine table', 'connected to Engine');
  await find('engine table');
  await page.getByRole('checkbox', { name: /^bare-lf/ }).click();
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain('was opened with other options');
  await page.getByRole('button', { name: 'New connection' }).click();
  await expect.poll(() => page.locator('[role="dialog"]').count()).toBe(0);
  await expect.poll(connection).toContain('open');
  await page.getByTestId('terminal').click();
  await say('.lf', 'GET /hello HTTP/1.1', 'Host: x', '');
  await expect.poll(terminal).toContain('200 OK');
  expect(await terminal()).not.toContain('Refused');
  await say('.crlf');
  await expect.poll(() => page.getByRole('tree').innerText()).toContain('tolerated');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Home');
  await page.keyboard.press('n');
  const source = panelOf(page, 'Source');
  await expect
    .poll(() => source.locator('[aria-current="step"], [data-lit]').first().innerText())
    .toContain('when bare-lf');
  await page.getByRole('tab', { name: 'States' }).click();
  await page.getByRole('button', { name: /^field line field-start/ }).press('Enter');
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain('allowed by bare-lf');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Structure' }).click();
  await find('engine table');
  await page.getByRole('button', { name: 'Restore defaults' }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: /^bare-lf/ }).isChecked()).toBe(false);
});

it('says what the engine would refuse, and never that a tutorial’s server has', async () => {
  await trigger('users-api', 'bare-lf');
  await expect.poll(terminal).toContain('The engine would refuse this');
  const body = async () => (await page.locator('body').innerText()).replaceAll('\u00a0', ' ');
  await expect.poll(body).toContain('the engine would refuse');
  expect(await body()).not.toMatch(/\b(is refused|has refused|: refused|Refused)\b/);
});

it('kills a profile and leaves page, engine and other profiles alone', async () => {
  await choose('tcp-upper-tasks', 'connected to Upper case, threads');
  const other = /#\d+/.exec(await connection())?.[0];
  await choose('tcp-upper serial', 'connected to Upper case, serial');
  await find('tcp-upper serial');
  await page.getByRole('button', { name: 'Crash it' }).click();
  await expect.poll(standing).toContain('killed from the page');
  await page.keyboard.press('Escape');
  await expect.poll(footer).toMatch(/Upper case, serial crashed/);
  await page.getByRole('button', { name: /^#\d+/ }).first().click();
  await page.getByRole('menuitemradio', { name: new RegExp(`${other} `) }).click();
  await page.getByTestId('terminal').click();
  await say('still there');
  await expect.poll(terminal).toContain('← STILL THERE');
  await choose('engine table', 'connected to Engine');
  await say('GET /hello HTTP/1.1', 'Host: a', '');
  await expect.poll(terminal).toContain('200 OK');
});

it('shows which client waits in the backlog, behind which, and its accept', async () => {
  await find('one-page');
  await page.locator('[data-shortcoming="serial"]').getByRole('button', { name: 'Trigger it' }).click();
  await expect.poll(connection).toContain('in the backlog');
  await expect.poll(footer).toMatch(/One page is serving #\d+/);
  await page.keyboard.type('GET / HTTP/1.1');
  await page.keyboard.press('Enter');
  await expect.poll(footer).toContain('16 octets sent into the backlog');
  expect(await terminal()).not.toContain('One page</h1>');
  const waiting = /#\d+/.exec(await connection())?.[0];
  await page.getByRole('button', { name: /^Show #/ }).click();
  await expect.poll(connection).toContain('open');
  await page.getByTestId('terminal').click();
  await say('GET / HTTP/1.1');
  await expect.poll(terminal).toContain('<h1>One page');
  await page.getByRole('button', { name: /^#\d+/ }).first().click();
  await page.getByRole('menuitemradio', { name: new RegExp(`${waiting} `) }).click();
  await expect.poll(terminal).toContain('<h1>One page');
});

it('shows datagrams with their bounds, and offers no FIN and no RST', async () => {
  await choose('udp-upper', 'UDP socket for Upper case, UDP');
  await say('one');
  await expect.poll(terminal).toContain('datagram back 1: 5 octets');
  await say('three');
  await expect.poll(terminal).toContain('datagram back 2: 7 octets');
  await expect
    .poll(() => terminal())
    .toMatch(/datagram 1: 5 octets[\s\S]*datagram back 1: 5 octets[\s\S]*datagram 2: 7 octets/);
  await expect.poll(() => page.locator('[role="grid"]').first().innerText()).toContain('datagram 2: 7 octets');
  await expect.poll(() => page.getByRole('button', { name: 'Half-close' }).count()).toBe(0);
  await say('.repeat 65508 x');
  await expect.poll(terminal).toMatch(/at\s+most\s+65.507\s+octets/);
  await page.getByRole('button', { name: 'Close socket' }).click();
  await expect.poll(terminal).toMatch(/UDP\s+has\s+no\s+FIN/);
});

it('starts web-server-1.0 with --once, and says that it has served its one connection', async () => {
  await find('web-server-1.0');
  await page.getByRole('checkbox', { name: /--once/ }).check();
  const running = page.getByRole('button', { name: 'Restart' });
  if ((await running.count()) > 0) await running.click();
  else await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(standing).toContain('Listening');
  await page.getByRole('button', { name: 'Connect', exact: true }).last().click();
  await expect.poll(terminal).toContain('connected to Web server 1.0');
  await say('hello');
  await expect.poll(footer).toContain('it served its one connection');
  await page.reload();
  await expect.poll(connection).toMatch(/^#\d+/);
  await find('web-server-1.0');
  await expect.poll(() => page.getByRole('checkbox', { name: /--once/ }).isChecked()).toBe(true);
});
