/** The lab of concurrency in real Chromium: who waits for whom, in numbers and in the picture. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openAt } from './harness.ts';

/** What the table says a client waited in the backlog, ms. */
async function backlogOf(page: Page, server: string, client: number): Promise<number> {
  const cell = page.locator(`[data-server="${server}"] tr[data-client="${client}"] [data-backlog]`);
  return Number(await cell.getAttribute('data-backlog'));
}

/** The same, measured in the picture. */
async function drawnBacklogOf(page: Page, server: string, client: number): Promise<number> {
  return page.locator(`[data-server="${server}"] [data-span]`).evaluate((chart, row) => {
    const track = chart.querySelector(`[data-row="${row}"] > :last-child`);
    const bars = [...(track?.querySelectorAll('[data-phase="backlog"]') ?? [])];
    const width = bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().width, 0);
    return (width / (track?.getBoundingClientRect().width ?? 1)) * Number(chart.getAttribute('data-span'));
  }, client);
}

/** From each mark of asking to that of its answer, ms, as the picture has it. */
async function drawnAnswersOf(page: Page, server: string, client: number): Promise<number[]> {
  return page.locator(`[data-server="${server}"] [data-span]`).evaluate((chart, row) => {
    const track = chart.querySelector(`[data-row="${row}"] > :last-child`);
    const places = (mark: string) =>
      [...(track?.querySelectorAll(`[data-mark="${mark}"]`) ?? [])].map((one) => one.getBoundingClientRect().left);
    const scale = Number(chart.getAttribute('data-span')) / (track?.getBoundingClientRect().width ?? 1);
    const answered = places('answered');
    return places('asked').map((place, index) => ((answered[index] ?? Number.NaN) - place) * scale);
  }, client);
}

/** What `duration` has written, and how far off its rounding may be, ms. */
function readTime(written: string): { ms: number; off: number } {
  const [, number = '', unit] = /^([\d.]+) (ms|s)$/.exec(written) ?? [];
  return unit === 's' ? { ms: Number(number) * 1000, off: 100 } : { ms: Number(number), off: 1 };
}

async function finished(page: Page, server: string, state: string): Promise<void> {
  const told = page.locator(`[data-server="${server}"]`).getByTestId('state');
  await told.filter({ hasNotText: /^(Not run yet\.|running)$/ }).waitFor();
  expect(await told.textContent(), server).toContain(state);
}

describe('concurrency', () => {
  it('has the serial server’s second client wait and the select server’s not, in numbers and in the picture', async () => {
    const page = await openAt('#/labs/concurrency');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await finished(page, 'tcp-upper', 'done');
    await finished(page, 'tcp-upper-select', 'done');
    for (const server of ['tcp-upper', 'tcp-upper-select']) {
      await expect
        .poll(() => page.locator(`[data-server="${server}"]`).getByTestId('totals').textContent())
        .toContain('8 answered');
    }
    // The first client said nothing for a second: the serial server waited for it, and the others behind it.
    const serial = await backlogOf(page, 'tcp-upper', 2);
    const select = await backlogOf(page, 'tcp-upper-select', 2);
    expect(serial).toBeGreaterThan(900);
    expect(select).toBeLessThan(serial / 2);
    const pixel = Number(await page.locator('[data-server="tcp-upper"] [data-span]').getAttribute('data-span')) / 500;
    expect(Math.abs((await drawnBacklogOf(page, 'tcp-upper', 2)) - serial)).toBeLessThan(2 * pixel);
    expect(Math.abs((await drawnBacklogOf(page, 'tcp-upper-select', 2)) - select)).toBeLessThan(2 * pixel);
    await expect.poll(() => page.getByText('because the server was busy with another').count()).toBe(1);

    for (const server of ['tcp-upper', 'tcp-upper-select']) {
      const all: number[] = [];
      for (const client of [1, 2, 3, 4]) {
        const drawn = await drawnAnswersOf(page, server, client);
        const cell = page.locator(`[data-server="${server}"] tr[data-client="${client}"] [data-answers]`);
        const told = ((await cell.textContent()) ?? '').split(', ').map(readTime);
        expect(drawn).toHaveLength(2);
        for (const [index, { ms, off }] of told.entries())
          expect(Math.abs((drawn[index] ?? Number.NaN) - ms), `${server}, client ${client}`).toBeLessThan(
            off + 2 * pixel,
          );
        all.push(...drawn);
      }
      const totals = await page.locator(`[data-server="${server}"]`).getByTestId('totals').textContent();
      const worst = readTime(/worst ([\d.]+ m?s)/.exec(totals ?? '')?.[1] ?? '');
      expect(Math.abs(Math.max(...all) - worst.ms), totals ?? '').toBeLessThan(worst.off + 2 * pixel);
    }

    const open = page.getByRole('button', { name: /^Open connection #\d+ in Play/ }).nth(1);
    const number = /#\d+/.exec((await open.getAttribute('aria-label')) ?? '')?.[0] ?? '?';
    await open.click();
    await page.locator('header').getByText(number).first().waitFor();
    expect(page.url()).toMatch(/#\/$/);
  });

  it('puts the same load on threads and on the engine, and tells the race for the visit counter', async () => {
    const page = await openAt('#/labs/concurrency');
    for (const name of [/^Upper case, serial/, /^Upper case, select/]) await page.getByLabel(name).uncheck();
    for (const name of [/^Upper case, threads/, /^Static files, threads/, /^Engine/])
      await page.getByLabel(name).check();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    for (const server of ['tcp-upper-tasks', 'static-threads', 'engine']) {
      await finished(page, server, 'done');
      await expect
        .poll(() => page.locator(`[data-server="${server}"]`).getByTestId('totals').textContent())
        .toContain('8 answered');
    }
    const race = page.getByTestId('race');
    // Each of eight threads loads and stores.
    await expect.poll(() => race.getByRole('listitem').count()).toBe(16);
    await expect.poll(() => race.textContent()).toMatch(/8 visits/);
  });

  it('freezes only the select server with a busy handler, and keeps the setup', async () => {
    const page = await openAt('#/labs/concurrency');
    await page.getByLabel('Client 1 asks for a second of work').check();
    await expect.poll(() => page.getByLabel('Client 1 says nothing for').isDisabled()).toBe(true);
    await page.getByLabel(/^Upper case, serial/).uncheck();
    for (const name of [/^Upper case, threads/, /^Engine/]) await page.getByLabel(name).check();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const servers = ['tcp-upper-select', 'tcp-upper-tasks', 'engine'];
    for (const server of servers) await finished(page, server, 'done');
    const [select = 0, tasks = 0, engine = 0] = await Promise.all(servers.map((id) => backlogOf(page, id, 2)));
    // The second client came while the handler was at work.
    expect(select).toBeGreaterThan(600);
    expect(tasks).toBeLessThan(select / 2);
    expect(engine).toBeLessThan(select / 2);

    await page.getByRole('link', { name: 'Names and addresses' }).click();
    await page.getByRole('link', { name: 'Concurrency' }).click();
    await expect.poll(() => page.getByLabel('Client 1 asks for a second of work').isChecked()).toBe(true);
    await expect.poll(() => page.getByLabel(/^Upper case, serial/).isChecked()).toBe(false);

    // The line that works is in the file that is shown.
    const open = page
      .getByRole('region', { name: /^Lanes of Upper case, select/ })
      .getByRole('button', { name: /^Open/ });
    await open.first().click();
    await expect
      .poll(() => page.getByRole('region', { name: 'Source', exact: true }).innerText())
      .toContain('os.sleep(1)');
  });

  it('stops on request, and leaves the server free', async () => {
    const page = await openAt('#/labs/concurrency');
    await page.getByLabel('Client 1 says nothing for').fill('3000');
    await page.getByLabel(/^Upper case, select/).uncheck();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('[data-server="tcp-upper"] tr[data-client="4"] button').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await finished(page, 'tcp-upper', 'stopped');
    await page.getByLabel('Client 1 says nothing for').fill('0');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await finished(page, 'tcp-upper', 'done');
  });
});
