/** `one-page`: one file, or 404. */
import type { Task } from './calls.ts';
import type { Os } from './os.ts';
import { Exception } from './python/exceptions.ts';
import { decode, encode, item } from './python/text.ts';

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
    // One recv, decoded outside the try: input that is not UTF-8 ends the server
    const httpMessage = decode(yield* connectionSocket.recv(1024));

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
