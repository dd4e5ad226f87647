/** The naive proxy before real backs, on real sockets: what it forwards, and what the back makes of it. */
import { expect, it } from 'vitest';
import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import { until } from '../harness.ts';
import { ChainLab } from './chain-lab.ts';

// A chain is two servers to start; on a busy machine that takes its time.
const GET = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n';
const HIDDEN = 'GET /missing HTTP/1.1\r\nHost: localhost\r\n\r\n';
const SMUGGLED = `0\r\n\r\n${HIDDEN}`;
const CL_TE =
  'POST /echo HTTP/1.1\r\nHost: localhost\r\n' +
  `Content-Length: ${SMUGGLED.length}\r\nTransfer-Encoding: chunked\r\n\r\n${SMUGGLED}`;

const LENIENT = { server: 'engine', reading: { mode: 'rfc', leniencies: REQUEST_LENIENCIES } } as const;
const statusesIn = (text: string): string[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');

it('forwards requests as they came, over one connection it keeps, and relays the answers', async () => {
  const client = await new ChainLab().open(NAIVE_PROXY, { server: 'engine' });
  client.send(GET);
  await client.answers(/Hello, world!/);
  client.send(`${HIDDEN}${GET}`);
  await until(() => statusesIn(client.answer).length === 3);
  expect(statusesIn(client.answer)).toEqual(['200', '404', '200']);
  await expect.poll(() => client.forwarded).toEqual([`${GET}${HIDDEN}${GET}`]);
  const [back] = client.backs;
  expect(back?.[0]).toMatchObject({ kind: 'open', at: 'server', options: { server: 'engine', origin: 'outside' } });
});

it('passes two framings on, which a hardened back refuses', async () => {
  const client = await new ChainLab().open(NAIVE_PROXY, { server: 'engine' });
  client.send(CL_TE);
  expect(statusesIn(await client.answers(/400/))).toEqual(['400']);
  await expect.poll(() => client.forwarded).toEqual([CL_TE]);
});

it('takes all of it for one request, where a lenient back ends the request at the last chunk', async () => {
  const client = await new ChainLab().open(NAIVE_PROXY, LENIENT);
  client.send(CL_TE);
  await client.answers(/HTTP\/1\.1 200/);
  await expect.poll(() => client.forwarded).toEqual([CL_TE]);
  const witness = client.backs[0]?.find(({ kind }) => kind === 'witness');
  expect(witness).toMatchObject({ request: 0, end: CL_TE.length - HIDDEN.length });
});

it('gives the answer to a request it never saw to whoever asks next', async () => {
  // The line that ends with LF alone ends the back's header section, not the front's.
  const hiding = `GET /hello HTTP/1.1\r\nHost: localhost\r\nX: y\n\n${HIDDEN}`;
  const client = await new ChainLab().open(NAIVE_PROXY, LENIENT);
  client.send(hiding);
  await client.answers(/Hello, world!/);
  await until(() => client.backs[0]?.filter(({ kind }) => kind === 'witness').length === 2);
  expect(statusesIn(client.answer)).toEqual(['200']);
  client.send(GET);
  await until(() => statusesIn(client.answer).length === 2);
  expect(statusesIn(client.answer)).toEqual(['200', '404']);
});

it('connects anew when the back has closed, and ends where the back’s close ends the answer', async () => {
  const client = await new ChainLab().open(NAIVE_PROXY, { server: 'one-page' });
  client.send(GET.replace('/hello', '/'));
  await client.answers(/HTTP\/1\.1 200.*\r\nServer: Web Server/);
  await until(() => client.entries.some(({ kind, at }) => kind === 'fin' && at === 'server'));
  expect(client.backs).toHaveLength(1);
});

it('says 502 when nothing comes from the back', async () => {
  const client = await new ChainLab().open(NAIVE_PROXY, { server: 'static-threads' });
  client.send('GET\r\n\r\n');
  expect(await client.answers(/502/)).toMatch(
    /^HTTP\/1\.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n/,
  );
});

it('ends with the client, and nothing of it stays among the servers', async () => {
  const lab = new ChainLab();
  const client = await lab.open(NAIVE_PROXY, { server: 'node-http' });
  client.send(GET);
  await client.answers(/Hello, world!/);
  const taken = lab.workers.descriptors.taken;
  expect(taken).toBeGreaterThan(0);
  client.client.end();
  await until(() => client.backs.every((entries) => entries.at(-1)?.kind === 'close'));
  await until(() => lab.workers.descriptors.taken === 0);
  expect(client.backs.flat().filter(({ kind }) => kind === 'crash')).toEqual([]);
  expect(lab.workers.infos().filter(({ state }) => state !== 'stopped')).toEqual([]);
});

it('is not made of servers that cannot stand in it', () => {
  const { workers } = new ChainLab();
  expect(workers.hasChain('engine', { server: 'engine' })).toBe(false);
  expect(workers.hasChain('python', { server: 'engine' })).toBe(false);
  expect(workers.hasChain(NAIVE_PROXY, { server: 'echo' })).toBe(false);
  expect(workers.hasChain(NAIVE_PROXY, { server: 'nginx' })).toBe(false);
});
