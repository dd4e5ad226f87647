/** Chains of two servers in Compare, in real Chromium: what the front forwarded and how the back cut it. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt } from './harness.ts';
import { isSound } from './sound.ts';

async function addChain(page: Page, front: string, back: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Front' }).selectOption({ label: front });
  await page.getByRole('combobox', { name: 'Back' }).selectOption({ label: back });
  await page.getByRole('button', { name: 'Add chain' }).click();
}

async function send(page: Page, lanes: number): Promise<void> {
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText(`${lanes} of ${lanes} servers done`).waitFor({ timeout: 30_000 });
}

/** The blocks of a column, each its heading and its octets. */
const blocksOf = (column: Locator): Promise<string[]> =>
  column
    .getByTestId('block')
    .evaluateAll((blocks) => blocks.map(({ children }) => [...children].map((one) => one.textContent).join(': ')));

/** The octet that is marked in a column, with the words behind its line. */
async function markOf(column: Locator): Promise<{ octet: string | null; words: string }> {
  const line = column.locator('div:has(> em)');
  return {
    octet: await line.locator('[class*="marked"]').getAttribute('title'),
    words: await line.locator('em').innerText(),
  };
}

it('shows a CL+TE request go through the naive proxy: desync before a lenient back, refused by a hardened one', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Hidden behind a chunk' }).click();
  await addChain(page, 'Naive proxy', 'Engine, all leniencies');
  await addChain(page, 'Naive proxy', 'Engine, hardened');
  await send(page, 2);

  const lenient = page.getByTestId('chain naive-proxy>lenient');
  await expect.poll(() => lenient.innerText()).toContain('Desync at octet 93');
  const [received, forwarded] = await lenient.getByRole('figure').all();
  const hidden = 'GET·/missing·HTTP/1.1CRLFHost:·localhostCRLFCRLF';
  const head = 'POST·/echo·HTTP/1.1CRLFHost:·localhostCRLFContent-Length:·47CRLFTransfer-Encoding:·chunkedCRLFCRLF';
  const unmarked = (text: string) => text.replace(/they diverge here|refused here/, '');
  expect((await blocksOf(received as Locator)).map(unmarked)).toEqual([
    `Request 1 octets 0 to 134: ${head}0CRLFCRLF${hidden}`,
  ]);
  expect((await blocksOf(forwarded as Locator)).map(unmarked)).toEqual([
    `Request 1: POST /echo octets 0 to 92: ${head}0CRLFCRLF`,
    `Not read as a request octets 93 to 134: ${hidden}`,
  ]);
  expect(await markOf(forwarded as Locator)).toEqual({ octet: '93: 47', words: 'they diverge here' });
  expect(await markOf(received as Locator)).toEqual({ octet: '93: 47', words: 'they diverge here' });

  const hardened = page.getByTestId('chain naive-proxy>hardened');
  await expect.poll(() => hardened.innerText()).toContain('The back refused at octet 87');
  await expect
    .poll(() => hardened.innerText())
    .toContain('The client got 400 Bad Request. The back answered 400 Bad Request.');
  expect(await markOf(hardened.getByRole('figure').nth(1))).toEqual({ octet: '87: 0A', words: 'refused here' });
});

it('shows a request that the back saw and the front never did, and opens the back’s connection in Play', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Hidden behind LF LF' }).click();
  await addChain(page, 'Naive proxy', 'Engine, all leniencies');
  await send(page, 1);
  const chain = page.getByTestId('chain naive-proxy>lenient');
  await expect
    .poll(() => chain.innerText())
    .toContain('Smuggled: the back saw a request the front never saw. It begins at octet 44');
  const row = page.getByRole('row').filter({ hasText: 'Naive proxy → Engine, all leniencies' });
  await expect.poll(() => row.innerText()).toContain('1 → 2');
  await chain.getByRole('button', { name: 'Open the back’s connection 1 in Play' }).click();
  await page.getByTestId('terminal').waitFor();
  await expect.poll(() => page.getByRole('banner').innerText(), { timeout: 15_000 }).toContain('Engine');
});

it('lists the servers of others, those of this machine to choose and the others with how to get them', async () => {
  const page = await openAt('#/compare');
  const group = page.getByRole('group', { name: 'On this machine' });
  await group.waitFor();
  const more = group.locator('summary');
  if ((await more.count()) > 0) await more.click();
  const said = await group.innerText();
  for (const name of ['nginx', 'Apache httpd', 'HAProxy', 'lighttpd', 'Caddy', 'Python http.server'])
    expect(said).toContain(name);
  const here = await group.getByRole('checkbox').count();
  const absent = await group.getByRole('listitem').count();
  expect(here + absent).toBe(6);
});

isSound('a chain in Compare', '#/compare', async (page, check) => {
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Hidden behind a chunk' }).click();
  await addChain(page, 'Naive proxy', 'Engine, all leniencies');
  await send(page, 1);
  await page.getByRole('heading', { name: 'Proxy chains, octet by octet' }).waitFor();
  await check('a desync');
});
