/** Servers of others in real Chromium: those that are on this machine; without any of them, what is said instead. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PEER_IDS } from '#shared/servers/peers.ts';
import { en } from '#shared/text/en/index.ts';
import { findProgram } from '../../apps/server/src/lab/peers/find.ts';
import { PEERS } from '../../apps/server/src/lab/peers/index.ts';
import { lesserRights } from '../../apps/server/src/lab/peers/rights.ts';
import { openAt } from './harness.ts';

const SETTLES = { timeout: 15_000 };

const here = PEER_IDS.filter((id) => findProgram(PEERS[id].commands, lesserRights()) !== null);
const [first] = here;

/** Opens the picker of servers with these words in its field. */
async function pick(page: Page, words: string): Promise<void> {
  await page.getByText('connected to Engine').first().waitFor();
  await page.keyboard.press('Control+o');
  await page.getByRole('combobox', { name: 'Find a server' }).fill(words);
}

it('sends a request to every peer of this machine in Compare, and shows whose answers they are', async ({ skip }) => {
  skip(here.length === 0, 'no peer is on this machine');
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Two requests' }).click();
  for (const id of here) await page.getByRole('checkbox', { name: en.peers.about[id].title }).check();
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText(`${here.length} of ${here.length} servers done`).waitFor({ timeout: 30_000 });
  for (const id of here) {
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: en.peers.about[id].title }) });
    expect(await row.first().innerText(), id).toMatch(/200/);
    expect(await row.first().innerText(), id).toContain('unknown from here');
  }
  // Its version is known once it has run.
  const label = page
    .getByRole('group', { name: 'On this machine' })
    .locator('label')
    .filter({ hasText: en.peers.about[first ?? 'nginx'].title });
  await expect.poll(() => label.innerText(), SETTLES).toMatch(/\d+\.\d+/);
});

it('connects to one from the picker, and says how to get a missing one', async () => {
  const page = await openAt('');
  const id = first ?? 'nginx';
  const { title } = en.peers.about[id];
  await pick(page, title);
  const detail = page.getByRole('region', { name: title });
  await detail.waitFor();
  const connect = detail.getByRole('button', { name: 'Connect', exact: true });
  if (first === undefined) {
    await expect.poll(() => connect.isDisabled()).toBe(true);
    await expect.poll(() => detail.innerText()).toContain('Not on this machine.');
  } else {
    await connect.click();
    await expect.poll(() => page.getByRole('banner').innerText(), SETTLES).toContain(title);
    await page.getByTestId('terminal').click();
    for (const line of ['GET / HTTP/1.1', 'Host: a', '']) {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    }
    const rows = () => page.locator('.xterm-rows > div').allInnerTexts();
    await expect.poll(async () => (await rows()).join('\n').replaceAll('\u00a0', ' '), SETTLES).toContain('200');
  }
});

it('opens the front of a chain in Play, and connects to the engine from there', async () => {
  const page = await openAt('#/compare');
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Add chain' }).click();
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText('1 of 1 servers done').waitFor({ timeout: 30_000 });
  const chain = 'Naive proxy → Engine, all leniencies';
  await page
    .getByRole('button', { name: `Open ${chain} in Play` })
    .first()
    .click();
  await page.getByTestId('terminal').waitFor();
  await expect.poll(() => page.getByRole('banner').innerText(), SETTLES).toContain('Naive proxy');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new connection');
  await page.keyboard.press('Enter');
  await page.getByText('connected to Engine').first().waitFor();
});
