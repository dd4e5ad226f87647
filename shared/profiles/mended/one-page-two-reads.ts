/** `one-page`: one file, or 404. */
import { latin1 } from '../../base/octets.ts';
import type { Task } from '../calls.ts';
import type { Os } from '../os.ts';
import { Exception } from '../python/exceptions.ts';
import { decode, encode, item, plus } from '../python/text.ts';

function generateHTTPResponse(responseStartLine: string, responseHeader: string, responseBody: string): Uint8Array {
  return encode(`${responseStartLine}${responseHeader}\r\n${responseBody}`);
}

export function* main(os: Os): Task {
  // The welcoming socket
  const serverSocket = yield* os.socket();
  yield* serverSocket.bind(os.address);
  yield* serverSocket.listen(1);

  for (;;) {
    // The connection socket
    const [connectionSocket] = yield* serverSocket.accept();
    // As many recvs as it takes to the empty line
    let received = yield* connectionSocket.recv(1024);
    while (!latin1(received).includes('\r\n\r\n')) {
      const more = yield* connectionSocket.recv(1024);
      if (more.length === 0) break;
      received = plus(received, more);
    }
    const httpMessage = decode(received);

    let responseStartLine: string;
    let responseHeader: string;
    let responseBody: string;
    try {
      // The path is the second word
      const path = item(httpMessage.split(' '), 1);
      if (path === '/' || path === '/index.html') {
        const outputData = yield* os.readText('index.html');
        responseStartLine = 'HTTP/1.1 200 OK\r\n';
        responseHeader = 'Server: Web Server\r\n';
        responseBody = outputData;
      } else {
        throw new Exception('No Such File!');
      }
    } catch {
      // Whatever went wrong
      responseStartLine = 'HTTP/1.1 404 Not Found\r\n';
      responseHeader = 'Server: Web Server\r\n';
      responseBody = '';
    }

    const response = generateHTTPResponse(responseStartLine, responseHeader, responseBody);
    yield* connectionSocket.send(response);
    yield* connectionSocket.close();
  }
}
