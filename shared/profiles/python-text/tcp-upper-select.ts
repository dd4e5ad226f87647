import { listing } from './listing.ts';

export const tcpUpperSelect = listing(`
      | import socket
      | from select import select
      |
      |
    7 | def accept_connection(server_socket):
    8 |     client_socket, addr = server_socket.accept()
    9 |     print('connection from', addr)
   10 |     return client_socket
      |
      |
   14 | def proceed_message(client_socket):
      |     # A connection that was reset no longer has a peer name: then this ends the server
   16 |     addr = client_socket.getpeername()
   18 |     try:
   19 |         data = client_socket.recv(4096)
   20, 21 |     except OSError:
   22 |         return False
   24 |     if not data:
   25 |         print(addr, 'left us')
   26 |         return False
   28 |     print(addr, data.decode('utf-8').strip())
   29 |     client_socket.sendall(data.upper())
   30 |     return True
      |
      |
   34, 35, 49, 50 | with socket.create_server(('127.0.0.1', 5000)) as server:
   36 |     monitoring = [server]
   37 |     while True:
   38 |         ready, *_ = select(monitoring, [], [])
   39 |         for sock in ready:
   40 |             if sock is server:
   41 |                 new_client = accept_connection(sock)
   42 |                 monitoring.append(new_client)
   43 |             elif not proceed_message(sock):
   44 |                 sock.close()
   45 |                 monitoring.remove(sock)
`);
