/** The labs in real Chromium. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openAt } from './harness.ts';

async function run(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  return (await page.getByTestId('returned').textContent()) ?? '';
}

describe('errors', () => {
  it('come with the lines that run, before and after, and are reached by the rail', async () => {
    const page = await openAt('');
    await page.getByRole('link', { name: 'Labs' }).click();
    await page.getByText('await once(socket,', { exact: false }).waitFor();
    expect(await run(page)).toMatch(/connect\(\).*ECONNREFUSED.*127\.0\.0\.1/);
    await page.getByRole('link', { name: /^Broken pipe/ }).press('Enter');
    expect(page.url()).toContain('#/labs/errors/broken-pipe');
    expect(await run(page)).toMatch(/EPIPE/);
    await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'fails: EPIPE' }).count()).toBe(1);
    await page.getByRole('link', { name: /^Connection refused/ }).click();
    await expect.poll(() => page.getByTestId('returned').textContent()).toContain('ECONNREFUSED');
  });

  it('and every other room are reached by the palette', async () => {
    const page = await openAt('');
    await page.getByTestId('waiting').filter({ hasText: 'request line' }).waitFor();
    for (const [words, hash] of [
      ['timeouts', '#/labs/errors'],
      ['names and', '#/labs/names'],
      ['concurrency', '#/labs/concurrency'],
      ['client: raw', '#/client/raw'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.hash === hash);
    }
  });

  it('wait for the kernel until the user stops them, one at a time', async () => {
    const page = await openAt('#/labs/errors/connect-timed-out');
    await page.getByRole('button', { name: /kernel/ }).click();
    await page.getByText('Running for').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Run it', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('note').filter({ hasText: 'the run was stopped' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Run it again' }).isEnabled()).toBe(true);
  });
});

describe('names', () => {
  it('go to the resolver, and a found address is taken apart', async () => {
    const page = await openAt('#/labs/names');
    const field = page.getByLabel('A name, an address or a prefix');
    await field.fill('127.0.0.1');
    await page.getByRole('button', { name: /getnameinfo/ }).click();
    await page.getByText(/is called|failed for/).waitFor();
    await expect.poll(() => page.getByText('socket.gethostbyaddr(address)').isVisible()).toBe(true);
    await field.fill('no-such-name.invalid');
    await page.getByRole('button', { name: /getaddrinfo/ }).click();
    await page.getByText(/ENOTFOUND -2|EAI_AGAIN -3/).waitFor();
    await field.fill('2001:DB8::1/64');
    await expect.poll(() => page.getByText('2001:0db8:0000:0000:0000:0000:0000:0001').count()).toBe(2);
    await page.getByLabel('Prefix', { exact: true }).fill('32');
    await expect.poll(() => page.getByText('2001:db8:ffff:ffff:ffff:ffff:ffff:ffff').isVisible()).toBe(true);
    await expect.poll(() => page.getByText('appears in books and RFCs').isVisible()).toBe(true);
    await field.fill('1.2.3.400');
    await expect.poll(() => page.getByText('does not fit into one octet').isVisible()).toBe(true);
    await expect.poll(() => page.getByText(`127.0.0.1:`).first().isVisible()).toBe(true);
  });
});

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
