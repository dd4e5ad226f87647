"""Two connect() calls on one socket that was refused. Node opens a new socket for each; Python keeps this one."""
import errno
import socket
import sys

port = int(sys.argv[1])  # nobody listens there
# shown
client = socket.socket()
client.settimeout(1)
for attempt in range(2):
    try:
        client.connect(("127.0.0.1", port))
    except OSError as error:
        print(errno.errorcode[error.errno], error.errno, error.strerror)
# end
