import { listing } from './listing.ts';

export const staticThreads = listing(String.raw`
      | import os
      | import socket
      | import threading
      |
    7 | STATIC_DIR = 'static'
      |
      |
      | class HTTPServer:
    9 |     def __init__(self):
   10 |         self.visits = 0
   11 |         if not os.path.exists(STATIC_DIR):
   11 |             os.makedirs(STATIC_DIR)
      |
      |     def start(self):
   12 |         try:
   13 |             self.server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
      |             self.server_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
   14 |             self.server_socket.bind(('127.0.0.1', 8080))
   15 |             self.server_socket.listen(5)
   16 |             self.serve_forever()
   17 |         except Exception as e:
   18 |             print('cannot start:', e)
   19 |             self.stop()
      |
   23 |     def serve_forever(self):
   24 |         try:
   25 |             while True:
   26 |                 try:
   27 |                     self.server_socket.settimeout(1)
   28 |                     client_conn, _ = self.server_socket.accept()
   29 |                     thread = threading.Thread(target=self.handle_request, args=(client_conn,), daemon=True)
   29 |                     thread.start()
   30, 31 |                 except socket.timeout:
      |                     continue
   34, 35 |         except KeyboardInterrupt:
   36 |             print('stopping')
   37 |         finally:
      |             # The text does not define it
   38, 42, 43 |             self.stop()
      |
   46 |     def handle_request(self, client_conn):
   47 |         try:
      |             # Two steps: another thread may run between them
   49 |             self.visits += 1
   50 |             request_data = client_conn.recv(4096).decode('utf-8')
   51 |             if not request_data:
   51 |                 return
   52 |             first_line = request_data.split('\r\n')[0]
   53 |             parts = first_line.split()
   54 |             if len(parts) < 2:
   54 |                 return
      |             method, path = parts[0], parts[1]
   55 |             client_conn.sendall(self.generate_simple_response(method, path).encode('utf-8'))
   56 |         except Exception as e:
   57 |             print('error:', e)
   58 |             client_conn.sendall('HTTP/1.1 500 Error\r\n\r\nServer Error'.encode('utf-8'))
   59 |         finally:
   60 |             client_conn.close()
      |
   64 |     def generate_simple_response(self, method, path):
   65 |         if method != 'GET':
   65 |             return 'HTTP/1.1 405 Method Not Allowed\r\n\r\n'
   66 |         if path == '/':
   66 |             path = '/index.html'
   67 |         file_path = os.path.join(STATIC_DIR, path.lstrip('/'))
   68 |         if not os.path.isfile(file_path):
   68 |             return 'HTTP/1.1 404 Not Found\r\n\r\n'
   69 |         try:
   70 |             with open(file_path, 'r', encoding='utf-8') as f:
   70 |                 content = f.read()
   71 |             if path.endswith('.html'):
   72 |                 content = content.replace('</body>', f'<footer>Visits: {self.visits}</footer></body>')
   74 |             headers = ['HTTP/1.1 200 OK', f'Content-Length: {len(content)}', 'Connection: close', '\r\n']
   75 |             return '\r\n'.join(headers) + content
   76, 77 |         except Exception:
   78 |             return 'HTTP/1.1 500 Error\r\n\r\n'
      |
      |
      | if __name__ == '__main__':
      |     HTTPServer().start()
`);
