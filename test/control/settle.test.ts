/** A server has settled once it has handled what reached it: before that, its silence says nothing. */
import { expect, it } from 'vitest';
import { connect, entriesOf, octets, until } from '../lab/harness.ts';
import { ProfileLab } from '../lab/profile-lab.ts';
import { startControl, TestPage } from './harness.ts';

const settledIn = (page: TestPage): number[] =>
  page.messages.flatMap((message) => (message.type === 'settled' ? [message.ref] : []));

async function openPage() {
  const control = await startControl();
  const page = await TestPage.open(control);
  const lane = await page.connect(1);
  await until(() => page.entries(lane).some(({ kind }) => kind === 'open'));
  return { control, page, lane };
}

it('is reported after everything the server did with what was sent before', async () => {
  const { page, lane } = await openPage();
  for (let ref = 10; ref < 30; ref++) {
    page.send(lane, `hello ${ref}`);
    page.say({ type: 'settle', ref, lane });
    await until(() => settledIn(page).includes(ref));
    const written = page.entries(lane).flatMap((entry) => (entry.kind === 'write' && entry.at === 'server' ? 1 : []));
    expect(written).toHaveLength(ref - 9);
  }
});

it('is not reported while the server is at work, and is when its thread has ended', async () => {
  const { page, lane } = await openPage();
  page.send(lane, 'spin');
  page.say({ type: 'settle', ref: 2, lane });
  // Whatever comes back for a later request has passed the place of the answer.
  page.say({ type: 'settle', ref: 3, lane: 99 });
  await until(() => page.messages.some((message) => message.type === 'refused' && message.ref === 3));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(settledIn(page)).toEqual([]);
  page.say({ type: 'kill', server: 'echo' });
  await until(() => settledIn(page).length > 0);
  expect(page.entries(lane).some(({ kind }) => kind === 'crash')).toBe(true);
});

it('is refused for a lane of another page', async () => {
  const { control, lane } = await openPage();
  const other = await TestPage.open(control, 'b');
  other.say({ type: 'settle', ref: 1, lane });
  expect(await other.answer('refused')).toMatchObject({ ref: 1, code: 'unknown-lane' });
});

it.each(['web-server-1.0', 'users-api', 'tcp-upper-select'])('is reported by %s, blocked or not', async (id) => {
  const lab = new ProfileLab(id);
  const { client, lane } = await connect(lab, 'patient', id);
  await until(() => lane.accepted);
  // Before it has anything to read, and after it has read: the first of them closes then.
  for (const text of ['', 'GET', ' / HTTP/1.1']) {
    if (text !== '' && !lane.serverClosed) client.send(octets(text));
    await lab.workers.settled(lane);
  }
  const reads = entriesOf(lane).filter(({ kind, at }) => kind === 'read' && at === 'server');
  expect(reads.length).toBeGreaterThan(0);
});
