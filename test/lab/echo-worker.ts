/**
 * A server of the lab that needs no parser: it answers every read with the same octets. `boom` crashes it, `spin` blocks
 * its thread for good, `flood` makes it write without end, `deaf` makes it stop reading, `bye` makes it close.
 */

import type { Wire } from '../../apps/server/src/engine/wire.ts';
import { runLab } from '../../apps/server/src/lab/thread/thread.ts';

const PIECE = new Uint8Array(64 * 1024).fill(0x78);

function flood(wire: Wire): void {
  while (wire.write(PIECE, () => flood(wire)));
}

function obey(wire: Wire, command: string): void {
  if (command.startsWith('boom')) throw new Error('boom was asked for');
  if (command.startsWith('spin')) for (;;);
  if (command.startsWith('flood')) flood(wire);
  if (command.startsWith('deaf')) wire.pause();
  if (command.startsWith('bye')) wire.end();
}

runLab({
  engineVersion: 'echo',

  serve(wire, recorder) {
    wire.listen({
      onRead(bytes) {
        recorder.decision({ what: 'respond', request: 0 });
        wire.write(new Uint8Array(bytes), () => undefined);
        obey(wire, Buffer.from(bytes.subarray(0, 8)).toString('latin1'));
      },
      onFin: () => wire.end(),
      onError: () => undefined,
      onClose: () => undefined,
    });
    return { parsing: null };
  },
});
