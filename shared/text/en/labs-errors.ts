/** The errors lab: what each error is, what to do about it, and the words of its story. */
import type { ErrorReport, LabActor, LabError, LabStep } from '../../labs/errors.ts';
import { duration } from '../duration.ts';

export interface ErrorTexts {
  readonly title: string;
  /** A number or a word, to see at a glance. */
  readonly badge: string;
  readonly what: string;
  /** What Python shows a reader of the tutorials. */
  readonly python: string;
  readonly todo: readonly string[];
  readonly more?: string;
}

const errors: Readonly<Record<LabError, ErrorTexts>> = {
  'name-not-known': {
    title: 'Name not known',
    badge: 'gaierror',
    what: 'A name has to become an address before anything is sent. The system’s resolver has none for this one: names under `.invalid` never exist (RFC 2606).',
    python: 'socket.gaierror: [Errno -2] Name or service not known',
    todo: [
      'Check the spelling, then ask the resolver in the names lab: it may know the name under another form.',
      'Catch `socket.gaierror` before `OSError`: it is one of its subclasses, and its numbers are not those of errno.',
      'Number -3 means something else: the resolver could not be asked just now, and trying again may help.',
    ],
  },
  'address-in-use': {
    title: 'Address already in use',
    badge: '98',
    what: 'Two sockets want to listen on the same address and port. The first has it; the second is refused by the system.',
    python: 'OSError: [Errno 98] Address already in use',
    todo: [
      'Find out what holds the port: `ss -ltnp` names the process. Often it is your own server in another window.',
      'Choose another port, or 0: the system then finds a free one.',
      'Python also meets it after a restart: old connections linger in TIME_WAIT. `SO_REUSEADDR` lets the new listener pass. Node always sets it, so a restart does not show it here.',
    ],
    more: '`SO_REUSEPORT` is something else: every listener that sets it shares the port, and the system distributes new connections among them. Python: `create_server(…, reuse_port=True)`. Node has `listen({ reusePort: true })` from 22.12 on; Node 20 ignores the option, and the second listener is still refused.',
  },
  'connection-refused': {
    title: 'Connection refused',
    badge: '111',
    what: 'The machine is there, but nothing listens on that port. Its system answers the SYN with RST at once.',
    python: 'ConnectionRefusedError: [Errno 111] Connection refused',
    todo: [
      'Start the server first, and look at the address it listens on: `127.0.0.1`, `::1` and `0.0.0.0` are not the same.',
      'A server that has just started may need a moment: try again a few times, a little later each time.',
    ],
  },
  'connect-timed-out': {
    title: 'Connect timed out',
    badge: '110',
    what: 'The listener’s backlog is full and it accepts no one, so the system drops the SYN without a word. A host that is switched off, or a firewall that drops packets, looks the same from here.',
    python: 'TimeoutError: [Errno 110] Connection timed out',
    todo: [
      'Set your own deadline: the system’s is about two minutes. Python: `create_connection(address, timeout=5)`, which says `TimeoutError: timed out`, without a number.',
      'On the server: accept sooner, or give `listen()` a larger backlog.',
    ],
    more: 'The deadline of one second is **Octet’s**, so it has no number. The system’s own is 110: it sends the SYN again after 1, 2, 4, 8, 16 and 32 seconds and then gives up, after about 127 s.',
  },
  'recv-timed-out': {
    title: 'Nothing arrived in time',
    badge: 'timeout',
    what: 'The request lacks its empty line. The server waits for the rest of it, and the client for the answer: both are right, and nothing moves.',
    python: 'TimeoutError: timed out',
    todo: [
      'Look at what you sent: a header section ends with an empty line, CR LF CR LF.',
      'Always set a deadline before `recv()`: `settimeout(5)`. Without one it waits as long as the connection lasts.',
      'Before Python 3.10 the exception was `socket.timeout`; it is the same class now.',
    ],
    more: 'No error number: the connection is sound. Only our patience has ended.',
  },
  'connection-reset': {
    title: 'Connection reset by peer',
    badge: '104',
    what: 'The other end threw the connection away with RST instead of ending it with FIN. What was on its way is lost.',
    python: 'ConnectionResetError: [Errno 104] Connection reset by peer',
    todo: [
      'A server that closes while your octets lie unread makes its system send RST: it should read to the end first.',
      'A server that died does the same. Send again only what is safe to do twice.',
    ],
  },
  'connection-aborted': {
    title: 'Software caused connection abort',
    badge: '103',
    what: 'A second `connect()` on a socket whose first was just refused. The socket is spent, and the system reports what became of it.',
    python: 'ConnectionAbortedError: [Errno 103] Software caused connection abort',
    todo: [
      'Make a new socket for every attempt. `socket.create_connection()` does.',
      'This one is run by Python: a Node socket connects only once.',
    ],
  },
  'bad-descriptor': {
    title: 'Bad file descriptor',
    badge: '9',
    what: 'A call on a number that is not an open file. In Python it is what a socket says after `close()`: its number is then −1.',
    python: 'OSError: [Errno 9] Bad file descriptor',
    todo: [
      'Use a socket only while it is open: `with socket.create_connection(address) as client:`.',
      'Never keep the bare number. The system reuses it, and you would read from somebody else’s socket. That is why these lines use a number that nothing has.',
    ],
  },
  'broken-pipe': {
    title: 'Broken pipe',
    badge: '32',
    what: 'Writing to a connection that the other end has closed. The first write still succeeds: the kernel takes it, and only the RST in reply tells. The second fails.',
    python: 'BrokenPipeError: [Errno 32] Broken pipe',
    todo: [
      'A successful `send()` says that the kernel has the octets, not that anybody has read them.',
      'Read while you write: the peer’s FIN comes in as an empty `recv()`.',
    ],
  },
  'client-half-closes': {
    title: 'The client half-closes',
    badge: 'FIN →',
    what: 'No error. The client has nothing more to say and sends FIN; the way back stays open, and the answer comes.',
    python: 'client.shutdown(socket.SHUT_WR), then recv() until it gives b""',
    todo: [
      'This is how `nc -N` and a client without Content-Length say “that was all”.',
      'A server must not take FIN for “gone”: in Node, set `allowHalfOpen: true`, or it closes its own side by itself.',
    ],
  },
  'server-half-closes': {
    title: 'The server half-closes',
    badge: '← FIN',
    what: 'No error. The server has nothing more to say, but still hears what the client sends.',
    python: 'recv() gives b"" while sendall() still works',
    todo: [
      'An empty `recv()` means the peer has finished writing, not that the connection is gone.',
      'A server that refuses a request in the middle of its content does this, and reads on for a while, to keep its answer from being lost to an RST (RFC 9112 §9.6).',
    ],
  },
};

const steps: Readonly<Record<LabStep, (detail: string) => string>> = {
  lookup: (name) => `asks the resolver for ${name}`,
  listening: (address) => `listens on ${address}`,
  connecting: (address) => `connect() to ${address}`,
  connected: () => 'connected',
  accepted: (address) => `accepts ${address}`,
  queued: (places) => `client ${places} waits in the backlog`,
  wrote: (octets) => `writes ${octets}`,
  read: (octets) => `reads ${octets}`,
  'fin-sent': () => 'FIN sent',
  'fin-received': () => 'FIN received',
  'rst-sent': () => 'RST sent',
  waiting: () => 'the backlog is full',
  deadline: () => 'deadline: gives up',
  call: (call) => call,
  failed: (code) => `fails: ${code}`,
  closed: () => 'closed',
};

const actors: Readonly<Record<LabActor, string>> = { client: 'client', server: 'server', system: 'system' };

export const labErrors = {
  list: 'Errors',
  errors,
  steps,
  actors,
  run: 'Run it',
  runAgain: 'Run it again',
  runKernel: 'Wait for the kernel (about two minutes)',
  stop: 'Stop',
  running: 'Running …',
  runningFor: (ms: number) => `Running for ${duration(ms)}`,
  linesTitle: 'These lines run',
  linesFrom: (file: string, first: number) => `${file}, from line ${first}`,
  linesAway: 'The lines are not available: the program runs without its sources.',
  linesComing: 'Fetching the lines …',
  returnedTitle: 'What the call returned',
  notRun: 'Not run yet. It opens sockets on loopback only.',
  notRunName: 'Not run yet. It asks this system’s resolver.',
  noNumber: 'no error number',
  heard: 'What still arrived',
  storyTitle: 'What happened',
  story: 'What happened, in order',
  took: (ms: number, system: string) => `${duration(ms)} · ${system}`,
  todoTitle: 'What to do about it',
  pythonTitle: 'In Python you see',
  missing: {
    python3: 'Not produced: there is no `python3` on this system, and Node cannot do it. On Linux its number is 103.',
    'kept-from-happening':
      'It did not happen: the run was stopped, or this system behaves differently. See how far it got.',
  } satisfies Record<NonNullable<ErrorReport['missing']>, string>,
  announce: (title: string, result: string) => `${title}: ${result}`,
};
