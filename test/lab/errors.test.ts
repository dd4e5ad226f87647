/** The errors lab on real sockets: each error has its number, and its story in the order it happened. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ErrorReport, errorReport, LAB_ERRORS, type LabError } from '#shared/labs/errors.ts';
import { runExperiment } from '../../apps/server/src/lab/errors/run.ts';

const ROOT = new URL('../../', import.meta.url);
const hasPython = spawnSync('python3', ['--version']).status === 0;

const run = (error: LabError): Promise<ErrorReport> => runExperiment(error, false, new AbortController().signal);

/** `client wrote` and the like, in order. */
const storyOf = ({ events }: ErrorReport): string[] => events.map(({ by, deed }) => `${by} ${deed}`);

describe.each(LAB_ERRORS)('%s', (error) => {
  it.skipIf(error === 'connection-aborted' && !hasPython)('is produced, and its report can be sent', async () => {
    const report = await run(error);
    expect(report.missing).toBeNull();
    expect(report.returned).not.toBeNull();
    expect(errorReport(JSON.parse(JSON.stringify(report)))).toEqual(report);
    const times = report.events.map(({ t }) => t);
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it.skipIf(error === 'connection-aborted' && !hasPython)('shows lines of its own source file', async () => {
    const { shown } = await run(error);
    if (shown === null) throw new Error('no lines');
    const file = readFileSync(fileURLToPath(new URL(shown.file, ROOT)), 'utf8').split('\n');
    expect(shown.lines.length).toBeGreaterThan(0);
    const there = file.slice(shown.first - 1, shown.first - 1 + shown.lines.length);
    expect(there.map((line) => line.trim())).toEqual(shown.lines.map((line) => line.trim()));
    expect(file[shown.first - 2]?.trim()).toMatch(/^(\/\/|#) shown$/);
  });
});

it.each<[LabError, string, string, number]>([
  ['address-in-use', 'listen', 'EADDRINUSE', 98],
  ['connection-refused', 'connect', 'ECONNREFUSED', 111],
  ['connection-reset', 'recv', 'ECONNRESET', 104],
  ['bad-descriptor', 'read', 'EBADF', 9],
  ['broken-pipe', 'send', 'EPIPE', 32],
])('%s comes back from %s as %s', async (error, call, code, number) => {
  const { returned } = await run(error);
  expect(returned).toMatchObject({ call, code });
  // The numbers of the tutorials are Linux's.
  if (process.platform === 'linux') expect(returned?.number).toBe(number);
});

it.runIf(hasPython && process.platform === 'linux')('a second connect() on a refused socket is aborted', async () => {
  const { returned, events } = await run('connection-aborted');
  expect(returned).toMatchObject({ code: 'ECONNABORTED', number: 103 });
  expect(events.filter(({ deed }) => deed === 'failed').map(({ detail }) => detail)).toEqual([
    'ECONNREFUSED',
    'ECONNABORTED',
  ]);
});

it('a name under .invalid is not known, or the resolver cannot be asked', async () => {
  const { returned } = await run('name-not-known');
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(returned?.code);
  expect(returned?.number).toBe(returned?.code === 'ENOTFOUND' ? -2 : -3);
});

it('no accept, no room: the connect never comes back, and the deadline is ours', async () => {
  const report = await run('connect-timed-out');
  expect(report.returned).toMatchObject({ call: 'connect', code: null, number: null });
  expect(storyOf(report)).toContain('system queued');
  expect(storyOf(report)).not.toContain('client connected');
  expect(storyOf(report).at(-1)).toBe('client deadline');
});

it('the server has read the unfinished request when the client gives up', async () => {
  const story = storyOf(await run('recv-timed-out'));
  expect(story.indexOf('server read')).toBeGreaterThan(story.indexOf('client wrote'));
  expect(story.at(-1)).toBe('client deadline');
  expect(story).not.toContain('server wrote');
});

it('a client that has half-closed is answered', async () => {
  const report = await run('client-half-closes');
  expect(report.returned?.message).toBe('THAT WAS ALL');
  const story = storyOf(report);
  expect(story.indexOf('client fin-sent')).toBeLessThan(story.indexOf('server wrote'));
  expect(story).toContain('server fin-received');
});

it('a server that has half-closed still hears', async () => {
  const report = await run('server-half-closes');
  expect(report.returned?.message).toBe('still heard');
  const story = storyOf(report);
  expect(story.indexOf('client fin-received')).toBeLessThan(story.indexOf('client wrote'));
});

it('the kernel’s deadline can be stopped before it comes', async () => {
  const stop = new AbortController();
  const running = runExperiment('connect-timed-out', true, stop.signal);
  stop.abort();
  expect(await running).toMatchObject({ returned: null, missing: 'kept-from-happening' });
});
