import { listing } from './listing.ts';

export const echo = listing(`
      | import socket
      |
    7 | server = socket.socket()
      | server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
    8 | server.bind(('127.0.0.1', 5000))
    9 | server.listen()
   10 | try:
   11 |     while True:
   12 |         client, addr = server.accept()
   13 |         print(addr)
   14 |         request = client.recv(4096).decode('utf-8')
   15 |         print(request)
   16 |         client.send(request.encode('utf-8'))
   17 |         client.close()
   19 | finally:
   20 |     server.close()
`);
