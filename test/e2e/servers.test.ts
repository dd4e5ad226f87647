/** Choosing a server, by keyboard alone: its answer, its bugs, its backlog, its death. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, type OpenPage, openPage, startApp, startBrowser } from './harness.ts';

let app: App;
let browser: Browser;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await app.stop();
});

beforeEach(async () => {
  opened = await openPage(browser, app.url);
  page = opened.page;
  await expect.poll(() => chip('Engine').innerText()).toMatch(/:\d+/);
  await expect.poll(connection).toContain('open');
});

afterEach(async () => {
  const { errors } = opened;
  await opened.close();
  expect(errors).toEqual([]);
});

const chip = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).first();
const connection = () => page.getByRole('button', { name: /^#\d+/ }).first().innerText();
const terminal = async () => (await page.getByTestId('terminal').innerText()).replaceAll('\u00a0', ' ');
const standing = () => page.getByTestId('standing').innerText();
const footer = () => page.getByRole('contentinfo').innerText();

/** Opens the picker and finds a server by typing. */
async function find(words: string): Promise<void> {
  await page.keyboard.press('Control+o');
  await expect.poll(() => page.getByRole('combobox').count()).toBe(1);
  await page.keyboard.type(words);
  await expect.poll(() => page.getByRole('option').count()).toBe(1);
}

async function choose(words: string, name: string): Promise<void> {
  await find(words);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
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

it.each([
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
])('is answered by %s', async (words, name, lines, answer) => {
  await choose(words, `for ${name}`.slice(words === 'udp-upper' ? 0 : 4));
  await say(...lines);
  await expect.poll(terminal).toMatch(answer);
  await expect.poll(() => chip(name).count()).toBe(1);
});

it('keeps what was typed when another server is chosen', async () => {
  await page.keyboard.type('half a line');
  await choose('echo', 'connected to Echo');
  expect(await terminal()).toContain('half a line');
  await page.keyboard.press('Enter');
  await expect.poll(terminal).toContain('← half a line');
});

describe('a shortcoming', () => {
  it.each([
    ['one-page', 'any-method', 'One page'],
    ['static-threads', 'no-allow', '405 Method Not Allowed'],
    ['users-api', 'no-accept', "500 b'Internal Server Error'"],
    ['web-server-1.0', 'anything', 'Hello World'],
  ])('of %s is shown: %s', async (words, shortcoming, answer) => {
    await trigger(words, shortcoming);
    await expect.poll(terminal).toContain(answer);
    // What HTTP makes of it is said as that: this server has refused nothing.
    expect(await terminal()).not.toContain('Refused');
  });

  it('is not sent before somebody says so', async () => {
    await find('static-threads');
    await page.locator('[data-shortcoming="one-word"]').getByRole('button').click();
    await expect.poll(terminal).toContain('Ready: 5 octets');
    expect(await terminal()).not.toContain('→ GET');
    await page.keyboard.press('Escape');
    await expect.poll(terminal).not.toContain('Ready');
  });

  it('leaves web-server-1.0 waiting for ever after exactly 1024 octets', async () => {
    await trigger('web-server-1.0', 'full-read');
    await find('web-server-1.0');
    await expect.poll(standing).toMatch(/Busy with #\d+ .*for ever/);
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

it('kills a profile and leaves the engine alone', async () => {
  await choose('tcp-upper serial', 'connected to Upper case, serial');
  await find('tcp-upper serial');
  await page.getByRole('button', { name: 'Crash it' }).click();
  await expect.poll(standing).toContain('killed from the page');
  await page.keyboard.press('Escape');
  await expect.poll(footer).toMatch(/Upper case, serial crashed/);
  await choose('engine table', 'connected to Engine');
  await say('GET /hello HTTP/1.1', 'Host: a', '');
  await expect.poll(terminal).toContain('200 OK');
});

it('shows who waits in the backlog, for whom, and its accept', async () => {
  await find('one-page');
  await page.locator('[data-shortcoming="serial"]').getByRole('button').click();
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
  await say('one', 'three');
  await expect.poll(terminal).toContain('datagram back 2: 7 octets');
  expect(await terminal()).toMatch(/datagram 1: 5 octets[\s\S]*datagram back 1: 5 octets[\s\S]*datagram 2: 7 octets/);
  await expect.poll(() => page.locator('[role="grid"]').first().innerText()).toContain('datagram 2: 7 octets');
  expect(await page.getByRole('button', { name: 'Half-close' }).count()).toBe(0);
  await say('.repeat 65508 x');
  await expect.poll(terminal).toMatch(/at most 65.507 octets/);
  await page.getByRole('button', { name: 'Close socket' }).click();
  await expect.poll(terminal).toContain('UDP has no FIN');
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
  expect(await page.getByRole('checkbox', { name: /--once/ }).isChecked()).toBe(true);
});
