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
      const request = yield* client.recv(4096);
      yield* os.print(request);
      yield* client.send(request);
      yield* client.close();
    }
  } finally {
    yield* server.close();
  }
}
