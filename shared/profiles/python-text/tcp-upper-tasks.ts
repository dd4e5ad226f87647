import { listing } from './listing.ts';

export const tcpUpperTasks = listing(`
      | import socketserver
      |
      |
      | class Handler(socketserver.BaseRequestHandler):
    6 |     def handle(self):
    7 |         while True:
    8 |             data = self.request.recv(4096).strip().decode('utf-8')
      |             # A FIN, but a blank message as well
   10 |             if not data:
   10 |                 break
   11 |             print(self.client_address[0], 'wrote:')
   12 |             print(data)
   13 |             self.request.sendall(data.upper().encode('utf-8'))
      |
      |
      | # A thread for each client, and a close after its handler: socketserver does both
   18, 19, 20, 22, 23 | class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
      |     daemon_threads = True
      |     allow_reuse_address = True
      |
      |
      | if __name__ == '__main__':
   28, 29, 30 |     with Server(('127.0.0.1', 5000), Handler) as server:
   31, 32, 33 |         server.serve_forever()
`);
