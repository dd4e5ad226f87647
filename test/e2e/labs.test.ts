/** The labs in real Chromium: errors, names and addresses. */
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
