/** `users-api`: reads the request line by line, checks it and answers; a small service of users behind it. */
import { concat, latin1 } from '../base/octets.ts';
import type { Task } from './calls.ts';
import type { Os, Socket } from './os.ts';
import { type Message, parsestr } from './python/email.ts';
import { ConnectionResetError, caught, Exception, unbound } from './python/exceptions.ts';
import { dumps } from './python/json.ts';
import { RFile, WFile } from './python/makefile.ts';
import { b, encode, words } from './python/text.ts';
import { parseQs, urlparse } from './python/url.ts';
import { firstOf, int, isdigit, isIn } from './python/values.ts';

const MAX_LINE = 64 * 1024;
const MAX_HEADERS = 100;

class HTTPError extends Exception {
  readonly status: number;
  readonly reason: string;
  readonly body: string | null;

  constructor(status: number, reason: string, body: string | null = null) {
    super('');
    [this.name, this.status, this.reason, this.body] = ['HTTPError', status, reason, body];
  }
}

type User = { readonly id: number; readonly name: string; readonly age: string };
type Field = readonly [key: string, value: string | number];
type Response = { status: number; reason: string; headers?: readonly Field[]; body?: Uint8Array };

class Request {
  readonly method: string;
  readonly headers: Message;
  readonly #target: string;

  constructor(method: string, target: string, headers: Message) {
    [this.method, this.#target, this.headers] = [method, target, headers];
  }

  get path(): string {
    return urlparse(this.#target).path;
  }

  get query(): Map<string, string[]> {
    return parseQs(urlparse(this.#target).query);
  }
}

class MyHTTPServer {
  readonly #os: Os;

  constructor(os: Os) {
    this.#os = os;
  }

  *serveForever(): Task {
    const servSock = yield* this.#os.socket();
    try {
      yield* this.#os.store('users', []);
      yield* servSock.bind(this.#os.address);
      yield* servSock.listen();
      let conn: Socket | null = null;
      for (;;) {
        const before: Socket | null = conn;
        [conn] = yield* servSock.accept();
        // Left open after an error: closed only now that the variable is reassigned
        yield* this.#os.letGo(before);
        try {
          yield* this.#serveClient(conn);
        } catch (e) {
          yield* this.#os.print('Client serving failed', caught(e));
        }
      }
    } finally {
      yield* servSock.close();
    }
  }

  *#serveClient(client: Socket): Task {
    let conn: Socket | null = client;
    let req: Request | null = null;
    try {
      req = yield* this.#parseRequest(conn);
      const resp = yield* this.#handleRequest(req);
      yield* this.#sendResponse(conn, resp);
    } catch (e) {
      if (e instanceof ConnectionResetError) conn = null;
      else yield* this.#sendError(client, caught(e));
    }
    if (conn !== null) {
      // `req.rfile.close()`: after a parse error there is no req
      if (req === null) throw unbound('req');
      yield* conn.close();
    }
  }

  *#parseRequest(conn: Socket): Task<Request> {
    const rfile = new RFile(conn);
    const [method, target] = yield* this.#parseRequestLine(rfile);
    const headers = yield* this.#parseHeaders(rfile);
    const host = headers.get('Host');
    if (!host) throw new HTTPError(400, 'Bad request', 'Host header is missing');
    const { name } = this.#os.options;
    if (host !== name && host !== `${name}:${this.#os.address[1]}`) throw new HTTPError(404, 'Not found');
    return new Request(method, target, headers);
  }

  *#parseRequestLine(rfile: RFile): Task<[method: string, target: string]> {
    const raw = yield* rfile.readline(MAX_LINE + 1);
    if (raw.length > MAX_LINE) throw new HTTPError(400, 'Bad request', 'Request line is too long');
    const [method, target, ver, more] = words(latin1(raw));
    if (method === undefined || target === undefined || ver === undefined || more !== undefined) {
      throw new HTTPError(400, 'Bad request', 'Malformed request line');
    }
    if (ver !== 'HTTP/1.1') throw new HTTPError(505, 'HTTP Version Not Supported');
    return [method, target];
  }

  *#parseHeaders(rfile: RFile): Task<Message> {
    const headers: Uint8Array[] = [];
    for (;;) {
      const line = yield* rfile.readline(MAX_LINE + 1);
      if (line.length > MAX_LINE) throw new HTTPError(494, 'Request header too large');
      if (['\r\n', '\n', ''].includes(latin1(line))) break;
      headers.push(line);
      if (headers.length > MAX_HEADERS) throw new HTTPError(494, 'Too many headers');
    }
    return parsestr(latin1(concat(headers)));
  }

  *#handleRequest(req: Request): Task<Response> {
    if (req.path === '/users' && req.method === 'POST') return yield* this.#handlePostUsers(req);
    if (req.path === '/users' && req.method === 'GET') return yield* this.#handleGetUsers(req);
    if (req.path.startsWith('/users/')) {
      const userId = req.path.slice('/users/'.length);
      if (isdigit(userId)) return yield* this.#handleGetUser(req, userId);
    }
    throw new HTTPError(404, 'Not found');
  }

  *#handlePostUsers(req: Request): Task<Response> {
    const users = yield* this.#os.load<readonly User[]>('users');
    const user = { id: users.length + 1, name: firstOf(req.query, 'name'), age: firstOf(req.query, 'age') };
    yield* this.#os.store('users', [...users, user]);
    return { status: 204, reason: 'Created' };
  }

  *#handleGetUsers(req: Request): Task<Response> {
    const users = yield* this.#os.load<readonly User[]>('users');
    const items = users.map((u) => `<li>#${u.id} ${u.name}, ${u.age}</li>`);
    const html = `<div>Пользователи (${users.length})</div><ul>${items.join('')}</ul>`;
    return represent(req, html, () => dumps(Object.fromEntries(users.map((u) => [u.id, u]))));
  }

  *#handleGetUser(req: Request, userId: string): Task<Response> {
    const users = yield* this.#os.load<readonly User[]>('users');
    const wanted = int(userId);
    const user = users.find(({ id }) => id === wanted);
    if (user === undefined) throw new HTTPError(404, 'Not found');
    return represent(req, `#${user.id} ${user.name}, ${user.age}`, () => dumps(user));
  }

  *#sendResponse(conn: Socket, resp: Response): Task {
    const wfile = new WFile(conn);
    yield* wfile.write(b(`HTTP/1.1 ${resp.status} ${resp.reason}\r\n`));
    for (const [key, value] of resp.headers ?? []) yield* wfile.write(b(`${key}: ${value}\r\n`));
    yield* wfile.write(b('\r\n'));
    if (resp.body) yield* wfile.write(resp.body);
    yield* wfile.flush();
  }

  *#sendError(conn: Socket, err: Exception): Task {
    // A reason in bytes, formatted into a text: its b'' is sent too
    const { status, reason, body } =
      err instanceof HTTPError
        ? { status: err.status, reason: err.reason, body: encode(err.body || err.reason) }
        : { status: 500, reason: "b'Internal Server Error'", body: b('Internal Server Error') };
    yield* this.#sendResponse(conn, { status, reason, headers: [['Content-Length', body.length]], body });
  }
}

function represent(req: Request, html: string, json: () => string): Response {
  const accept = req.headers.get('Accept');
  let type = 'text/html; charset=utf-8';
  let body: Uint8Array;
  if (isIn('text/html', accept)) {
    body = encode(`<html><head></head><body>${html}</body></html>`);
  } else if (isIn('application/json', accept)) {
    type = 'application/json; charset=utf-8';
    body = encode(json());
  } else {
    return { status: 406, reason: 'Not Acceptable' };
  }
  // biome-ignore format: the fields as they are sent, one line
  return { status: 200, reason: 'OK', headers: [['Content-Type', type], ['Content-Length', body.length]], body };
}

export function* main(os: Os): Task {
  yield* new MyHTTPServer(os).serveForever();
}
