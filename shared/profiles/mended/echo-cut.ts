/** `echo`: one message in, the same out. */
import type { Task } from '../calls.ts';
import type { Os } from '../os.ts';

export function* main(os: Os): Task {
  const server = yield* os.socket();
  yield* server.bind(os.address);
  yield* server.listen();
  try {
    for (;;) {
      const [client, addr] = yield* server.accept();
      yield* os.print(addr);
      // Until the client is done
      for (;;) {
        const part = yield* client.recv(4096);
        if (part.length === 0) break;
        yield* os.print(part);
        yield* client.sendall(part);
      }
      yield* client.close();
    }
  } finally {
    yield* server.close();
  }
}
