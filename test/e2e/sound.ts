/** What axe finds on a page, and whether anything is wider than the window. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const THEMES = ['light', 'dark'] as const;
export const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

/** Axe has nothing serious to say, and nothing makes the page scroll sideways. */
export async function expectSound(page: Page, state: string): Promise<void> {
  expect.soft(await complaints(page), state).toEqual([]);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect.soft(widths[0], `${state}: width of the page`).toBe(widths[1]);
}

/** One line for each thing found: how bad, which rule, where. */
async function complaints(page: Page): Promise<string[]> {
  // The page's policy allows no script from elsewhere; what the debugger evaluates is not bound by it.
  await page.evaluate(`window.axe ?? (() => { ${AXE} })()`);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ impact, id, nodes }) =>
      nodes.map(({ target, any }) => `${impact} ${id} ${target.join(' ')}: ${any[0]?.message ?? ''}`),
    );
}
