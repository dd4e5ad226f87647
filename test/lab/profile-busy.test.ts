/** A handler that works, on real sockets: whom it holds up. */
import { expect, it } from 'vitest';
import { entriesOf, until } from './harness.ts';
import { ProfileLab } from './profile-lab.ts';

/** When the server last read from, and last wrote to, connection `n`, once so many writes to it are recorded. */
async function times(server: ProfileLab, n: number, writes: number): Promise<{ read: number; wrote: number }> {
  const lane = await server.lane(n);
  const all = (kind: 'read' | 'write') => entriesOf(lane).filter((entry) => entry.kind === kind);
  await until(() => all('write').length === writes);
  return { read: all('read').at(-1)?.t ?? Number.NaN, wrote: all('write').at(-1)?.t ?? Number.NaN };
}

/** The server has read so often from connection 1. */
async function hasRead(server: ProfileLab, often: number): Promise<void> {
  const lane = await server.lane(1);
  await until(() => entriesOf(lane).filter(({ kind }) => kind === 'read').length === often);
}

/** Two clients, the first at work in the handler before the second comes: when each was answered. */
async function answers(id: string): Promise<{ work: number; quick: number }> {
  const server = new ProfileLab(id);
  const first = (await server.client()).send('work\n');
  await hasRead(server, 1);
  const second = (await server.client()).send('quick\n');
  await Promise.all([first.gets(/WORK/), second.gets(/QUICK/)]);
  return { work: (await times(server, 1, 1)).wrote, quick: (await times(server, 2, 1)).wrote };
}

it('delays all clients of the select server, which has one loop', async () => {
  const server = new ProfileLab('tcp-upper-select+busy');
  // Both are accepted; then one of them asks for work.
  const first = (await server.client()).send('hello\n');
  const second = (await server.client()).send('there\n');
  await Promise.all([first.gets(/HELLO/), second.gets(/THERE/)]);
  first.send('work\n');
  await hasRead(server, 2);
  second.send('quick\n');
  await Promise.all([first.gets(/WORK/), second.gets(/QUICK/)]);
  // The octets of the second waited in the kernel until the first had its answer.
  expect((await times(server, 2, 2)).read).toBeGreaterThan((await times(server, 1, 2)).wrote);
});

it('delays new clients, too', async () => {
  const { work, quick } = await answers('tcp-upper-select+busy');
  expect(work).toBeLessThan(quick);
});

it('does not delay other clients of the server with threads', async () => {
  const { work, quick } = await answers('tcp-upper-tasks+busy');
  expect(quick).toBeLessThan(work);
});

it('holds up the next client of the serial server until the first has left', async () => {
  const server = new ProfileLab('tcp-upper+busy');
  const first = (await server.client()).send('work\n');
  const second = (await server.client()).send('quick\n');
  await first.gets(/WORK/);
  expect(second.text).toBe('');
  await first.fin().ends();
  await second.gets(/QUICK/);
});
