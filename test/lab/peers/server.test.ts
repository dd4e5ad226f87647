/** Peers as servers of the lab: each that is on this machine; python3 and our own naive proxy are the ones to rely on. */
import { describe, expect, it } from 'vitest';
import { NAIVE_PROXY, PEER_IDS, type PeerId } from '#shared/servers/peers.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { findProgram } from '../../../apps/server/src/lab/peers/find.ts';
import { PEERS } from '../../../apps/server/src/lab/peers/index.ts';
import { lesserRights } from '../../../apps/server/src/lab/peers/rights.ts';
import { ChainLab } from '../chain/chain-lab.ts';
import { until } from '../harness.ts';

// A chain is two servers to start; on a busy machine that takes its time.
const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const CL_TE =
  'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG';

const infoOf = (lab: ChainLab, id: PeerId): ServerInfo => {
  const info = lab.workers.infos().find((one) => one.id === id);
  if (info === undefined) throw new Error(`no server ${id}`);
  return info;
};

const isHere = (id: PeerId): boolean => findProgram(PEERS[id].commands, lesserRights()) !== null;

const here = PEER_IDS.filter(isHere);
const fronts = here.filter((id) => id !== 'python');

it('lists every peer, those too that are not on this machine', () => {
  const lab = new ChainLab();
  for (const id of PEER_IDS) {
    expect(infoOf(lab, id)).toMatchObject({ state: 'stopped', port: 0, error: null, program: { version: null } });
  }
});

it.for(PEER_IDS)('%s answers a client of the page, whose lane holds its writes and reads', async (id, { skip }) => {
  skip(!here.includes(id), `${id} is not on this machine`);
  const lab = new ChainLab();
  const client = await lab.connect(id);
  client.send(GET);
  await client.answers(/Hello, world!/);
  expect(client.answer).toMatch(/^HTTP\/1\.[01] 200 /);
  expect(client.entries[0]).toMatchObject({ kind: 'open', at: 'client', options: { server: id, origin: 'page' } });
  expect(client.entries.every(({ at }) => at === 'client')).toBe(true);
  expect(infoOf(lab, id)).toMatchObject({ state: 'listening', program: { found: true } });
  expect(infoOf(lab, id).program?.version).toMatch(/^\d+\.\d+/);
});

it('starts a peer once, says when it was killed, and starts it again on request', async ({ skip }) => {
  skip(!here.includes('python'), 'python3 is not on this machine');
  const lab = new ChainLab();
  await Promise.all([lab.connect('python'), lab.connect('python')]);
  const { port } = infoOf(lab, 'python');
  lab.workers.kill('python');
  await until(() => infoOf(lab, 'python').state === 'crashed');
  expect(infoOf(lab, 'python').error).toMatch(/^It was ended by SIGKILL/);
  const client = await lab.connect('python');
  expect(infoOf(lab, 'python')).toMatchObject({ state: 'listening', restarts: 1, error: null });
  client.send(GET);
  await client.answers(/Hello, world!/);
  expect(port).toBeGreaterThan(0);
});

it('refuses a connection to a peer that is not there, with its names', async ({ skip }) => {
  const absent = PEER_IDS.find((id) => !here.includes(id));
  skip(absent === undefined, 'every peer is on this machine');
  const lab = new ChainLab();
  await expect(lab.connect(absent ?? '')).rejects.toThrow(/^connect-failed: Not on this machine: /);
  expect(lab.workers.infos().find(({ id }) => id === absent)).toMatchObject({
    state: 'stopped',
    program: { found: false },
  });
});

describe('as fronts', () => {
  it('there is always one', () => {
    expect(new ChainLab().workers.hasChain(NAIVE_PROXY, { server: 'engine' })).toBe(true);
  });

  it.for(PEER_IDS.filter((id) => id !== 'python'))(
    '%s forwards to a back of ours, and no two framings at once',
    async (id, { skip }) => {
      skip(!fronts.includes(id), `${id} is not on this machine`);
      const client = await new ChainLab().open(id, { server: 'engine' });
      client.send('GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await client.answers(/Hello, world!/);
      expect(client.forwarded).toHaveLength(1);
      expect(client.forwarded[0]).toMatch(/^GET \/hello HTTP\/1\.[01]\r\n/);
      client.send(CL_TE);
      await until(() => client.answer.split('HTTP/1.1 ').length > 2);
      for (const forwarded of client.forwarded)
        expect(/^content-length:/im.test(forwarded) && /^transfer-encoding:/im.test(forwarded)).toBe(false);
    },
  );
});
