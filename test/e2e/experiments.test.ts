/** The shelf of experiments, from a question to what real servers do with it; and what sets Compare apart by its lines. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { EXPERIMENTS } from '#shared/experiments/index.ts';
import { openAt, withOwnApp } from './harness.ts';
import { isSound } from './sound.ts';

withOwnApp();

/** A page at a place of the app. */
const at = (place: string): Promise<Page> => openAt(`#${place}`);

const run = (page: Page) => page.getByRole('button', { name: 'Run it in Compare' });
const reveal = (page: Page) => page.getByTestId('reveal');
const lanes = (page: Page) => page.getByRole('region', { name: 'Checked against this run' });

/** Chooses an answer by its words and runs the experiment that is open, to its end. */
async function answer(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('radio', { name: words }).check();
  await run(page).click();
  await reveal(page).waitFor();
}

/** Every claim held in the run on the page. */
async function expectHeld(page: Page, count: number): Promise<void> {
  await lanes(page).waitFor();
  await expect.poll(() => lanes(page).innerText()).toContain(`All ${count} servers did what is described here.`);
  await expect.poll(() => lanes(page).locator('[data-holds="true"]').count()).toBe(count);
}

it('says so when reality is otherwise on this machine', async () => {
  const page = await at('/experiments');
  // The users API goes by another name here, as one may have told it in Play.
  await page.evaluate(() => {
    localStorage.setItem('octet.settings', JSON.stringify({ profile: { once: false, name: 'elsewhere.local' } }));
  });
  await page.goto('#/experiments/any-type');
  await page.reload();
  await answer(page, '406, without saying how long it is');
  await lanes(page).waitFor();
  const said = await lanes(page).innerText();
  expect(said).toContain('On this machine, 1 of 4 servers did not do what is described here.');
  expect(said).toMatch(/Users API answers 404 and keeps the connection, .*expected: answers 406 and closes/);
  await expect.poll(() => lanes(page).locator('[data-holds="false"]').count()).toBe(1);
});

it('finds an experiment by theme and keys, asks before it shows, and remembers finished ones', async () => {
  const page = await at('/experiments');
  await page.getByRole('heading', { name: 'Experiments' }).waitFor();
  const links = page.getByRole('main').getByRole('link');
  await expect.poll(() => links.count()).toBe(EXPERIMENTS.length);
  await page.getByRole('button', { name: 'Tutorial bugs 0/14 done' }).click();
  await expect.poll(() => links.count()).toBe(14);
  await page.getByRole('link', { name: /^1023 octets/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1024 octets: the freeze' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/experiments/recv-1024');

  await expect.poll(() => run(page).isDisabled()).toBe(true);
  await expect.poll(() => page.getByText('It waits for ever').isVisible()).toBe(true);
  await expect.poll(() => page.getByText('A full read looks like').count()).toBe(0);
  await page.getByRole('radio', { name: 'It answers as before' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await reveal(page).waitFor();
  expect(new URL(page.url()).hash).toBe('#/compare');
  await expect.poll(() => reveal(page).innerText()).toContain('That is not what happens.');
  await expect.poll(() => reveal(page).innerText()).toContain('A full read looks like “more to come”.');
  await expectHeld(page, 6);

  await page.getByRole('button', { name: 'Next experiment: 1025 octets: a reset after the answer' }).click();
  await page.getByRole('heading', { name: '1025 octets: a reset after the answer' }).waitFor();
  await answer(page, 'One page answers, and the connection is reset');
  await expect.poll(() => reveal(page).innerText()).toContain('You were right.');
  await expectHeld(page, 6);

  await page.getByRole('link', { name: 'Back to the shelf' }).click();
  await page.reload();
  await page.getByText(`2 of ${EXPERIMENTS.length} done`).waitFor();
  await expect.poll(() => page.getByRole('link', { name: /^1024 octets/ }).innerText()).toContain('done');
  await expect.poll(() => page.getByRole('link', { name: /^1025 octets/ }).innerText()).toContain('right');
  await page.getByRole('button', { name: 'Reset progress' }).click();
  await page.getByText(`0 of ${EXPERIMENTS.length} done`).waitFor();
});

it('shows the answer on request, and says when the octets are no longer the experiment’s', async () => {
  const page = await at('/experiments/half-close');
  await answer(page, 'I do not know: show me');
  await expect.poll(() => reveal(page).innerText()).toContain('This is what happens.');
  await expectHeld(page, 6);
  await expect.poll(() => page.getByRole('textbox', { name: 'Octets to send' }).inputValue()).toContain('✂(fin)');

  await page.getByRole('textbox', { name: 'Octets to send' }).fill('GET / HTTP/1.1\\r\\n\\r\\n');
  await page.getByRole('button', { name: 'Send to all' }).click();
  await page.getByText('no longer match the experiment').waitFor();
  await page.getByRole('button', { name: 'Run the experiment again' }).click();
  await expectHeldSoon(page);
  await page.getByRole('button', { name: 'Close the experiment' }).click();
  await expect.poll(() => reveal(page).count()).toBe(0);
});

const expectHeldSoon = (page: Page) => page.getByText('servers did what is described here').waitFor();

describe('web-server-1.0 among six servers', () => {
  const SIX = ['Engine, hardened', 'Engine, rfc', 'Web server 1.0', 'Users API', 'Three answers', 'Node’s http'];
  const source = (page: Page) => page.getByTestId('source-web-server-1.0');
  const parting = (page: Page) => page.getByTestId('divergence').innerText();

  it('leaves the pack at octet 7 of a request cut after eight octets, and opens its line', async () => {
    const page = await at('/compare');
    await page.getByRole('button', { name: 'Cut after 8 octets' }).click();
    await page.getByRole('button', { name: 'None' }).click();
    for (const name of SIX) await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Send to all' }).click();
    await page.getByText('6 of 6 servers done').waitFor();

    await page.getByRole('combobox', { name: 'Right' }).selectOption('web-server-1.0');
    await expect.poll(() => parting(page)).toContain('They diverge at octet 7, T.');
    const lit = source(page).locator('[aria-current="step"]');
    await expect.poll(() => lit.innerText()).toContain('yield* client.sendall(');
    await expect.poll(() => source(page).innerText()).toContain('line 30 in main: calls sendall(64 octets)');
    await expect.poll(() => lit.isVisible()).toBe(true);
    const table = page.getByTestId('source-hardened').locator('[aria-current="step"]');
    await expect.poll(() => table.innerText()).toContain("from: 'version-H', on: 'T', to: 'version-HT'");

    // Of its own kind it never parts; the engine does not part from Node.
    await page.getByRole('combobox', { name: 'Right' }).selectOption('node-http');
    await expect.poll(() => parting(page)).toContain('They never diverge');
    await page.getByRole('combobox', { name: 'Right' }).selectOption('web-server-1.0');

    await source(page).getByRole('button', { name: 'Open in Play at this octet' }).click();
    await page.getByTestId('terminal').waitFor();
    await expect.poll(() => page.getByRole('banner').innerText()).toContain('Web server 1.0');
    await expect.poll(() => page.getByTestId('source-line').innerText()).toContain('line 30 in main');
  });

  it.each([
    [1023, 'All of them', '1023 of 1023', 'closed'],
    [1024, 'It waits for ever', '1024 of 1024', 'open, waiting'],
    [1025, 'One page answers, and the connection is reset', '1025 of 1025', 'closed'],
  ])('padded to %i octets', async (length, words, taken, connection) => {
    const page = await at(`/experiments/recv-${length}`);
    await answer(page, words);
    await expect.poll(() => reveal(page).innerText()).toContain('You were right.');
    await expectHeld(page, 6);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Web server 1.0' }) });
    const cells = await row.first().getByRole('cell').allInnerTexts();
    expect([cells[1]?.replace(/[^\d of]/g, ''), cells[3]]).toEqual([taken, connection]);
    if (length !== 1024) return;
    await page.getByRole('combobox', { name: 'Right' }).selectOption('web-server-1.0');
    await expect.poll(() => parting(page)).toContain('They diverge at octet 1023, LF.');
    await expect
      .poll(() => source(page).locator('[aria-current="step"]').innerText())
      .toContain('yield* client.recv(1024)');
    await expect.poll(() => source(page).innerText()).toContain('waits in recv(1024)');
  });
});

isSound('an experiment', '#/experiments', async (page, check) => {
  await page.getByRole('heading', { name: 'Experiments' }).waitFor();
  await check('shelf');
  await page.getByRole('link', { name: /^One word is enough to kill it/ }).click();
  await page.getByRole('radio').first().waitFor();
  await check('question');
  await answer(page, 'It refuses with 400');
  await page.getByText('Why not the others').click();
  await expectHeld(page, 6);
  await page.getByRole('heading', { name: /^Their source/ }).waitFor();
  await check('reveal');
});
