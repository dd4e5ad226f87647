/** A server of the learner's own, in real Chromium: added, consented to, spoken to from the terminal, compared, removed. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { openAt, sharedApp } from './harness.ts';
import { isSound } from './sound.ts';

const SETTLES = { timeout: 15_000 };

/** What it was asked for, in order. */
async function ownServer(): Promise<{ readonly server: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const own = http.createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    res.setHeader('Server', 'my-own');
    res.end('from my own server\n');
  });
  own.listen(0, '127.0.0.1');
  await once(own, 'listening');
  onTestFinished(() => {
    own.close();
    own.closeAllConnections();
  });
  return { server: `127.0.0.1:${(own.address() as AddressInfo).port}`, asked };
}

const terminal = async (page: Page): Promise<string> =>
  (await page.locator('.xterm-rows > div').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

const dialog = (page: Page) => page.getByRole('dialog');

async function allow(page: Page, server: string): Promise<void> {
  await dialog(page)
    .getByRole('heading', { name: `Send octets to ${server}?` })
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Allow and continue' }).click();
}

it('talks to the terminal, with the tape, after one consent', async () => {
  const { server, asked } = await ownServer();
  const page = await openAt('');
  await page.getByText('connected to Engine').first().waitFor();
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Engine/ })
    .click();
  await page.getByRole('combobox', { name: 'Find a server' }).fill(server);
  await page.keyboard.press('Enter');

  // The very address, and how far that is; nothing has gone there.
  await dialog(page).getByText('this machine').waitFor();
  await expect.poll(() => dialog(page).getByRole('listitem').innerText()).toContain('127.0.0.1');
  expect(asked).toEqual([]);
  // A second Enter is no consent.
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog(page).isVisible()).toBe(true);
  await allow(page, server);

  await expect.poll(() => terminal(page), SETTLES).toContain(`connected to ${server} (not an Octet server)`);
  for (const line of ['GET /learn HTTP/1.1', 'Host: me', '']) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => terminal(page), SETTLES).toContain('from my own server');
  expect(asked).toEqual(['GET /learn']);
  await expect.poll(() => page.getByRole('contentinfo').innerText(), SETTLES).toContain('has been answered');
  await expect.poll(() => page.getByRole('tree').first().innerText()).toContain('my-own');
  await expect.poll(() => page.getByText('read 1 of 1').isVisible(), SETTLES).toBe(true);
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await dialog(page).getByText('Octet has no gate in front of it').waitFor();
  await page.keyboard.press('Escape');

  // Connected again without another question, after a reload too: the session is the same.
  await page.reload();
  await page
    .getByRole('banner')
    .getByRole('button', { name: new RegExp(`^(${server}|Engine)`) })
    .click();
  await page.getByRole('combobox', { name: 'Find a server' }).fill(server);
  await page.getByRole('option', { name: 'allowed' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^#\d+ open/ })
    .waitFor();
  await expect.poll(() => page.getByRole('contentinfo').innerText(), SETTLES).toContain('Nothing has been sent yet');
});

it('joins a comparison, where the octets it took are unknown', async () => {
  const { server } = await ownServer();
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('checkbox', { name: 'Node’s http' }).check();
  await page.getByRole('button', { name: 'Your own server…' }).click();
  await page.getByLabel('Host and port').fill(`http://${server}/`);
  await page.keyboard.press('Enter');
  await allow(page, server);
  await expect.poll(() => page.getByRole('checkbox', { name: server }).isChecked()).toBe(true);

  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText('2 of 2 servers done').waitFor();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: server }) })
    .first();
  const cells = await row.getByRole('cell').allInnerTexts();
  expect(cells.slice(0, 4)).toEqual(['400 Bad Request', 'unknown from here', '1', 'closed']);
  await expect.poll(() => page.getByText('All servers agree.').isVisible()).toBe(true);

  await row.getByRole('button', { name: `Open ${server} in Play` }).click();
  await expect.poll(() => terminal(page), SETTLES).toContain('(not an Octet server)');
  await page.goBack();
  await page.getByRole('button', { name: `Remove ${server}` }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: server }).count()).toBe(0);

  // Without the consent the way back there asks again, and nothing is connected when one thinks better of it.
  await page.getByRole('link', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Connect again' }).click();
  await dialog(page)
    .getByRole('heading', { name: `Send octets to ${server}?` })
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('You have not allowed').waitFor();
});

it('never reaches the consent if it is denied or not a server: the dialog says why', async () => {
  const [app] = await sharedApp();
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'Your own server…' }).click();
  const said = async (typed: string): Promise<string> => {
    await page.getByLabel('Host and port').fill(typed);
    await page.keyboard.press('Enter');
    const alert = dialog(page).getByRole('alert');
    await expect.poll(() => alert.innerText(), SETTLES).not.toBe('');
    return alert.innerText();
  };
  expect(await said('localhost')).toContain('The port is missing');
  expect(await said('localhost:99999')).toContain('99999 is not a port');
  expect(await said('https://localhost:8443')).toContain('plain TCP');
  expect(await said('169.254.169.254:80')).toContain('It is always denied');
  expect(await said(`[::ffff:127.0.0.1]:${app.port}`)).toContain('Octet’s own port');
  expect(await said(`localhost:${app.port}`)).toContain('Octet’s own port');
  expect(await said('no-such-name.invalid:80')).toContain('has no address');
  await expect.poll(() => page.getByLabel('Host and port').getAttribute('aria-invalid')).toBe('true');
});

isSound('the dialog of one’s own server', '#/compare', async (page, check) => {
  const { server } = await ownServer();
  await page.getByRole('button', { name: 'Your own server…' }).click();
  await page.getByLabel('Host and port').fill('localhost');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('The port is missing').waitFor();
  await check('a mistake');
  await page.getByLabel('Host and port').fill(server);
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: 'Allow and continue' }).waitFor();
  await check('consent');
  await allow(page, server);
  await page.getByRole('checkbox', { name: server }).waitFor();
  await check('the lane');
});
