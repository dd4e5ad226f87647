import { listing } from './listing.ts';

export const threeAnswers = listing(String.raw`
      | import socket
      |
    8 | CODES = {200: 'OK', 403: 'Forbidden', 404: 'Not Found'}
      |
      |
   10 | def generate_response(code, text):
   11 |     content = text.encode('utf-8')
   12 |     head = [
   13 |         f'HTTP/1.1 {code} {CODES[code]}',
   14 |         'Content-Type: text/html; charset=utf-8',
   15 |         f'Content-Length: {len(content)}',
   16 |         '\r\n',
      |     ]
   18 |     return '\r\n'.join(head).encode('utf-8') + content
      |
      |
   31, 32 | with socket.create_server(('127.0.0.1', 5000)) as server:
   33 |     while True:
      |         # Only this closes a client: the next one replaces it in the variable
   34, 35, 37 |         client, addr = server.accept()
   38 |         request = client.recv(4096).decode('utf-8')
   39 |         print(request)
   22, 23, 24, 25, 27, 40 |         method, resource, *other = request.split()
   41 |         if resource == '/':
   41 |             client.sendall(generate_response(200, 'Привет!'))
   42 |         elif resource == '/admin':
   42 |             client.sendall(generate_response(403, 'Сюда нельзя'))
      |         else:
   43 |             client.sendall(generate_response(404, 'Такого нет'))
`);
