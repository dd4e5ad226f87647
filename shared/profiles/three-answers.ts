/** `three-answers`: 200, 403 or 404, with a Content-Length that counts octets. */
import { concat } from '../base/octets.ts';
import type { Task } from './calls.ts';
import type { Os, Socket } from './os.ts';
import { ValueError } from './python/exceptions.ts';
import { decode, encode, words } from './python/text.ts';

const CODES = { 200: 'OK', 403: 'Forbidden', 404: 'Not Found' } as const;

function generateResponse(code: keyof typeof CODES, text: string): Uint8Array {
  const content = encode(text);
  const head = [
    `HTTP/1.1 ${code} ${CODES[code]}`,
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${content.length}`,
    '\r\n',
  ];
  return concat([encode(head.join('\r\n')), content]);
}

/** `method, resource, *other = words`. */
function resourceOf(request: string): string {
  const [method, resource] = words(request);
  if (resource === undefined) {
    throw new ValueError(`not enough values to unpack (expected at least 2, got ${method === undefined ? 0 : 1})`);
  }
  return resource;
}

export function* main(os: Os): Task {
  const server = yield* os.createServer(os.address);
  let client: Socket | null = null;
  for (;;) {
    const before: Socket | null = client;
    [client] = yield* server.accept();
    // Only this closes a client: the next one replaces it in the variable
    yield* os.letGo(before);
    const request = decode(yield* client.recv(4096));
    yield* os.print(request);
    const resource = resourceOf(request);
    if (resource === '/') yield* client.sendall(generateResponse(200, 'Привет!'));
    else if (resource === '/admin') yield* client.sendall(generateResponse(403, 'Сюда нельзя'));
    else yield* client.sendall(generateResponse(404, 'Такого нет'));
  }
}
