/** Failures of the client for who has to do something about them: what to try, and what Python would have said. */
import type { Failure, FailureCode, Wait } from '../../client/failure.ts';

/** What the reader of a tutorial sees. */
interface InPython {
  readonly httpx: string;
  readonly requests: string;
  readonly socket: string;
}

interface About {
  readonly advice: string;
  readonly python: InPython;
}

const NOTHING = 'no exception of its own';

const abouts: Readonly<Record<Exclude<FailureCode, 'timeout'>, About>> = {
  name: {
    advice: 'Check the spelling of the host. The labs have a place that asks the resolver: Names and addresses.',
    python: {
      httpx: 'httpx.ConnectError: [Errno -2] Name or service not known',
      requests: 'requests.exceptions.ConnectionError: … NameResolutionError(…)',
      socket: 'socket.gaierror: [Errno -2] Name or service not known',
    },
  },
  refused: {
    advice: 'The machine is there, the port is not open: start the server, or correct the port.',
    python: {
      httpx: 'httpx.ConnectError: [Errno 111] Connection refused',
      requests: 'requests.exceptions.ConnectionError: … [Errno 111] Connection refused',
      socket: 'ConnectionRefusedError: [Errno 111] Connection refused',
    },
  },
  connect: {
    advice: 'There is no way to this address: check the network, and whether the address is the one you mean.',
    python: {
      httpx: 'httpx.ConnectError',
      requests: 'requests.exceptions.ConnectionError',
      socket: 'OSError: [Errno 113] No route to host',
    },
  },
  reset: {
    advice: 'The server crashed, or threw the connection away with octets still unread. A GET may be sent once more.',
    python: {
      httpx: 'httpx.ReadError: [Errno 104] Connection reset by peer',
      requests: "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, …))",
      socket: 'ConnectionResetError: [Errno 104] Connection reset by peer',
    },
  },
  empty: {
    advice: 'It read the request, or none of it, and left. Look at its side in Play: what did it do with these octets?',
    python: {
      httpx: 'httpx.RemoteProtocolError: Server disconnected without sending a response.',
      requests: "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected(…))",
      socket: "recv() gives b'' at once",
    },
  },
  'cut-short': {
    advice: 'What came is shown, and is not all of it: do not use it as if it were.',
    python: {
      httpx: 'httpx.RemoteProtocolError: peer closed connection without sending complete message body',
      requests: 'requests.exceptions.ChunkedEncodingError: … IncompleteRead(…)',
      socket: "recv() gives b'' too early, and nobody notices",
    },
  },
  'bad-response': {
    advice: 'Is this an HTTP server at all? The octets as they came are below.',
    python: {
      httpx: 'httpx.RemoteProtocolError: illegal status line',
      requests: "requests.exceptions.ConnectionError: ('Connection aborted.', BadStatusLine(…))",
      socket: NOTHING,
    },
  },
  'interim-storm': {
    advice: 'The server never comes to its final answer: a bug there.',
    python: { httpx: NOTHING, requests: NOTHING, socket: NOTHING },
  },
  tls: {
    advice: 'Does this port speak TLS? An http URL for an http port, an https URL for an https one.',
    python: {
      httpx: 'httpx.ConnectError: [SSL: WRONG_VERSION_NUMBER] …',
      requests: 'requests.exceptions.SSLError',
      socket: 'ssl.SSLError',
    },
  },
  certificate: {
    advice:
      'Nobody you trust says that this server is who it claims to be. For a server of your own, take any certificate under Sending.',
    python: {
      httpx: 'httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] …',
      requests: 'requests.exceptions.SSLError: … CERTIFICATE_VERIFY_FAILED',
      socket: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] …',
    },
  },
  coding: {
    advice: 'Look at the content as it was sent: switch off “Undo content codings” under Sending.',
    python: {
      httpx: 'httpx.DecodingError',
      requests: 'requests.exceptions.ContentDecodingError',
      socket: 'zlib.error, from zlib.decompress()',
    },
  },
  'too-large': {
    advice: 'A few octets can stand for very many. As it was sent, it can still be looked at: switch off the decoding.',
    python: {
      httpx: 'MemoryError, in the end',
      requests: 'MemoryError, in the end',
      socket: 'MemoryError, in the end',
    },
  },
  content: {
    advice: 'Nothing to do about it but to send it again.',
    python: {
      httpx: 'h11.LocalProtocolError: Too much data for declared Content-Length',
      requests: NOTHING,
      socket: NOTHING,
    },
  },
  aborted: {
    advice: 'What had come until then is shown.',
    python: { httpx: 'KeyboardInterrupt', requests: 'KeyboardInterrupt', socket: 'KeyboardInterrupt' },
  },
  'not-allowed': {
    advice:
      'To the servers of Octet this page talks without asking, to any other once you have seen where it leads and allowed it.',
    python: { httpx: NOTHING, requests: NOTHING, socket: NOTHING },
  },
};

const connecting: InPython = {
  httpx: 'httpx.ConnectTimeout: timed out',
  requests: 'requests.exceptions.ConnectTimeout',
  socket: 'TimeoutError: timed out',
};

const waits: Readonly<Record<Wait, About>> = {
  resolve: { advice: 'The resolver does not answer: check the network.', python: connecting },
  connect: {
    advice: 'Nothing answers at this address: a firewall drops what you send, or no machine is there.',
    python: connecting,
  },
  tls: { advice: 'Is this port one for TLS? A plain server waits for a request all the while.', python: connecting },
  write: {
    advice: 'The server does not read. Its buffers and ours are full.',
    python: {
      httpx: 'httpx.WriteTimeout: timed out',
      requests: 'requests.exceptions.ConnectionError: … timed out',
      socket: 'TimeoutError: timed out',
    },
  },
  read: {
    advice:
      'Is the request complete? A server waits for the empty line, or for the content that was announced. Or it needs longer: set a longer time.',
    python: {
      httpx: 'httpx.ReadTimeout: timed out',
      requests: 'requests.exceptions.ReadTimeout: … Read timed out.',
      socket: 'TimeoutError: timed out',
    },
  },
  total: {
    advice: 'Every single wait was short enough, all of them together were not: set a longer time.',
    python: { httpx: NOTHING, requests: NOTHING, socket: NOTHING },
  },
};

/** What to do about a failure, and its names in Python. */
export function aboutFailure({ code, wait = 'total' }: Pick<Failure, 'code' | 'wait'>): About {
  return code === 'timeout' ? waits[wait] : abouts[code];
}
