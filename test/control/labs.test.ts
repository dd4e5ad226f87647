/** The labs over the WebSocket: one experiment at a time, stopped when one wants, answered under the page's number. */
import { describe, expect, it } from 'vitest';
import type { ToPage } from '#shared/wire/messages.ts';
import { until } from '../lab/harness.ts';
import { startControl, TestPage } from './harness.ts';

type Answer = Extract<ToPage, { type: 'lab' }>;

const answerTo = (page: TestPage, ref: number): Promise<Answer> =>
  until(() => page.messages.find((message): message is Answer => message.type === 'lab' && message.ref === ref));

describe('an experiment', () => {
  it('answers with what the system said', async () => {
    const page = await TestPage.open(await startControl());
    page.say({ type: 'lab', ref: 7, wish: { lab: 'error', error: 'connection-refused', kernel: false } });
    expect(await answerTo(page, 7)).toMatchObject({
      answer: { lab: 'error', report: { error: 'connection-refused', returned: { code: 'ECONNREFUSED' } } },
    });
  });

  it('keeps others of its page waiting, but not its lines, until it is stopped', async () => {
    const page = await TestPage.open(await startControl());
    page.say({ type: 'lab', ref: 1, wish: { lab: 'error', error: 'connect-timed-out', kernel: true } });
    page.say({ type: 'lab', ref: 2, wish: { lab: 'lookup', call: 'getaddrinfo', asked: 'localhost' } });
    page.say({ type: 'lab', ref: 3, wish: { lab: 'lines', error: 'broken-pipe' } });
    expect(await page.answer('refused')).toMatchObject({ ref: 2, code: 'lab-busy' });
    const { answer } = await answerTo(page, 3);
    expect(answer.lab === 'lines' && answer.shown?.lines.join('\n')).toContain("socket.write('two')");
    page.say({ type: 'lab-stop' });
    expect(await answerTo(page, 1)).toMatchObject({ answer: { report: { missing: 'kept-from-happening' } } });
    page.say({ type: 'lab', ref: 4, wish: { lab: 'lookup', call: 'getaddrinfo', asked: '127.0.0.1' } });
    await answerTo(page, 4);
  });
});

describe('the resolver', () => {
  it('gives the addresses of a name', async () => {
    const page = await TestPage.open(await startControl());
    page.say({ type: 'lab', ref: 1, wish: { lab: 'lookup', call: 'getaddrinfo', asked: '127.0.0.1' } });
    const { answer } = await answerTo(page, 1);
    expect(answer).toMatchObject({ report: { addresses: [{ address: '127.0.0.1', family: 4 }], error: null } });
  });

  it.each(['', 'no such\nname', '\0', '-'.repeat(200)])('says why it has none for %j', async (asked) => {
    const page = await TestPage.open(await startControl());
    page.say({ type: 'lab', ref: 1, wish: { lab: 'lookup', call: 'getnameinfo', asked } });
    const { answer } = await answerTo(page, 1);
    expect(answer.lab === 'lookup' && answer.report.error?.message).toMatch(/\S/);
  });
});
