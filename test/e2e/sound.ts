/**
 * What axe finds on a page, and whether anything is wider than the window: in both themes, at three sizes. A full run
 * checks all pairs; else each place has its size and each state its theme.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { FULL } from '../full.ts';
import { openAt } from './harness.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rows of the tape after the first ones are like those. */
const MORE_ROWS = '[role="grid"] [role="row"]:nth-child(n + 9)';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

type Size = (typeof SIZES)[number];

/** All sizes in a full run; else one, a different one from place to place. */
function sizesFor(what: string): readonly Size[] {
  const turn = [...what].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return FULL ? SIZES : SIZES.slice(turn % SIZES.length).slice(0, 1);
}

/** Checks the page as it stands. */
export type Check = (state: string) => Promise<void>;

/** How a place gets into its states, with a check in each. */
export type Visit = (page: Page, check: Check, width: number) => Promise<void>;

/** Both themes in a full run; else they take turns from state to state. */
const themesOf = (state: number): readonly Theme[] => (FULL ? THEMES : THEMES.slice(state % 2).slice(0, 1));

/** Tests that a place is sound in all states of a visit. */
export function isSound(what: string, address: string, visit: Visit): void {
  it.each(sizesFor(what))(`${what} is sound at %i × %i`, async (width, height) => {
    const page = await openAt(address, { width, height });
    let states = 0;
    const check: Check = async (state) => {
      for (const theme of themesOf(states++)) {
        await show(page, theme);
        await expectSound(page, `${state}, ${theme}`);
      }
    };
    await visit(page, check, width);
  });
}

/** Switches the theme in place, to the end of its transitions: colours on their way are nobody's choice. */
async function show(page: Page, colorScheme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}

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
  const { violations } = (await page.evaluate(
    `axe.run({ exclude: ['${MORE_ROWS}'] }, { resultTypes: ['violations'], preload: false })`,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ impact, id, nodes }) =>
      nodes.map(({ target, any }) => `${impact} ${id} ${target.join(' ')}: ${any[0]?.message ?? ''}`),
    );
}
