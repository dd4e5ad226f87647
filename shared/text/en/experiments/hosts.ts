/** The experiments about hosts and targets. */
import type { ExperimentWords } from './words.ts';

export const hosts = {
  'no-host': {
    title: 'No Host',
    line: 'The one field that every request must have.',
    question: 'A request in HTTP/1.1 without Host. Who refuses it?',
    answers: {
      all: ['All of them', 'Three never look at a field, and one was told not to mind.'],
      some: [
        'Those that read fields',
        'A server MUST respond with 400 to a request that lacks Host (RFC 9112 §3.2). Four do; the lenient reading was told not to.',
      ],
      none: ['None: it is optional', 'It was, in HTTP/1.0. RFC 9112 §3.2 requires it.'],
    },
    look: 'The verdicts: answering is wrong here, though the page is the right one.',
  },
  'two-hosts': {
    title: 'Two Host fields',
    line: 'example.local first, evil.example second: who is meant?',
    question: 'The users API takes only its own name. What does it do with two Host fields, its own first?',
    answers: {
      first: [
        'Takes the first, and answers',
        'Its library gives the first of several. A front end that goes by the last has let it in for another site: RFC 9112 §3.2 asks for 400.',
      ],
      last: ['Takes the last: 404', 'The e-mail parser it uses gives the first.'],
      refused: ['Refuses', 'It never counts them.'],
    },
    look: 'Node lets two Host fields in as well: its 404 is about the path.',
  },
  'two-names': {
    title: 'Two names in one Host',
    line: '`Host: localhost, evil.example`: a list where none may be.',
    question: 'What does Node’s http do with a Host that is no host?',
    answers: {
      list: ['Takes the first of the list', 'Host is no list. Node does not look into it at all.'],
      refused: ['Refuses with 400', 'It should: RFC 9112 §3.2 asks for 400 for an invalid value, too.'],
      'let-in': [
        'Lets it in unread',
        'RFC 9112 §3.2: a server MUST respond with 400 to an invalid Host. Node counts that there is one, and leaves the value to the handler.',
      ],
    },
    look: 'The engine, in all three readings, against Node: no leniency for a wrong host.',
  },
  'absolute-form': {
    title: 'The whole address in the request line',
    line: '`GET http://localhost/ HTTP/1.1`, as a proxy is asked.',
    question: 'A server that is no proxy gets a target with scheme and host. Who serves the page?',
    answers: {
      all: ['All of them', 'Most compare the target with a path, and find no file named `http://localhost/`.'],
      proxies: [
        'None: only a proxy may be asked so',
        'A server MUST accept absolute-form in requests (RFC 9112 §3.2.2).',
      ],
      engine: [
        'The engine alone',
        'A server MUST accept absolute-form (RFC 9112 §3.2.2). The parser of Node passes it on as it is, and the page behind compares text.',
      ],
    },
    look: '404 in four voices: each has looked for the address as a name.',
  },
  'absolute-over-host': {
    title: 'Two names that differ',
    line: 'The target says evil.example, Host says example.local.',
    question: 'By which of the names do servers go?',
    answers: {
      host: ['All by Host', 'RFC 9112 §3.2.2: with absolute-form the received Host MUST be ignored.'],
      target: [
        'All by the target',
        'That is the rule. The users API reads the path of the address, and the name of the field.',
      ],
      differ: [
        'It depends: the one ignores Host, another goes by it',
        'RFC 9112 §3.2.2: the target wins. The users API goes by Host, and the hardened engine refuses the contradiction.',
      ],
    },
    look: 'The users API answered 200 to a request for evil.example.',
  },
  asterisk: {
    title: 'OPTIONS *',
    line: 'A request about the server as a whole.',
    question: '`*` is no path. What does the engine make of it?',
    answers: {
      file: ['It looks for a file named `*`', 'So do the naive servers: 404, or 405 for the method.'],
      server: [
        'It answers for the server: 204, with Allow',
        'asterisk-form is for a server-wide OPTIONS (RFC 9112 §3.2.4).',
      ],
      refused: ['It refuses the target', 'With any other method it would: with OPTIONS `*` is a form of its own.'],
    },
    look: 'Web server 1.0 says 200 to this as well. It says 200 to everything.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
