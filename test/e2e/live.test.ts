/** What reaches the page while it looks elsewhere: an outside client, and everything after a link that was cut. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt, sharedApp } from './harness.ts';

const waiting = (page: Page) => page.getByTestId('waiting').innerText();

/** The port the engine listens on, as the page says it. */
async function enginePort(page: Page): Promise<number> {
  const chip = page.getByRole('button', { name: /^Engine/ });
  await expect.poll(() => chip.innerText()).toMatch(/127\.0\.0\.1:\d+/);
  return Number(/:(\d+)/.exec(await chip.innerText())?.[1]);
}

it('shows curl live: its request as it was read and the answer it got', async () => {
  const page = await openAt('');
  const port = await enginePort(page);
  const { stdout } = await promisify(execFile)('curl', ['-s', '-A', 'curl-test', `http://127.0.0.1:${port}/hello`]);
  await page.getByRole('button', { name: /outside/ }).click();
  // The tape stands at its end, which is the answer's.
  await expect.poll(() => page.locator('[role="grid"]').first().innerText()).toContain('Content-Length');
  const shown = async () => (await page.getByTestId('terminal').innerText()).replaceAll('\u00a0', ' ');
  await expect.poll(shown).toContain('GET /hello HTTP/1.1');
  await expect.poll(shown).toContain('User-Agent: curl-test');
  await expect.poll(shown).toContain('HTTP/1.1 200 OK');
  await expect.poll(() => waiting(page)).toMatch(/closed|another request/);
  expect(stdout).toContain('Hello');
});

/** Sends numbered requests, a few milliseconds apart, and takes the answers. */
function talk(port: number, requests: number): Promise<{ sent: number; got: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const counts = { sent: 0, got: 0 };
    let next = 0;
    const say = () => {
      const last = next === requests - 1;
      const text = `GET /hello?n=${next++} HTTP/1.1\r\nHost: localhost\r\n${last ? 'Connection: close\r\n' : ''}\r\n`;
      counts.sent += text.length;
      socket.write(text);
    };
    socket.on('error', reject);
    socket.on('connect', say);
    socket.on('data', (bytes) => {
      counts.got += bytes.length;
      if (next < requests) setTimeout(say, 5);
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(counts));
  });
}

it('has every entry once and in order after its link was cut in mid-stream', async () => {
  const [app, browser] = await sharedApp();
  const context = await browser.newContext();
  const page = await context.newPage();
  // The page's own sockets, so that the test can cut them as a network would.
  await page.addInitScript(() => {
    const sockets: WebSocket[] = [];
    const Native = window.WebSocket;
    Object.assign(window, {
      cut: () => {
        for (const socket of sockets.splice(0)) socket.close();
      },
      WebSocket: class extends Native {
        constructor(...args: ConstructorParameters<typeof WebSocket>) {
          super(...args);
          sockets.push(this);
        }
      },
    });
  });
  await page.goto(app.url);
  const port = await enginePort(page);
  const talking = talk(port, 60);
  await page.getByRole('button', { name: /outside/ }).click();
  for (let i = 0; i < 3; i++) {
    await page.waitForTimeout(150);
    await page.evaluate('cut()');
  }
  const { sent, got } = await talking;
  await expect.poll(() => waiting(page), { timeout: 20_000 }).toContain('closed');

  // Every request and every answer is one message, in order, and no witness disagrees.
  const why = () => page.getByRole('region', { name: 'Why', exact: true }).innerText();
  await expect.poll(why).toContain('closed');
  const digits = (await why()).replace(/[\s,\u202f]/g, '');
  expect(digits).toContain(`${sent}octetsread`);
  expect(digits).toContain(`${got}written`);
  await expect.poll(() => page.getByText('disagree', { exact: false }).count()).toBe(0);

  const slider = page.getByRole('slider', { name: /Position/ });
  const total = Number(await slider.getAttribute('aria-valuemax'));
  // accepted, a decision to answer and one on the connection for each request, both FINs and the close.
  const events = total - sent - got;
  expect(events).toBeGreaterThanOrEqual(1 + 2 * 60);
  expect(events).toBeLessThanOrEqual(1 + 2 * 60 + 4);
  await context.close();
});
