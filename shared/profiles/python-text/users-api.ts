import { listing } from './listing.ts';

export const usersApi = listing(String.raw`
      | import json
      | import socket
      | import sys
      | from email.parser import Parser
      | from urllib.parse import parse_qs, urlparse
      |
   13 | MAX_LINE = 64 * 1024
   14 | MAX_HEADERS = 100
      |
      |
   16 | class HTTPError(Exception):
   21 |     def __init__(self, status, reason, body=None):
   22 |         super().__init__()
   23 |         self.status, self.reason, self.body = status, reason, body
      |
      |
   29 | class Response:
      |     def __init__(self, status, reason, headers=None, body=None):
      |         self.status, self.reason, self.headers, self.body = status, reason, headers, body
      |
      |
   31 | class Request:
   36 |     def __init__(self, method, target, headers, rfile):
   37 |         self.method, self.target, self.headers, self.rfile = method, target, headers, rfile
      |
      |     @property
   40 |     def path(self):
   41 |         return urlparse(self.target).path
      |
      |     @property
   44 |     def query(self):
   45 |         return parse_qs(urlparse(self.target).query)
      |
      |
   49 | class MyHTTPServer:
   52 |     def __init__(self, host, port, server_name):
   53 |         self._host, self._port, self._server_name = host, port, server_name
      |
   56 |     def serve_forever(self):
   57 |         serv_sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, proto=0)
   58 |         try:
   59 |             self._users = {}
   60 |             serv_sock.bind((self._host, self._port))
   61 |             serv_sock.listen()
   62, 63 |             while True:
      |                 # Left open after an error: closed only now that conn is reassigned
   64, 65, 67 |                 conn, _ = serv_sock.accept()
   68 |                 try:
   69 |                     self.serve_client(conn)
   70 |                 except Exception as e:
   71 |                     print('Client serving failed', e)
   74 |         finally:
   75 |             serv_sock.close()
      |
   79, 80, 81 |     def serve_client(self, conn):
   82 |         try:
   83 |             req = self.parse_request(conn)
   84 |             resp = self.handle_request(req)
   85 |             self.send_response(conn, resp)
   86, 87 |         except ConnectionResetError:
   87 |             conn = None
      |         except Exception as e:
   88 |             self.send_error(conn, e)
   90 |         if conn:
      |             # After a parse error there is no req
   92 |             req.rfile.close()
   93 |             conn.close()
      |
   97 |     def parse_request(self, conn):
   98 |         rfile = conn.makefile('rb')
   99 |         method, target = self.parse_request_line(rfile)
  100 |         headers = self.parse_headers(rfile)
  101 |         host = headers.get('Host')
  102 |         if not host:
  102 |             raise HTTPError(400, 'Bad request', 'Host header is missing')
  103, 104 |         if host not in (self._server_name, f'{self._server_name}:{self._port}'):
  104 |             raise HTTPError(404, 'Not found')
  105 |         return Request(method, target, headers, rfile)
      |
  108 |     def parse_request_line(self, rfile):
  109 |         raw = rfile.readline(MAX_LINE + 1)
  110 |         if len(raw) > MAX_LINE:
  110 |             raise HTTPError(400, 'Bad request', 'Request line is too long')
  111 |         words = str(raw, 'iso-8859-1').split()
  112 |         if len(words) != 3:
  113 |             raise HTTPError(400, 'Bad request', 'Malformed request line')
      |         method, target, ver = words
  115 |         if ver != 'HTTP/1.1':
  115 |             raise HTTPError(505, 'HTTP Version Not Supported')
  116 |         return method, target
      |
  119 |     def parse_headers(self, rfile):
  120 |         headers = []
  121 |         while True:
  122 |             line = rfile.readline(MAX_LINE + 1)
  123 |             if len(line) > MAX_LINE:
  123 |                 raise HTTPError(494, 'Request header too large')
  124 |             if line in (b'\r\n', b'\n', b''):
  124 |                 break
  125 |             headers.append(line)
  126 |             if len(headers) > MAX_HEADERS:
  126 |                 raise HTTPError(494, 'Too many headers')
  128 |         return Parser().parsestr(b''.join(headers).decode('iso-8859-1'))
      |
  131 |     def handle_request(self, req):
  132 |         if req.path == '/users' and req.method == 'POST':
  132 |             return self.handle_post_users(req)
  133 |         if req.path == '/users' and req.method == 'GET':
  133 |             return self.handle_get_users(req)
  134 |         if req.path.startswith('/users/'):
  135 |             user_id = req.path[len('/users/'):]
  136 |             if user_id.isdigit():
  136 |                 return self.handle_get_user(req, user_id)
  138 |         raise HTTPError(404, 'Not found')
      |
  141 |     def handle_post_users(self, req):
  142 |         user_id = len(self._users) + 1
  143 |         user = {'id': user_id, 'name': req.query['name'][0], 'age': req.query['age'][0]}
  144 |         self._users[user_id] = user
  145 |         return Response(204, 'Created')
      |
  148 |     def handle_get_users(self, req):
  149 |         users = self._users.values()
  150 |         items = [f'<li>#{u["id"]} {u["name"]}, {u["age"]}</li>' for u in users]
  151 |         html = f'<div>Пользователи ({len(users)})</div><ul>{"".join(items)}</ul>'
  152 |         return represent(req, html, self._users)
      |
  155 |     def handle_get_user(self, req, user_id):
  156, 157, 158 |         user = self._users.get(int(user_id))
  159 |         if not user:
  159 |             raise HTTPError(404, 'Not found')
  160 |         return represent(req, f'#{user["id"]} {user["name"]}, {user["age"]}', user)
      |
  163 |     def send_response(self, conn, resp):
  164 |         wfile = conn.makefile('wb')
  165 |         wfile.write(f'HTTP/1.1 {resp.status} {resp.reason}\r\n'.encode('iso-8859-1'))
  166 |         for key, value in resp.headers or []:
  166 |             wfile.write(f'{key}: {value}\r\n'.encode('iso-8859-1'))
  167 |         wfile.write(b'\r\n')
  168 |         if resp.body:
  168 |             wfile.write(resp.body)
  169 |         wfile.flush()
      |         wfile.close()
      |
  172 |     def send_error(self, conn, err):
  174 |         try:
  175, 176 |             status, reason, body = err.status, err.reason, (err.body or err.reason).encode('utf-8')
      |         except Exception:
      |             # A reason in bytes, formatted into a text: its b'' is sent too
  177 |             status, reason, body = 500, b'Internal Server Error', b'Internal Server Error'
  178 |         self.send_response(conn, Response(status, reason, [('Content-Length', len(body))], body))
      |
      |
  182 | def represent(req, html, data):
  183 |     accept = req.headers.get('Accept')
  184 |     content_type = 'text/html; charset=utf-8'
  186 |     if 'text/html' in accept:
  187 |         body = f'<html><head></head><body>{html}</body></html>'
  188 |     elif 'application/json' in accept:
  189 |         content_type = 'application/json; charset=utf-8'
  190 |         body = json.dumps(data)
      |     else:
  192 |         return Response(406, 'Not Acceptable')
      |     body = body.encode('utf-8')
  195 |     return Response(200, 'OK', [('Content-Type', content_type), ('Content-Length', len(body))], body)
      |
      |
      | if __name__ == '__main__':
  199 |     MyHTTPServer(sys.argv[1], int(sys.argv[2]), sys.argv[3]).serve_forever()
`);
