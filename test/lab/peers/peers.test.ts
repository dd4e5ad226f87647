/** Each peer that is on this machine, started for real. Those that are not are skipped, and the report says so. */
import net from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { PEER_IDS } from '#shared/servers/peers.ts';
import { findProgram, readVersion } from '../../../apps/server/src/lab/peers/find.ts';
import { PEERS } from '../../../apps/server/src/lab/peers/index.ts';
import { PeerProcess } from '../../../apps/server/src/lab/peers/process.ts';
import { lesserRights } from '../../../apps/server/src/lab/peers/rights.ts';

const programOf = (id: (typeof PEER_IDS)[number]) => findProgram(PEERS[id].commands, lesserRights());

async function start(id: (typeof PEER_IDS)[number], upstream: number | null = null): Promise<PeerProcess> {
  const process = await PeerProcess.start({ peer: PEERS[id], program: programOf(id) ?? '', ports: [0], upstream });
  onTestFinished(() => process.stop());
  return process;
}

/** What comes back until the other side closes or `enough` of it is there. */
function ask(port: number, request: string, enough = /<\/p>|\r\n\r\nback/): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    let text = '';
    const done = () => {
      socket.destroy();
      resolve(text);
    };
    socket.once('error', reject);
    socket.once('end', done);
    socket.setEncoding('latin1').on('data', (piece) => {
      text += piece;
      if (enough.test(text)) done();
    });
    socket.write(request, 'latin1');
  });
}

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

it.for(PEER_IDS)(
  '%s serves its page on loopback, says its version, and leaves nothing behind',
  async (id, { skip }) => {
    const program = programOf(id);
    skip(program === null, `${id} is not on this machine`);
    const process = await start(id);
    const text = await ask(process.port, GET);
    expect(text).toMatch(/^HTTP\/1\.[01] 200 /);
    expect(text).toContain('<p>Hello, world!</p>');
    expect(await readVersion(program ?? '', PEERS[id].version)).toMatch(/^\d+\.\d+/);
    await process.stop();
    await expect(process.ended.promise).resolves.toBeNull();
    await expect(ask(process.port, GET)).rejects.toThrow('ECONNREFUSED');
  },
);
