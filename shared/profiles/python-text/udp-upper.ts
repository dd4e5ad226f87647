import { listing } from './listing.ts';

export const udpUpper = listing(`
      | from socket import *
      |
    7 | serverSocket = socket(AF_INET, SOCK_DGRAM)
    8 | serverSocket.bind(('127.0.0.1', 12000))
    9 | print('ready')
   10 | while True:
   11 |     message, clientAddress = serverSocket.recvfrom(2048)
   12 |     modifiedMessage = message.decode().upper()
   13 |     serverSocket.sendto(modifiedMessage.encode(), clientAddress)
`);
