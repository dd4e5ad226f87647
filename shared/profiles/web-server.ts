/** `web-server-1.0`: whatever comes in, one answer goes out. */
import type { Task } from './calls.ts';
import type { Os } from './os.ts';
import { b, plus } from './python/text.ts';

export function* main(os: Os): Task {
  // Create the socket
  const sock = yield* os.socket();
  // Bind it to an address and a port
  yield* sock.bind(os.address);
  // Listen for clients
  yield* sock.listen(1);
  yield* os.print('listening …');
  do {
    // Accept a connection
    const [client, addr] = yield* sock.accept();
    yield* os.print('client:', addr);

    let data = b('');
    for (;;) {
      // Receive what the client sends
      const chunk = yield* client.recv(1024);
      data = plus(data, chunk);
      // Fewer octets than requested: that must have been all
      if (chunk.length < 1024) break;
    }
    yield* os.print('received:', data);

    // Always the same answer
    yield* client.sendall(b('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>'));
    // Close the client
    yield* client.close();
  } while (!os.options.once);
  // Close the listening socket
  yield* sock.close();
}
