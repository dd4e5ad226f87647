/** Many tabs and a crowd of outside clients: the page must stay usable. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../apps/server/setup/ensure-chromium.mjs';
import { Crowd, median, type Result } from '../load/crowds.ts';
import { startApp } from '../load/server.ts';
import { Bot } from './bot.ts';

/** How long a click may take to show, in ms. */
const MOST_MS = 200;

const CLICKS = 20;

/** `tabs` of one browser on the app, `size` connections to its engine and ever more. Held when every click was answered in time. */
export async function crowd(tabs: number, size: number): Promise<Result> {
  const app = await startApp();
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const pages = await openTabs(browser, tabs, `http://localhost:${app.port}/`);
    const bot = await Bot.open(app.port);
    const port = await bot.until('the engine to listen', () => bot.server('engine')?.port || null);
    await bot.close();
    const clients = new Crowd({ port }, 'GET /hello HTTP/1.1\r\nHost: a\r\nX: ');
    // The engine ends each after ten seconds without a whole header section; others take their places.
    void clients.fill(Number.POSITIVE_INFINITY);
    while (clients.opened < size) await pause(100);
    const took: number[] = [];
    for (let i = 0; i < CLICKS; i++) {
      took.push(await click(pages[i % pages.length] as Page, i < pages.length ? '#/compare' : '#/'));
      await pause(250);
    }
    const open = clients.members.size;
    clients.leave();
    const { descriptors, resident } = app.holdings();
    const worst = Math.max(...took);
    return {
      held: app.alive() && worst <= MOST_MS && open > size / 4,
      figures: {
        'median ms': median(took).toFixed(0),
        'slowest ms': worst.toFixed(0),
        open,
        opened: clients.opened,
        descriptors,
        'resident MiB': resident.toFixed(0),
      },
    };
  } finally {
    await browser.close();
    await app.stop();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function openTabs(browser: Browser, count: number, url: string): Promise<Page[]> {
  const context = await browser.newContext();
  const pages: Page[] = [];
  for (let i = 0; i < count; i++) {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByTestId('terminal').waitFor();
    pages.push(page);
  }
  return pages;
}

/** Goes to another place by its link. Resolves with how long it took to be drawn, in ms, measured in the page. */
async function click(page: Page, place: string): Promise<number> {
  await page.bringToFront();
  return page.evaluate(async (href) => {
    const link = document.querySelector<HTMLAnchorElement>(`nav a[href="${href}"]`);
    if (link === null) throw new Error(`There is no link to ${href}`);
    const began = performance.now();
    link.click();
    while (link.getAttribute('aria-current') === null) await new Promise(requestAnimationFrame);
    // The frame after the one in which it was found: this one is drawn by then.
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, place);
}
