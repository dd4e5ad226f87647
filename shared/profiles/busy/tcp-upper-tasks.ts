/** `tcp-upper-tasks`: the same service, a thread per connection; this one upper-cases characters, not octets. */
import type { Address, Task } from '../calls.ts';
import type { Os, Socket } from '../os.ts';
import { decode, encode, stripBytes } from '../python/text.ts';

function* handle(os: Os, request: Socket, clientAddress: Address): Task {
  for (;;) {
    const data = decode(stripBytes(yield* request.recv(4096)));
    // A FIN, but a blank message as well
    if (data === '') break;
    yield* os.print(clientAddress[0], 'wrote:');
    yield* os.print(data);
    if (data.startsWith('work')) yield* os.sleep(1);
    yield* request.sendall(encode(data.toUpperCase()));
  }
}

/** What Python's socketserver does around a handler, in a thread. */
function* processRequest(os: Os, request: Socket, clientAddress: Address): Task {
  try {
    yield* handle(os, request, clientAddress);
  } finally {
    yield* request.shutdown();
    yield* request.close();
  }
}

export function* main(os: Os): Task {
  const server = yield* os.socket();
  yield* server.bind(os.address);
  yield* server.listen(5);
  for (;;) {
    const [request, clientAddress] = yield* server.accept();
    yield* os.start(processRequest(os, request, clientAddress));
  }
}
