import { listing } from './listing.ts';

export const tcpUpper = listing(`
      | import socket
      |
      |
    7 | def accept_connection(server_socket):
    8 |     client_socket, addr = server_socket.accept()
    9 |     print('connection from', addr)
   10 |     try:
   11 |         while True:
   13 |             try:
   14 |                 data = client_socket.recv(4096)
   15, 16 |             except OSError as e:
   17 |                 print('connection from', addr, 'caused an error:', e)
   18 |                 return
   20 |             if not data:
   20 |                 return
      |             # Decoded for printing: input that is not UTF-8 ends the server
   22 |             print(addr, data.decode('utf-8').strip())
   23 |             client_socket.sendall(data.upper())
   25 |     finally:
   26 |         client_socket.close()
   27 |         print(addr, 'closed')
      |
      |
   32, 33, 35, 36 | with socket.create_server(('127.0.0.1', 5000)) as server:
   34 |     while True:
   34 |         accept_connection(server)
`);
