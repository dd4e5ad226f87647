/** A page that holds servers: what it may ask, what it is refused, and what becomes of its holds when it goes. */
import { expect, it } from 'vitest';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { RefusalCode } from '#shared/wire/messages.ts';
import { entriesOf, until } from '../lab/harness.ts';
import { startControl, TestPage } from './harness.ts';

const holdsOf = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) => (entry.kind === 'hold' ? [entry.what] : []));

async function heldPage() {
  const control = await startControl({ gated: ['echo'], holdTimes: { awayMs: 1500 } });
  const page = await TestPage.open(control);
  const lane = await page.connect(1);
  await until(() => page.entries(lane).some(({ kind }) => kind === 'open'));
  page.say({ type: 'hold', lane, stops: [{ kind: 'octet', after: 2 }], now: false });
  page.send(lane, 'hello');
  await until(() => holdsOf(page.entries(lane)).includes('held'));
  return { control, page, lane };
}

const refusals = (page: TestPage): RefusalCode[] =>
  page.messages.flatMap((message) => (message.type === 'refused' ? [message.code] : []));

const echoed = (page: TestPage, lane: number): string =>
  page
    .entries(lane)
    .map((entry) => (entry.kind === 'write' && entry.at === 'server' ? Buffer.from(entry.bytes).toString() : ''))
    .join('');

it('holds, steps and releases what it sees', async () => {
  const { page, lane } = await heldPage();
  expect(echoed(page, lane)).toBe('he');
  page.say({ type: 'hold-step', lane, unit: 'octet' });
  await until(() => echoed(page, lane) === 'hel');
  page.say({ type: 'release', lane });
  await until(() => echoed(page, lane) === 'hello');
  page.say({ type: 'hold-step', lane, unit: 'octet' });
  await until(() => refusals(page).length > 0);
  expect(refusals(page)).toEqual(['not-held']);
});

it('is neither held by another page nor reported to it', async () => {
  const { control, page, lane } = await heldPage();
  const other = await TestPage.open(control, 'b');
  other.say({ type: 'release', lane });
  other.say({ type: 'hold', lane: 99, stops: [], now: true });
  other.say({ type: 'hold-next', server: 'nobody', stops: [], now: true });
  await until(() => refusals(other).length === 3);
  expect(refusals(other)).toEqual(['unknown-lane', 'unknown-lane', 'unknown-server']);
  expect(holdsOf(page.entries(lane))).not.toContain('released');
});

it('goes on when its page has gone, not when it comes back at once', async () => {
  const { control, page, lane } = await heldPage();
  page.cut();
  await page.comeBack();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(holdsOf(page.entries(lane))).not.toContain('released');
  page.cut();
  const recorded = control.recorder.lane(lane);
  await until(() => recorded !== undefined && holdsOf(entriesOf(recorded)).includes('released'));
  await page.comeBack();
  await until(() => echoed(page, lane) === 'hello');
  expect(page.entries(lane)).toContainEqual(expect.objectContaining({ kind: 'hold', what: 'released', by: 'left' }));
});
