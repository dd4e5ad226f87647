/** The servers to choose from: a name, one line, what each teaches, and a note on each thing it gets wrong. */
import type { ProfileId, ReferenceId } from '../../servers/names.ts';

export interface ProfileText {
  readonly title: string;
  /** What it does. */
  readonly line: string;
  /** What its tutorial teaches with it. */
  readonly teaches: string;
  /** By the ids of its shortcomings. */
  readonly notes: Readonly<Record<string, string>>;
}

const SERIAL =
  'It serves one client at a time: while one is connected and silent, all others wait in the kernel’s queue.';
const TWO_READS = 'It reads once. A request that arrives in two pieces is taken for complete after the first.';
const UNCHECKED =
  'It looks at the first line and at nothing else: a missing Host, a broken field, two lengths, all are answered as if nothing were wrong.';
const ABSOLUTE_FORM =
  'A server must take a target in absolute-form too. This one looks for a path of that name and finds none.';
const ANY_METHOD = 'It never looks at the method: DELETE gets what GET gets.';

export const profileTexts: Readonly<Record<ProfileId | ReferenceId, ProfileText>> = {
  engine: {
    title: 'Engine',
    line: 'Octet’s own server: every octet through one table of states.',
    teaches: 'What the standards ask of a server.',
    notes: {},
  },
  'engine-tls': {
    title: 'Engine over HTTPS',
    line: 'The same engine behind TLS, with your key and certificate: the octets inside.',
    teaches: 'That HTTPS is HTTP inside TLS: the same octets, wrapped in records.',
    notes: {},
  },
  'node-http': {
    title: 'Node’s http',
    line: 'The HTTP server that comes with Node, with the same pages as the engine.',
    teaches: 'What a server in daily use does with the same octets.',
    notes: {},
  },
  'web-server-1.0': {
    title: 'Web server 1.0',
    line: 'Whatever you send, it says Hello World.',
    teaches: 'Socket, bind, listen, accept, recv, send, close: the calls every server makes.',
    notes: {
      'full-read':
        'It stops reading when a read brings fewer than 1024 octets. A request of exactly 1024 leaves it waiting for octets that never come.',
      'two-reads':
        'A read of fewer than 1024 octets is taken for the end of the request. What comes after it is thrown away, and the connection reset.',
      anything: 'It never looks at what came. Even `hello` is answered 200.',
      serial: SERIAL,
    },
  },
  'one-page': {
    title: 'One page',
    line: 'One file for `/`, 404 for everything else.',
    teaches: 'That a request is text, and its second word the path.',
    notes: {
      'not-utf8':
        'It decodes the request as UTF-8 before its `try` begins. One octet that is not UTF-8 ends the server.',
      'two-reads': TWO_READS,
      'any-method': ANY_METHOD,
      'any-version': 'Two words are enough: it never looks for a version, nor for the end of the line.',
      unchecked: UNCHECKED,
      'absolute-form': ABSOLUTE_FORM,
      serial: SERIAL,
    },
  },
  'static-threads': {
    title: 'Static files, threads',
    line: 'Files of a folder, a thread per connection, a counter of visits.',
    teaches: 'Files, status codes, and serving many clients with threads.',
    notes: {
      characters:
        'Content-Length counts characters, not octets. A text with letters outside US-ASCII is longer than announced, and the client cuts it short.',
      traversal:
        'It follows `..` out of its folder. (Here it finds a decoy: its files are a small world of their own.)',
      binary: 'It reads every file as text in UTF-8. A picture is none, so it answers 500.',
      'two-reads': TWO_READS,
      cut: 'It reads at most 4096 octets. A longer request is cut, and the connection reset over the rest.',
      'no-allow': 'A 405 must say in Allow which methods there are. This one says nothing.',
      'one-word': 'With fewer than two words it closes without an answer.',
      unchecked: UNCHECKED,
      'absolute-form': ABSOLUTE_FORM,
      'not-utf8':
        'It decodes the whole request as UTF-8. One octet of ISO-8859-1 in a field, which a server has to bear, and it answers 500.',
      race: 'Two threads may load the same number of visits before either stores its own: one visit is lost.',
    },
  },
  'users-api': {
    title: 'Users API',
    line: 'Create users, list them, look at one, in HTML or JSON.',
    teaches: 'The protocol properly begun: request line, headers, Host, Accept, Content-Length, errors.',
    notes: {
      'no-accept': "Without Accept it looks for a text in None, fails, and answers `500 b'Internal Server Error'`.",
      'any-type': 'It knows no `*/*` and answers 406, without Content-Length.',
      'left-open':
        'After an error while parsing it fails once more where it would close. The connection stays open until the next client is accepted.',
      pipelined: 'It closes after one answer. A second request that came along with the first is dropped.',
      'any-method': 'Any method reads `/users/1`, DELETE too. (Create a user first.)',
      'host-case': 'It compares Host letter by letter, but host names know no case.',
      'stored-xss':
        'It puts names into HTML as they came. A name with a script in it runs in whoever looks at the list.',
      'no-age': 'Without `age` it fails and answers 500, where 400 would be the truth.',
      'bare-lf': 'It takes a lone LF for the end of a line.',
      'mail-headers': 'It reads headers with a parser made for mail: a line that is no field silently ends them all.',
      'minor-version':
        '505 is for another major version. To HTTP/1.0 and to HTTP/1.2 a server has to answer as the highest 1.x it knows.',
      'two-hosts':
        'Of several Host lines it takes the first, and one that is no host at all is only not found: both have to be answered 400.',
      'absolute-form':
        'A target in absolute-form says which host is meant, and Host is to be ignored. It compares Host.',
      framing:
        'It never looks at Content-Length or Transfer-Encoding. A length that is no number has to be answered 400: nobody can tell where the next request begins.',
      serial: SERIAL,
    },
  },
  echo: {
    title: 'Echo',
    line: 'Sends one message back and closes.',
    teaches: 'The smallest server: accept, recv, send, close.',
    notes: {
      'not-utf8': 'It decodes what came only to encode it again. What is not UTF-8 ends the server.',
      cut: 'It reads at most 4096 octets; the rest is lost.',
      serial: SERIAL,
    },
  },
  'tcp-upper': {
    title: 'Upper case, serial',
    line: 'Sends every message back in upper case, one client after another.',
    teaches: 'Keeping a connection open, and why the second client has to wait.',
    notes: {
      'not-utf8': 'It prints each message as UTF-8. What is none ends the server.',
      ascii: 'It upper-cases octets, so only a to z change.',
      serial: SERIAL,
    },
  },
  'tcp-upper-select': {
    title: 'Upper case, select',
    line: 'The same for many clients at once, in one loop over the sockets that are ready.',
    teaches: 'Asking the system who is ready before reading.',
    notes: {
      'not-utf8': 'One client that sends what is not UTF-8 ends the server for all.',
      ascii: 'It upper-cases octets, so only a to z change.',
      reset:
        'It asks a client’s address before it reads. A client that reset its connection has none, and the server ends.',
    },
  },
  'tcp-upper-tasks': {
    title: 'Upper case, threads',
    line: 'The same for many clients at once, with a thread for each.',
    teaches: 'A thread per connection: simple code, and each client by itself.',
    notes: {
      'not-utf8': 'What is not UTF-8 ends the thread, and so the connection, without a word.',
      blank: 'It strips white space, so a blank message looks like the end of the connection, and it closes.',
    },
  },
  'udp-upper': {
    title: 'Upper case, UDP',
    line: 'A datagram in, a datagram out. No connection.',
    teaches: 'UDP beside TCP: recvfrom and sendto, and nobody to accept.',
    notes: {
      'not-utf8': 'A datagram that is not UTF-8 ends the server.',
      cut: 'It takes 2048 octets of a datagram; the rest is lost.',
    },
  },
  'three-answers': {
    title: 'Three answers',
    line: '200 for `/`, 403 for `/admin`, 404 for the rest.',
    teaches: 'A status line, two fields, an empty line, and a length in octets.',
    notes: {
      'one-word': 'It needs two words. A request of one ends the server.',
      'not-utf8': 'A request that is not UTF-8 ends the server.',
      empty: 'A client that leaves without a word ends the server.',
      'left-open': 'It never closes a connection. That happens only when the next client takes its place.',
      'two-reads': TWO_READS,
      'any-method': ANY_METHOD,
      unchecked: UNCHECKED,
      'absolute-form': ABSOLUTE_FORM,
    },
  },
};
