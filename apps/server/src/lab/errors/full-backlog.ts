/** A listener that never accepts, with as many clients waiting as it has room for: the system drops any others. */
import { once } from 'node:events';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { LOOPBACK, type Stage } from './stage.ts';

/** In a separate thread, which sleeps: in ours, the event loop would accept. */
const LISTENER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer().listen(0, '${LOOPBACK}', 1, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(workerData, 0, 0));
  });
`;

/** Linux gives a backlog of 1 two places. */
const MOST_WAITING = 16;
const PATIENCE_MS = 200;

/** Returns its port. */
export async function fullBacklog(stage: Stage): Promise<number> {
  const worker = new Worker(LISTENER, { eval: true, workerData: new Int32Array(new SharedArrayBuffer(4)) });
  stage.closeAtEnd(() => void worker.terminate());
  const [port] = (await once(worker, 'message')) as [number];
  stage.note('server', 'listening', `${LOOPBACK}:${port}`);
  for (let waiting = 0; waiting < MOST_WAITING; waiting++) {
    const { connecting } = await queueUp(stage, port);
    if (connecting) break;
    stage.note('system', 'queued', `${waiting + 1}`);
  }
  return port;
}

/** Still connecting: no place was left. */
async function queueUp(stage: Stage, port: number): Promise<{ connecting: boolean }> {
  const socket = stage.connectQuietly(port);
  const found = once(socket, 'connect').catch(() => undefined);
  await Promise.race([found, setTimeout(PATIENCE_MS)]);
  // Let everything the kernel has reported so far arrive before deciding.
  await setImmediate();
  return socket;
}
