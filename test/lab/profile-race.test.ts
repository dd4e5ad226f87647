/** The counter of visits that threads race for, on real sockets: who loads when is decided by when octets arrive. */
import { describe, expect, it } from 'vitest';
import { ProfileLab } from './profile-lab.ts';

const ASK = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const visits = (page: string): string => /Visits: (\d+)/.exec(page)?.[1] ?? page;

/** Two clients are connected, and both threads have loaded the number, before either asks. */
async function interleaved(server: ProfileLab): Promise<string[]> {
  const first = await server.client();
  await server.lane(1);
  const second = await server.client();
  await server.lane(2);
  const one = await first.send(ASK).ends();
  const two = await second.send(ASK).ends();
  return [one, two, await server.ask(ASK)].map(visits);
}

describe('static-threads', () => {
  it('counts both of two visits, one after the other', async () => {
    const server = new ProfileLab('static-threads');
    expect([await server.ask(ASK), await server.ask(ASK)].map(visits)).toEqual(['1', '2']);
  });

  it('loses one of two visits whose threads have both loaded the number', async () => {
    expect(await interleaved(new ProfileLab('static-threads'))).toEqual(['1', '1', '2']);
  });

  it('loses none once the thread that accepts does the counting', async () => {
    expect(await interleaved(new ProfileLab('static-threads+mended:race'))).toEqual(['2', '2', '3']);
  });

  it('counts a client that leaves without a word', async () => {
    const server = new ProfileLab('static-threads');
    await (await server.client()).fin().ends();
    expect(visits(await server.ask(ASK))).toBe('2');
  });
});
