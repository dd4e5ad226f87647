/** `tcp-upper`: upper-cases its input until the client leaves; the next client waits. */
import type { Task } from './calls.ts';
import type { Os, Socket } from './os.ts';
import { OSError } from './python/exceptions.ts';
import { decode, strip, upperBytes } from './python/text.ts';

function* acceptConnection(os: Os, serverSocket: Socket): Task {
  const [clientSocket, addr] = yield* serverSocket.accept();
  yield* os.print('connection from', addr);
  try {
    for (;;) {
      let data: Uint8Array;
      try {
        data = yield* clientSocket.recv(4096);
      } catch (e) {
        if (!(e instanceof OSError)) throw e;
        yield* os.print('connection from', addr, 'caused an error:', e);
        return;
      }
      if (data.length === 0) return;
      // Decoded for printing: input that is not UTF-8 ends the server
      yield* os.print(addr, strip(decode(data)));
      yield* clientSocket.sendall(upperBytes(data));
    }
  } finally {
    yield* clientSocket.close();
    yield* os.print(addr, 'closed');
  }
}

export function* main(os: Os): Task {
  const server = yield* os.createServer(os.address);
  try {
    for (;;) yield* acceptConnection(os, server);
  } finally {
    yield* server.close();
  }
}
