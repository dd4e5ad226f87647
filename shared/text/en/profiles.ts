/** The servers to choose from: a name, one line, what each teaches, and a note on everything it gets wrong. */
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
const TWO_READS = 'It reads once. If a request arrives in two pieces, the first is taken for all of it.';
const UNCHECKED =
  'It looks only at the first line: a missing Host, a broken field or two lengths are answered as if nothing were wrong.';
const ABSOLUTE_FORM =
  'A server must accept a target in absolute-form too. This one looks for a path of that name and finds none.';
const ANY_METHOD = 'It never looks at the method: DELETE gets what GET gets.';

export const profileTexts: Readonly<Record<ProfileId | ReferenceId, ProfileText>> = {
  engine: {
    title: 'Engine',
    line: 'Octet’s own server: every octet goes through one table of states.',
    teaches: 'What the standards require of a server.',
    notes: {},
  },
  'engine-tls': {
    title: 'Engine over HTTPS',
    line: 'The same engine behind TLS, with your key and certificate; you see the octets inside.',
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
        'A read of fewer than 1024 octets is taken for the end of the request. What comes after it is thrown away, and the connection is reset.',
      anything: 'It never looks at what arrived. Even `hello` is answered with 200.',
      serial: SERIAL,
    },
  },
  'one-page': {
    title: 'One page',
    line: 'One file for `/`, 404 for everything else.',
    teaches: 'That a request is text, and that its second word is the path.',
    notes: {
      'not-utf8':
        'It decodes the request as UTF-8 before its `try` begins. One octet that is not UTF-8 ends the server.',
      'two-reads': TWO_READS,
      'any-method': ANY_METHOD,
      'any-version': 'Two words are enough: it never looks for a version or for the end of the line.',
      unchecked: UNCHECKED,
      'absolute-form': ABSOLUTE_FORM,
      serial: SERIAL,
    },
  },
  'static-threads': {
    title: 'Static files, threads',
    line: 'Files from a folder, a thread per connection, a visit counter.',
    teaches: 'Files, status codes, and serving many clients with threads.',
    notes: {
      characters:
        'Content-Length counts characters, not octets. A text with letters outside US-ASCII is longer than announced, and the client cuts it short.',
      traversal:
        'It follows `..` out of its folder. (Here it finds a decoy: it only sees a small file system of its own.)',
      binary: 'It reads every file as UTF-8 text. A picture is not, so it answers 500.',
      'two-reads': TWO_READS,
      cut: 'It reads at most 4096 octets. A longer request is cut, and the unread rest makes it reset the connection.',
      'no-allow': 'A 405 must list the allowed methods in Allow. This one has no Allow.',
      'one-word': 'With fewer than two words it closes without an answer.',
      unchecked: UNCHECKED,
      'absolute-form': ABSOLUTE_FORM,
      'not-utf8':
        'It decodes the whole request as UTF-8. One octet of ISO-8859-1 in a field, which a server has to tolerate, makes it answer 500.',
      race: 'Two threads may load the same visit count before either stores its own: one visit is lost.',
    },
  },
  'users-api': {
    title: 'Users API',
    line: 'Create users, list them, view one, in HTML or JSON.',
    teaches: 'A proper start on the protocol: request line, headers, Host, Accept, Content-Length, errors.',
    notes: {
      'no-accept': "Without Accept it searches None for a text, fails, and answers `500 b'Internal Server Error'`.",
      'any-type': 'It does not know `*/*` and answers 406, without Content-Length.',
      'left-open':
        'After a parsing error it fails again where it would close. The connection stays open until the next client is accepted.',
      pipelined: 'It closes after one answer. A second request that arrived with the first is dropped.',
      'any-method': 'Any method reads `/users/1`, even DELETE. (Create a user first.)',
      'host-case': 'It compares Host letter by letter, but host names are case-insensitive.',
      'stored-xss': 'It puts names into HTML unescaped. A script in a name runs for everyone who views the list.',
      'no-age': 'Without `age` it fails and answers 500, where 400 would be right.',
      'bare-lf': 'It accepts a bare LF as the end of a line.',
      'mail-headers':
        'It reads headers with a parser made for mail: a line that is not a field silently ends them all.',
      'minor-version':
        '505 is for another major version. A server has to answer HTTP/1.0 and HTTP/1.2 with the highest 1.x it knows.',
      'two-hosts':
        'It takes the first of several Host lines, and answers 404 to a Host that is not a host at all: both require 400.',
      'absolute-form': 'A target in absolute-form names the host, and Host must be ignored. This server compares Host.',
      framing:
        'It never looks at Content-Length or Transfer-Encoding. A length that is not a number requires 400: nothing shows where the next request begins.',
      serial: SERIAL,
    },
  },
  echo: {
    title: 'Echo',
    line: 'Sends one message back and closes.',
    teaches: 'The smallest server: accept, recv, send, close.',
    notes: {
      'not-utf8': 'It decodes what arrived only to encode it again. Anything that is not UTF-8 ends the server.',
      cut: 'It reads at most 4096 octets; the rest is lost.',
      serial: SERIAL,
    },
  },
  'tcp-upper': {
    title: 'Upper case, serial',
    line: 'Sends every message back in upper case, one client after another.',
    teaches: 'Keeping a connection open, and why the second client has to wait.',
    notes: {
      'not-utf8': 'It prints each message as UTF-8. Anything that is not UTF-8 ends the server.',
      ascii: 'It upper-cases octets, so only a to z change.',
      serial: SERIAL,
    },
  },
  'tcp-upper-select': {
    title: 'Upper case, select',
    line: 'The same for many clients at once, in one loop over the sockets that are ready.',
    teaches: 'Asking the system which sockets are ready before reading.',
    notes: {
      'not-utf8': 'One client that sends anything but UTF-8 ends the server for all.',
      ascii: 'It upper-cases octets, so only a to z change.',
      reset:
        'It asks for a client’s address before it reads. A client that has reset its connection has none, and the server ends.',
    },
  },
  'tcp-upper-tasks': {
    title: 'Upper case, threads',
    line: 'The same for many clients at once, with a thread for each.',
    teaches: 'A thread per connection: simple code, and each client on its own.',
    notes: {
      'not-utf8': 'Anything that is not UTF-8 silently ends the thread, and with it the connection.',
      blank: 'It strips white space, so a blank message looks like the end of the connection, and it closes.',
    },
  },
  'udp-upper': {
    title: 'Upper case, UDP',
    line: 'A datagram in, a datagram out. No connection.',
    teaches: 'UDP next to TCP: recvfrom and sendto, and nothing to accept.',
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
      'one-word': 'It needs two words. A request with only one ends the server.',
      'not-utf8': 'A request that is not UTF-8 ends the server.',
      empty: 'A client that leaves without sending anything ends the server.',
      'left-open': 'It never closes a connection. That happens only when the next client takes its place.',
      'two-reads': TWO_READS,
      'any-method': ANY_METHOD,
      unchecked: UNCHECKED,
      'absolute-form': ABSOLUTE_FORM,
    },
  },
};
