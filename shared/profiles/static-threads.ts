/** `static-threads`: files of a folder, a thread per connection, and a counter of visits. `len` counts characters. */
import type { Task } from './calls.ts';
import type { Os, Socket } from './os.ts';
import { AttributeError, caught, KeyboardInterrupt, TimeoutError } from './python/exceptions.ts';
import { decode, encode, len, words } from './python/text.ts';

const STATIC_DIR = 'static';

export function* main(os: Os): Task {
  yield* os.store('visits', 0);
  if (!(yield* os.exists(STATIC_DIR))) yield* os.makeFolder(STATIC_DIR);
  try {
    const serverSocket = yield* os.socket();
    yield* serverSocket.bind(os.address);
    yield* serverSocket.listen(5);
    yield* serveForever(os, serverSocket);
  } catch (e) {
    yield* os.print('cannot start:', caught(e));
    stop();
  }
}

function* serveForever(os: Os, serverSocket: Socket): Task {
  try {
    for (;;) {
      try {
        serverSocket.settimeout(1);
        const [clientConn] = yield* serverSocket.accept();
        yield* os.start(handleRequest(os, clientConn));
      } catch (e) {
        if (!(e instanceof TimeoutError)) throw e;
      }
    }
  } catch (e) {
    if (!(e instanceof KeyboardInterrupt)) throw e;
    yield* os.print('stopping');
  } finally {
    stop();
  }
}

function stop(): never {
  throw new AttributeError("'HTTPServer' object has no attribute 'stop'"); // the text never writes it
}

function* handleRequest(os: Os, clientConn: Socket): Task {
  try {
    // Two steps: another thread may run between them
    yield* os.store('visits', (yield* os.load<number>('visits')) + 1);
    const requestData = decode(yield* clientConn.recv(4096));
    if (requestData === '') return;
    const [firstLine = ''] = requestData.split('\r\n');
    const [method, path] = words(firstLine);
    if (method === undefined || path === undefined) return;
    yield* clientConn.sendall(encode(yield* generateSimpleResponse(os, method, path)));
  } catch (e) {
    yield* os.print('error:', caught(e));
    yield* clientConn.sendall(encode('HTTP/1.1 500 Error\r\n\r\nServer Error'));
  } finally {
    yield* clientConn.close();
  }
}

function* generateSimpleResponse(os: Os, method: string, target: string): Task<string> {
  if (method !== 'GET') return 'HTTP/1.1 405 Method Not Allowed\r\n\r\n';
  const path = target === '/' ? '/index.html' : target;
  const filePath = `${STATIC_DIR}/${path.replace(/^\/+/, '')}`;
  if (!(yield* os.isFile(filePath))) return 'HTTP/1.1 404 Not Found\r\n\r\n';
  try {
    let content = yield* os.readText(filePath);
    if (path.endsWith('.html')) {
      content = content.replaceAll('</body>', `<footer>Visits: ${yield* os.load('visits')}</footer></body>`);
    }
    const headers = ['HTTP/1.1 200 OK', `Content-Length: ${len(content)}`, 'Connection: close', '\r\n'];
    return headers.join('\r\n') + content;
  } catch (e) {
    caught(e);
    return 'HTTP/1.1 500 Error\r\n\r\n';
  }
}
