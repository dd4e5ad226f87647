/** The labs in real Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openPage, startApp, startBrowser } from './harness.ts';
import { expectSound, SIZES, THEMES } from './sound.ts';

let app: App;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function run(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  return (await page.getByTestId('returned').textContent()) ?? '';
}

describe('errors', () => {
  it('come with the lines that run, before and after, and are reached by the rail', async () => {
    const { page, errors, close } = await openPage(browser, app.url);
    await page.getByRole('link', { name: 'Labs' }).click();
    await page.getByText('await once(socket,', { exact: false }).waitFor();
    expect(await run(page)).toMatch(/connect\(\).*ECONNREFUSED.*127\.0\.0\.1/);
    await page.getByRole('link', { name: /^Broken pipe/ }).press('Enter');
    expect(page.url()).toContain('#/labs/errors/broken-pipe');
    expect(await run(page)).toMatch(/EPIPE/);
    expect(await page.getByRole('listitem').filter({ hasText: 'fails: EPIPE' }).count()).toBe(1);
    await page.getByRole('link', { name: /^Connection refused/ }).click();
    expect(await page.getByTestId('returned').textContent()).toContain('ECONNREFUSED');
    expect(errors).toEqual([]);
    await close();
  });

  it('wait for the kernel only as long as one wants, one at a time', async () => {
    const { page, close } = await openPage(browser, `${app.url}#/labs/errors/connect-timed-out`);
    await page.getByRole('button', { name: /kernel/ }).click();
    await page.getByText('Running for').waitFor();
    expect(await page.getByRole('button', { name: 'Run it', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('note').filter({ hasText: 'the run was stopped' }).waitFor();
    expect(await page.getByRole('button', { name: 'Run it again' }).isEnabled()).toBe(true);
    await close();
  });

  describe.each(THEMES)('in the %s theme', (theme) => {
    it.each(SIZES)('are sound at %i × %i', async (width, height) => {
      const url = `${app.url}#/labs/errors/server-half-closes`;
      const { page, errors, close } = await openPage(browser, url, { theme, width, height });
      await page.getByText('shutdown', { exact: false }).or(page.getByText('still heard')).first().waitFor();
      await expectSound(page, 'before');
      expect(await run(page)).toContain('still heard');
      await expectSound(page, 'after');
      expect(errors).toEqual([]);
      await close();
    });
  });
});

describe('names', () => {
  it('are asked of the resolver, and an address found is taken apart', async () => {
    const { page, errors, close } = await openPage(browser, `${app.url}#/labs/names`);
    const field = page.getByLabel('A name, an address or a prefix');
    await field.fill('127.0.0.1');
    await page.getByRole('button', { name: /getnameinfo/ }).click();
    await page.getByText(/is called|failed for/).waitFor();
    await field.fill('no-such-name.invalid');
    await page.getByRole('button', { name: /getaddrinfo/ }).click();
    await page.getByText(/ENOTFOUND -2|EAI_AGAIN -3/).waitFor();
    await field.fill('2001:DB8::1/64');
    expect(await page.getByText('2001:0db8:0000:0000:0000:0000:0000:0001').count()).toBe(2);
    await page.getByLabel('Prefix', { exact: true }).fill('32');
    expect(await page.getByText('2001:db8:ffff:ffff:ffff:ffff:ffff:ffff').isVisible()).toBe(true);
    expect(await page.getByText('stands in books and RFCs').isVisible()).toBe(true);
    await field.fill('1.2.3.400');
    expect(await page.getByText('does not fit into one octet').isVisible()).toBe(true);
    expect(await page.getByText(`127.0.0.1:`).first().isVisible()).toBe(true);
    expect(errors).toEqual([]);
    await close();
  });

  describe.each(THEMES)('in the %s theme', (theme) => {
    it.each(SIZES)('are sound at %i × %i', async (width, height) => {
      const { page, errors, close } = await openPage(browser, `${app.url}#/labs/names`, { theme, width, height });
      await page.getByLabel('A name, an address or a prefix').fill('::ffff:192.0.2.1');
      await page.getByText('the longest run of zeros').waitFor();
      await expectSound(page, 'an address');
      expect(errors).toEqual([]);
      await close();
    });
  });
});
