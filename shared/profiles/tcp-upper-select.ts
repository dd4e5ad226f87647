/** `tcp-upper-select`: the same service in one loop over the sockets that are ready. */
import type { Task } from './calls.ts';
import type { Os, Socket } from './os.ts';
import { OSError } from './python/exceptions.ts';
import { decode, strip, upperBytes } from './python/text.ts';

function* acceptConnection(os: Os, serverSocket: Socket): Task<Socket> {
  const [clientSocket, addr] = yield* serverSocket.accept();
  yield* os.print('connection from', addr);
  return clientSocket;
}

/** @returns false when the client has left */
function* proceedMessage(os: Os, clientSocket: Socket): Task<boolean> {
  // A connection that was reset no longer has a peer name: then this ends the server
  const addr = yield* clientSocket.getpeername();
  let data: Uint8Array;
  try {
    data = yield* clientSocket.recv(4096);
  } catch (e) {
    if (!(e instanceof OSError)) throw e;
    return false;
  }
  if (data.length === 0) {
    yield* os.print(addr, 'left us');
    return false;
  }
  yield* os.print(addr, strip(decode(data)));
  yield* clientSocket.sendall(upperBytes(data));
  return true;
}

export function* main(os: Os): Task {
  const server = yield* os.createServer(os.address);
  try {
    let monitoring = [server];
    for (;;) {
      const ready = yield* os.select(monitoring);
      for (const sock of ready) {
        if (sock === server) {
          const newClient = yield* acceptConnection(os, sock);
          monitoring.push(newClient);
        } else if (!(yield* proceedMessage(os, sock))) {
          yield* sock.close();
          monitoring = monitoring.filter((one) => one !== sock);
        }
      }
    }
  } finally {
    yield* server.close();
  }
}
