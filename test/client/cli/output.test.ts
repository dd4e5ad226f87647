/** Where content goes: in order, as fast as it is taken, and with nothing left behind. */
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { toStream } from '../../../apps/server/src/client/cli/output.ts';

/** Takes one piece at a time, each a turn of the loop later. */
function slow(taken: (octets: number) => void): Writable {
  return new Writable({
    highWaterMark: 1,
    write(piece: Uint8Array, _encoding, done) {
      setImmediate(() => {
        taken(piece.length);
        done();
      });
    },
  });
}

it('leaves no listener behind, even after many waits', async () => {
  let octets = 0;
  let waits = 0;
  const stream = slow((length) => {
    octets += length;
  });
  stream.on('drain', () => waits++);
  const sink = toStream(stream, 'a file');
  const listeners = () => ['drain', 'error', 'close'].map((event) => stream.listenerCount(event));
  const before = listeners();
  for (let i = 0; i < 50; i++) await sink.write(new Uint8Array(100));
  expect(waits).toBe(50);
  expect(listeners()).toEqual(before);
  await sink.end();
  expect(octets).toBe(5000);
});

it('does not wait for a stream that breaks, and says so', async () => {
  const stream = slow(() => undefined);
  const writing = toStream(stream, 'a pipe').write(new Uint8Array(100));
  stream.destroy(Object.assign(new Error('broken'), { code: 'EPIPE', errno: -32, syscall: 'write' }));
  await expect(writing).rejects.toThrow(/a pipe.*EPIPE, errno 32/);
});
