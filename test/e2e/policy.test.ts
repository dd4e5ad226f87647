/** Who may not talk to the page's server, tried from real Chromium and from a bare socket: refused before the 101. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';
import { type App, FLAGS, startApp } from './harness.ts';

let app: App;
let browser: Browser;
let stranger: Server;

beforeAll(async () => {
  const executablePath = findChromium() ?? '';
  // A foreign name that leads here, as after DNS rebinding.
  const args = [...FLAGS, '--host-resolver-rules=MAP foreign.test 127.0.0.1'];
  stranger = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html>'));
  stranger.listen(0, '127.0.0.1');
  [app, browser] = await Promise.all([startApp(), chromium.launch({ executablePath, args })]);
});

afterAll(async () => {
  await browser.close();
  await app.stop();
  stranger.close();
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Tries to open the page's WebSocket from where `page` is; how it ended. */
const tryFrom = (page: Page) =>
  page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }),
    `ws://localhost:${app.port}/ws`,
  );

describe('in Chromium', () => {
  it('a foreign host name gets no page', async () => {
    const page = await browser.newPage();
    const answer = await page.goto(`http://foreign.test:${app.port}/`);
    expect(answer?.status()).toBe(421);
    expect(await page.content()).not.toContain('octet-token');
    await page.close();
  });

  it('the page itself may open the link', async () => {
    const page = await browser.newPage();
    await page.goto(app.url);
    expect(await tryFrom(page)).toBe('open');
    await page.close();
  });

  it.each([
    ['another port', () => `http://localhost:${portOf(stranger)}/`],
    ['another host', () => `http://foreign.test:${portOf(stranger)}/`],
    ['no origin at all', () => 'data:text/html,<!doctype html>'],
  ])('a page of %s may not', async (_what, url) => {
    const page = await browser.newPage();
    await page.goto(url());
    expect(await tryFrom(page)).toBe('refused');
    await page.close();
  });
});

/** The status-line of an upgrade with these field lines. */
async function upgrade(...lines: readonly string[]): Promise<string> {
  const socket = connect(app.port, '127.0.0.1');
  const head = [
    'GET /ws HTTP/1.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...lines,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return bytes.toString('latin1').split('\r\n', 1)[0] ?? '';
}

describe('on a bare socket', () => {
  it('the right names get the 101', async () => {
    expect(await upgrade(`Host: localhost:${app.port}`, `Origin: http://localhost:${app.port}`)).toContain('101');
  });

  it.each([
    ['null', 'Origin: null'],
    ['empty', 'Origin: '],
    ['malformed', 'Origin: http://['],
    ['not a URL', 'Origin: %%%'],
    ['of another port', 'Origin: http://localhost:1'],
    ['of another scheme', `Origin: https://localhost`],
    ['missing', 'X-Nothing: here'],
  ])('an origin that is %s is refused', async (_what, line) => {
    expect(await upgrade(`Host: localhost:${app.port}`, line)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a foreign host is refused', async () => {
    const line = await upgrade(`Host: foreign.test:${app.port}`, `Origin: http://localhost:${app.port}`);
    expect(line).toMatch(/^HTTP\/1\.1 421 /);
  });
});
