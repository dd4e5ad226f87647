/** The experiments on hosts and targets. */
import type { ExperimentWords } from './words.ts';

export const hosts = {
  'no-host': {
    title: 'No Host',
    line: 'The one field that every request must have.',
    question: 'An HTTP/1.1 request without Host. Who refuses it?',
    answers: {
      all: ['All of them', 'Three never look at a field, and one is set to tolerate this.'],
      some: [
        'Those that read fields',
        'A server MUST respond with 400 to a request that lacks Host (RFC 9112 §3.2). Four do; the lenient reading is set to tolerate it.',
      ],
      none: ['None: it is optional', 'It was, in HTTP/1.0. RFC 9112 §3.2 requires it.'],
    },
    look: 'The verdicts: answering is wrong here, even with the right page.',
  },
  'two-hosts': {
    title: 'Two Host fields',
    line: 'example.local first, then evil.example: which one counts?',
    question: 'The users API accepts only its own name. What does it do with two Host fields, its own first?',
    answers: {
      first: [
        'Takes the first, and answers',
        'Its library returns the first of several. A front end that goes by the last has let it in for another site: RFC 9112 §3.2 requires 400.',
      ],
      last: ['Takes the last: 404', 'The e-mail parser it uses returns the first.'],
      refused: ['Refuses', 'It never counts them.'],
    },
    look: 'Node lets two Host fields in as well: its 404 is about the path.',
  },
  'two-names': {
    title: 'Two names in one Host',
    line: '`Host: localhost, evil.example`: a list where none is allowed.',
    question: 'What does Node’s http do with a Host that is not a host?',
    answers: {
      list: ['Takes the first of the list', 'Host is not a list. Node does not look into it at all.'],
      refused: ['Refuses with 400', 'It should: RFC 9112 §3.2 requires 400 for an invalid value, too.'],
      'let-in': [
        'Lets it in unread',
        'RFC 9112 §3.2: a server MUST respond with 400 to an invalid Host. Node checks that there is one, and leaves the value to the handler.',
      ],
    },
    look: 'The engine, in all three readings, against Node: no leniency for a wrong host.',
  },
  'absolute-form': {
    title: 'The whole address in the request line',
    line: '`GET http://localhost/ HTTP/1.1`, as sent to a proxy.',
    question: 'A server that is not a proxy gets a target with scheme and host. Who serves the page?',
    answers: {
      all: ['All of them', 'Most compare the target with a path, and find no file named `http://localhost/`.'],
      proxies: ['None: that form is for proxies', 'A server MUST accept absolute-form in requests (RFC 9112 §3.2.2).'],
      engine: [
        'Only the engine',
        'A server MUST accept absolute-form (RFC 9112 §3.2.2). Node’s parser passes it on as it is, and the page behind it compares text.',
      ],
    },
    look: '404 in four voices: each looked for the whole address as a name.',
  },
  'absolute-over-host': {
    title: 'Two names that differ',
    line: 'The target says evil.example, Host says example.local.',
    question: 'Which of the names do servers go by?',
    answers: {
      host: ['All by Host', 'RFC 9112 §3.2.2: with absolute-form the received Host MUST be ignored.'],
      target: [
        'All by the target',
        'That is the rule. The users API takes the path from the address, but the name from the field.',
      ],
      differ: [
        'It depends: one ignores Host, another goes by it',
        'RFC 9112 §3.2.2: the target wins. The users API goes by Host, and the hardened engine refuses the contradiction.',
      ],
    },
    look: 'The users API answered 200 to a request for evil.example.',
  },
  asterisk: {
    title: 'OPTIONS *',
    line: 'A request about the server as a whole.',
    question: '`*` is not a path. What does the engine make of it?',
    answers: {
      file: ['It looks for a file named `*`', 'The naive servers do: 404, or 405 for the method.'],
      server: [
        'It answers for the server: 204, with Allow',
        'asterisk-form is for a server-wide OPTIONS (RFC 9112 §3.2.4).',
      ],
      refused: ['It refuses the target', 'With any other method it would; with OPTIONS, `*` is a valid form.'],
    },
    look: 'Web server 1.0 says 200 to this as well. It says 200 to everything.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
