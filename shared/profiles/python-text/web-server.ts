import { listing } from './listing.ts';

export const webServer = listing(String.raw`
      | import socket
      | import sys
      |
      |
    6 | def main():
      |     # Create the socket
    8 |     sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
      |     # Bind it to an address and a port
   10 |     sock.bind(('127.0.0.1', 8000))
      |     # Listen for clients
   12 |     sock.listen(1)
   13 |     print('listening …')
   14 |     while True:
      |         # Accept a connection
   16 |         client, addr = sock.accept()
   17 |         print('client:', addr)
      |
   19 |         data = b''
   20 |         while True:
      |             # Receive what the client sends
   22 |             chunk = client.recv(1024)
   23 |             data += chunk
      |             # Fewer octets than requested: that must have been all
   25 |             if len(chunk) < 1024:
   25 |                 break
   27 |         print('received:', data)
      |
      |         # Always the same answer
   30 |         client.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>')
      |         # Close the client
   32 |         client.close()
   33 |         if '--once' in sys.argv:
   33 |             break
      |     # Close the listening socket
   35 |     sock.close()
      |
      |
      | if __name__ == '__main__':
      |     main()
`);
