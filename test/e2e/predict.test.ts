/** Predictions while typing, custom engines, and a slow server beside fast ones, in real Chromium. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAt } from './harness.ts';

const SETTLES = { timeout: 15_000 };

const box = (page: Page) => page.getByRole('textbox', { name: 'Octets to send' });

/** What is predicted of a server in Compare, as one text. */
const predicted = (page: Page, server: string): Promise<string> =>
  page
    .getByTestId('prediction')
    .getByRole('listitem')
    .filter({ hasText: server })
    .first()
    .innerText()
    .then((text) => text.replaceAll(/\s+/g, ' '));

it('predicts in Compare what each server would do, and follows the typing', async () => {
  const page = await openAt('#/compare');
  await box(page).fill('GET /hello HTTP/1.1\\r\\n');
  await expect.poll(() => predicted(page, 'Engine, hardened'), SETTLES).toContain('waits for');
  const engine = await predicted(page, 'Engine, hardened');
  expect(engine).toContain('after an empty line: 400 by host-missing at octet 22, closes');
  expect(engine).toContain('after a FIN: 400 by incomplete-message');
  await expect.poll(() => predicted(page, 'Web server 1.0'), SETTLES).toContain('200 OK, closes, whatever follows');
  await expect.poll(() => predicted(page, 'Node’s http'), SETTLES).toContain('this page does not have its code');

  await box(page).press('ControlOrMeta+End');
  await page.keyboard.type('Host: a');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => predicted(page, 'Engine, hardened'), SETTLES)
    .toMatch(/waits for .* after an empty line: 200, stays open/);
  await page.keyboard.press('Enter');
  await expect.poll(() => predicted(page, 'Engine, hardened'), SETTLES).toContain('as it stands: 200, stays open');
});

it('sends to engines with custom leniencies, keeps them, and removes them', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('checkbox', { name: 'Engine, hardened' }).check();
  for (const name of ['host-missing', 'bare-lf']) {
    await page.getByRole('button', { name: /custom leniencies/ }).click();
    await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Add this engine' }).click();
  }
  const own = 'Engine, hardened, tolerates host-missing';
  await page.getByRole('button', { name: 'No Host' }).click();
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText('3 of 3 servers done').waitFor();
  await expect.poll(() => page.getByText('as predicted').count(), SETTLES).toBe(3);
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await expect.poll(() => row(own).innerText()).toContain('200 OK');
  await expect.poll(() => row('Engine, hardened, tolerates bare-lf').innerText()).toContain('400 Bad Request');

  await page.reload();
  await page.getByRole('checkbox', { name: own }).waitFor();
  await expect.poll(() => page.getByRole('checkbox', { name: own }).isChecked()).toBe(true);
  await page.getByRole('button', { name: `Remove ${own}` }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: own }).count()).toBe(0);
  await page.reload();
  await page.getByRole('checkbox', { name: 'Engine, hardened, tolerates bare-lf' }).waitFor();
  await expect.poll(() => page.getByRole('checkbox', { name: own }).count()).toBe(0);
});

it('shows the other results while one server is slow, and that one when it comes', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('checkbox', { name: 'Engine, rfc' }).uncheck();
  // Every server is started before time counts.
  await page.getByRole('button', { name: 'No Host' }).click();
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText('7 of 7 servers done').waitFor();

  // A resource of the engine's site: the texts' servers have no such page, and say so at once.
  await box(page).fill('GET /slow?ms=6000 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n');
  await page.getByRole('button', { name: 'Send to all' }).click();
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await page.getByText('6 of 7 servers done').waitFor();
  await expect.poll(() => row('Engine, hardened').innerText()).toContain('listening');
  for (const name of ['Web server 1.0', 'One page', 'Static files', 'Users API', 'Three answers']) {
    expect(await row(name).innerText(), name).toMatch(/\t\d{3} /);
  }
  await page.getByText('7 of 7 servers done').waitFor();
  await expect.poll(() => row('Engine, hardened').innerText()).toContain('200 OK');
  await expect.poll(() => page.getByText('as predicted').count(), SETTLES).toBe(6);
});

it('predicts in Play what the connected server would do with the typed octets, and checks it', async () => {
  const page = await openAt('');
  await page.getByText('connected to Engine').first().waitFor();
  const line = () => page.getByTestId('prediction').innerText();
  await page.keyboard.type('GET /nowhere HTTP/1.1');
  await expect.poll(line, SETTLES).toContain('empty line 400');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Host: a');
  await expect.poll(line, SETTLES).toContain('empty line 404');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(line, SETTLES).toMatch(/now waits · empty line waits · FIN closes\s+as predicted/);

  await page.getByRole('tab', { name: 'Composer' }).click();
  await page.getByTestId('composer').locator('.cm-content').click();
  await page.keyboard.type('GET /hello HTTP/1.1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Host: a');
  await expect.poll(line, SETTLES).toContain('now waits · empty line 200 · FIN 400, closes');
});
