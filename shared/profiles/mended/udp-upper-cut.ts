/** `udp-upper`: a datagram in, the same text upper-cased out. No connection, no accept. */
import type { Task } from '../calls.ts';
import type { Os } from '../os.ts';
import { decode, encode } from '../python/text.ts';

export function* main(os: Os): Task {
  const serverSocket = yield* os.socket('udp');
  yield* serverSocket.bind(os.address);
  yield* os.print('ready');
  for (;;) {
    const { bytes: message, address: clientAddress } = yield* serverSocket.recvfrom(65_535);
    const modifiedMessage = decode(message).toUpperCase();
    yield* serverSocket.sendto(encode(modifiedMessage), clientAddress);
  }
}
