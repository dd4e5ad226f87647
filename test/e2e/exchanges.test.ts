/** What structure and WHY make of real exchanges with the engine: interim responses, chunks, pipelining, refusals. */
import { connect } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { chipOf, connectionOn, panelOf, sharePage } from './harness.ts';

const get = (n: number) => `GET /hello?n=${n} HTTP/1.1\r\nHost: a\r\n\r\n`;

/** Says `parts`, each after something has come for the one before, then FIN. Resolves with all that came. */
function exchange(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    let got = '';
    let next = 0;
    const say = () => {
      if (next < parts.length) socket.write(parts[next++] as string, 'latin1');
      if (next === parts.length) socket.end();
    };
    socket.setEncoding('latin1');
    socket.on('connect', say);
    socket.on('data', (text: string) => {
      got += text;
      say();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(got));
  });
}

let page: Page;

// Tall enough for every row of the tree: it makes only those that are seen.
sharePage('', { height: 9000 }, (opened) => {
  page = opened;
});

const flat = (text: string) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const structure = async () => flat(await page.locator('[role="tree"]').innerText());
const why = async () => flat(await panelOf(page, 'Why').innerText());

/** The engine's port. */
async function enginePort(): Promise<number> {
  const chip = chipOf(page, 'Engine');
  await expect.poll(() => chip.innerText()).toMatch(/127\.0\.0\.1:\d+/);
  // The page's own connection first: another program's is then told of by the chip.
  await expect.poll(() => connectionOn(page)).toMatch(/^#\d+/);
  return Number(/:(\d+)/.exec(await chip.innerText())?.[1]);
}

const show = () => chipOf(page, /outside/).click();

it('shows 100 (Continue) as an interim response, and which request the final one answers', async () => {
  const port = await enginePort();
  const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n';
  expect(await exchange(port, head, 'abc')).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  await show();
  await expect
    .poll(structure)
    .toMatch(/server asks for the content 100 server answers 200 server keeps the connection/);
  await expect.poll(structure).toMatch(/response to 1 100 Continue .* no content response to 1 200 OK/);
  await page.getByRole('treeitem', { name: /asks for the content/ }).click();
  await expect.poll(why).toMatch(/asks for the content of request 1 .* RFC 9110 §10\.1\.1/);
  await page.locator('[role="treeitem"]', { hasText: '100 Continue' }).first().click();
});

it('shows chunks with their numbers, and trailer fields', async () => {
  const port = await enginePort();
  const chunks = '3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n';
  await exchange(port, `POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`);
  await show();
  await expect
    .poll(structure)
    .toMatch(
      /3 chunks, by Transfer-Encoding chunk 1 3 octets chunk 2 2 octets chunk 3 size 0: last chunk trailer section/,
    );
});

it('joins five pipelined requests to their responses', async () => {
  const port = await enginePort();
  await exchange(port, [1, 2, 3, 4, 5].map(get).join(''));
  await show();
  const pairs = [1, 2, 3, 4, 5].map(
    (n) => `request ${n} GET /hello\\?n=${n} 36 octets .*response to ${n} 200 OK 231 octets`,
  );
  await expect.poll(structure).toMatch(new RegExp(`^${pairs.join('.* connection stays open ')}`));
});

it('shows a refusal behind earlier responses, with its rule, and what was discarded', async () => {
  const port = await enginePort();
  const refused = 'GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n';
  const statuses = (await exchange(port, get(1) + get(2) + refused + get(4))).match(/HTTP\/1\.1 \d+/g);
  expect(statuses).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400']);
  await show();
  await expect.poll(structure).toContain('request 1');
  await page.getByRole('treeitem', { name: /server refuses/ }).click();
  await expect.poll(why).toMatch(/The server refuses request 3 with 400 .* RFC 9112 §3\.2 MUST/);
  await expect
    .poll(structure)
    .toMatch(/request 3 GET \/hello .* response to 3 400 Bad Request .* discarded \d+ octets/);
});

it('says by which rule HTTP/1.0 keeps a connection, and by which it ends', async () => {
  const port = await enginePort();
  await exchange(port, 'GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', 'GET /hello HTTP/1.0\r\n\r\n');
  await show();
  await expect.poll(structure).toContain('request 2');
  await page.getByRole('treeitem', { name: /server keeps the connection/ }).click();
  await expect.poll(why).toMatch(/HTTP\/1\.0 keeps the connection open only when the client sends .* §9\.3 MAY/);
  await page.getByRole('treeitem', { name: /server will close/ }).click();
  await expect.poll(why).toMatch(/HTTP\/1\.0 closes the connection after each response.* §9\.3 MUST/);
});
