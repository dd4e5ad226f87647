/** The client's failures, for the person who has to deal with them: what to try, and what Python would report. */
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
    advice: 'Check the spelling of the host. To query the resolver yourself, open the lab “Names and addresses”.',
    python: {
      httpx: 'httpx.ConnectError: [Errno -2] Name or service not known',
      requests: 'requests.exceptions.ConnectionError: … NameResolutionError(…)',
      socket: 'socket.gaierror: [Errno -2] Name or service not known',
    },
  },
  refused: {
    advice: 'The machine is there, but the port is closed: start the server, or correct the port.',
    python: {
      httpx: 'httpx.ConnectError: [Errno 111] Connection refused',
      requests: 'requests.exceptions.ConnectionError: … [Errno 111] Connection refused',
      socket: 'ConnectionRefusedError: [Errno 111] Connection refused',
    },
  },
  connect: {
    advice: 'This address cannot be reached: check the network, and that it is the address you mean.',
    python: {
      httpx: 'httpx.ConnectError',
      requests: 'requests.exceptions.ConnectionError',
      socket: 'OSError: [Errno 113] No route to host',
    },
  },
  reset: {
    advice: 'The server crashed, or discarded the connection with octets still unread. A GET may be sent again.',
    python: {
      httpx: 'httpx.ReadError: [Errno 104] Connection reset by peer',
      requests: "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, …))",
      socket: 'ConnectionResetError: [Errno 104] Connection reset by peer',
    },
  },
  empty: {
    advice:
      'The server closed, with or without reading the request. Look at its side in Play: what did it do with these octets?',
    python: {
      httpx: 'httpx.RemoteProtocolError: Server disconnected without sending a response.',
      requests: "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected(…))",
      socket: "recv() returns b'' at once",
    },
  },
  'cut-short': {
    advice: 'What arrived is shown, but it is incomplete: do not use it as if it were whole.',
    python: {
      httpx: 'httpx.RemoteProtocolError: peer closed connection without sending complete message body',
      requests: 'requests.exceptions.ChunkedEncodingError: … IncompleteRead(…)',
      socket: "recv() returns b'' too early, and nothing reports it",
    },
  },
  'bad-response': {
    advice: 'Is this an HTTP server at all? The octets it sent are below.',
    python: {
      httpx: 'httpx.RemoteProtocolError: illegal status line',
      requests: "requests.exceptions.ConnectionError: ('Connection aborted.', BadStatusLine(…))",
      socket: NOTHING,
    },
  },
  'interim-storm': {
    advice: 'The server never sends a final response: that is a bug in the server.',
    python: { httpx: NOTHING, requests: NOTHING, socket: NOTHING },
  },
  tls: {
    advice: 'Does this port speak TLS? Use an http URL for an http port and an https URL for an https port.',
    python: {
      httpx: 'httpx.ConnectError: [SSL: WRONG_VERSION_NUMBER] …',
      requests: 'requests.exceptions.SSLError',
      socket: 'ssl.SSLError',
    },
  },
  certificate: {
    advice:
      'No authority you trust vouches for this server. For a server of your own, choose “Accept any certificate” under Sending.',
    python: {
      httpx: 'httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] …',
      requests: 'requests.exceptions.SSLError: … CERTIFICATE_VERIFY_FAILED',
      socket: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] …',
    },
  },
  coding: {
    advice: 'To look at the content as it was sent, turn off “Decode content” under Sending.',
    python: {
      httpx: 'httpx.DecodingError',
      requests: 'requests.exceptions.ContentDecodingError',
      socket: 'zlib.error, from zlib.decompress()',
    },
  },
  'too-large': {
    advice:
      'A few octets can decode to very many. To look at the content as it was sent, turn off “Decode content” under Sending.',
    python: {
      httpx: 'MemoryError, eventually',
      requests: 'MemoryError, eventually',
      socket: 'MemoryError, eventually',
    },
  },
  content: {
    advice: 'All you can do is send it again.',
    python: {
      httpx: 'h11.LocalProtocolError: Too much data for declared Content-Length',
      requests: NOTHING,
      socket: NOTHING,
    },
  },
  aborted: {
    advice: 'What arrived before that is shown.',
    python: { httpx: 'KeyboardInterrupt', requests: 'KeyboardInterrupt', socket: 'KeyboardInterrupt' },
  },
  'not-allowed': {
    advice:
      'This page talks to Octet’s own servers without asking; for any other server you first see where it leads, and allow it.',
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
    advice: 'Nothing answers at this address: a firewall drops your packets, or there is no such machine.',
    python: connecting,
  },
  tls: { advice: 'Is this a TLS port? A server without TLS just keeps waiting for a request.', python: connecting },
  write: {
    advice: 'The server is not reading. Its buffers and ours are full.',
    python: {
      httpx: 'httpx.WriteTimeout: timed out',
      requests: 'requests.exceptions.ConnectionError: … timed out',
      socket: 'TimeoutError: timed out',
    },
  },
  read: {
    advice:
      'Is the request complete? A server waits for the empty line, and for all the content announced. If it just needs longer, raise the limit.',
    python: {
      httpx: 'httpx.ReadTimeout: timed out',
      requests: 'requests.exceptions.ReadTimeout: … Read timed out.',
      socket: 'TimeoutError: timed out',
    },
  },
  total: {
    advice: 'Each wait was within its limit, but together they were not: raise the total.',
    python: { httpx: NOTHING, requests: NOTHING, socket: NOTHING },
  },
};

/** What to do about a failure, and its names in Python. */
export function aboutFailure({ code, wait = 'total' }: Pick<Failure, 'code' | 'wait'>): About {
  return code === 'timeout' ? waits[wait] : abouts[code];
}
