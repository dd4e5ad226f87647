import { listing } from './listing.ts';

export const onePage = listing(String.raw`
      | from socket import *
      |
      |
    7 | def generateHTTPResponse(response_start_line, response_header, response_body):
    8 |     return (response_start_line + response_header + '\r\n' + response_body).encode()
      |
      |
      | # The welcoming socket
   13 | serverSocket = socket(AF_INET, SOCK_STREAM)
   14 | serverSocket.bind(('127.0.0.1', 8000))
   15 | serverSocket.listen(1)
      |
   17 | while True:
      |     # The connection socket
   19 |     connectionSocket, address = serverSocket.accept()
      |     # One recv, decoded outside the try: input that is not UTF-8 ends the server
   21 |     http_message = connectionSocket.recv(1024).decode()
      |
   26 |     try:
      |         # The path is the second word
   28 |         path = http_message.split(' ')[1]
   29 |         if path == '/' or path == '/index.html':
   30 |             f = open('index.html', encoding='utf-8')
   30 |             output_data = f.read()
   31 |             response_start_line = 'HTTP/1.1 200 OK\r\n'
   32 |             response_header = 'Server: Web Server\r\n'
   33 |             response_body = output_data
      |         else:
   35 |             raise Exception('No Such File!')
   37 |     except BaseException:
      |         # Whatever went wrong
   39 |         response_start_line = 'HTTP/1.1 404 Not Found\r\n'
   40 |         response_header = 'Server: Web Server\r\n'
   41 |         response_body = ''
      |
   44 |     response = generateHTTPResponse(response_start_line, response_header, response_body)
   45 |     connectionSocket.send(response)
   46 |     connectionSocket.close()
`);
