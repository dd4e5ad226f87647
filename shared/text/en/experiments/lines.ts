/** The experiments on lines and octets. */
import type { ExperimentWords } from './words.ts';

export const lines = {
  'bare-lf': {
    title: 'LF alone',
    line: 'Every line ends with LF, as Unix writes it.',
    question: 'Must a server accept LF alone as the end of a line?',
    answers: {
      must: ['Yes: be liberal', 'RFC 9112 §2.2 says MAY. Where two parsers differ, one octet becomes a hole.'],
      may: [
        'It may, and some do',
        'RFC 9112 §2.2: a recipient MAY recognize LF alone as the end of the start-line or a field line. Refusing is just as right.',
      ],
      never: ['No: it is always refused', 'The lenient engine and the users API accept it, as they may.'],
    },
    look: 'The octet of divergence is the first LF: the engine’s table against `readline`.',
  },
  'space-colon': {
    title: 'A space before the colon',
    line: '`Host : localhost`: is it Host, or is it not?',
    question: 'RFC 9112 §5.1 demands 400. How many of the six refuse?',
    answers: {
      engine: ['Two: both readings of the engine', 'Node refuses, too; and so does the users API, for another reason.'],
      three: ['Three: the engine’s two, and Node', 'The users API refuses as well: to it, Host is missing.'],
      four: [
        'Four',
        'Three see the space, which RFC 9112 §5.1 requires a server to refuse. The users API sees a field with another name, and misses Host.',
      ],
    },
    look: 'The same refusal, for different reasons: open the users API and read its answer.',
  },
  'obs-fold': {
    title: 'A folded value',
    line: 'A value that continues on the next line, after white space.',
    question: 'What must a server do with a folded field line?',
    answers: {
      join: ['Join the lines', 'It may put spaces in place of the fold. It may also refuse.'],
      refuse: ['Refuse it', 'It may, with 400. It may also unfold it.'],
      either: [
        'Either refuse it, or put spaces in its place',
        'RFC 9112 §5.2: a server MUST do one of the two. To a parser that does not know folds, ` two` is a separate field line.',
      ],
    },
    look: 'Refused and tolerated, both allowed by the same sentence.',
  },
  'bare-cr': {
    title: 'CR in the middle of a value',
    line: '`a`, CR, `b`: a line end to some, an odd octet to others.',
    question: 'What happens to a CR that no LF follows?',
    answers: {
      line: [
        'It ends the line',
        'To a careless parser it does, and the rest becomes a field. None of these does that.',
      ],
      refused: ['They all refuse it', 'One page never looks, and the lenient engine puts a space there.'],
      naive: [
        'Parsers refuse it or put SP there; the others never see it',
        'RFC 9112 §2.2: a recipient MUST consider the element invalid or replace each bare CR with SP.',
      ],
    },
    look: 'The verdict “tolerated” for the lenient engine: RFC 9112 §2.2 leaves it that choice.',
  },
  nul: {
    title: 'NUL in a value',
    line: 'The octet that ends a string in C.',
    question: 'What must a recipient do with NUL in a field value?',
    answers: {
      cut: ['End the value there', 'A C string would end there, and two programs would see two values.'],
      refused: [
        'Refuse it, or put SP in its place',
        'RFC 9110 §5.5: CR, LF and NUL are dangerous: reject the message or replace each with SP.',
      ],
      passed: ['Pass it on', 'Other control octets may be kept in a safe context. NUL may not.'],
    },
    look: 'The verdict on static-threads: it passed everything on, since it reads only the first line.',
  },
  'long-line': {
    title: 'A request line of 9014 octets',
    line: 'Longer than the buffers of some, and than the limit of one.',
    question: 'One page reads 1024 octets, static-threads 4096. What do they do with nine thousand?',
    answers: {
      limit: ['Refuse with 414', 'The engine does, at its limit (RFC 9112 §3). These have no limit, only a buffer.'],
      part: [
        'Answer the part they read, and reset',
        'The rest stays unread, so closing sends RST (RFC 9112 §9.6), and the client may lose the answer.',
      ],
      whole: ['Read it all, and answer 404', 'Node and web-server-1.0 read on. These read once.'],
    },
    look: 'Octets taken: 1024, 4096, 8193, all. Each number is a line in some source.',
  },
  'version-1.2': {
    title: 'HTTP/1.2',
    line: 'A minor version that does not exist yet.',
    question: 'How should an HTTP/1.1 server treat HTTP/1.2?',
    answers: {
      'as-1.1': [
        'As HTTP/1.1',
        'RFC 9110 §2.5: a recipient SHOULD process it as the highest minor version it knows. The engine does; Node and the users API do not.',
      ],
      'not-supported': ['505', '505 is for a major version (RFC 9110 §15.6.6). The users API sends it anyway.'],
      bad: ['400', 'The version is well formed. Node refuses what its table does not list.'],
    },
    look: 'Three opinions on one digit.',
  },
  'version-2.0': {
    title: 'HTTP/2.0 on a text line',
    line: 'A major version that is spoken in frames, not in lines.',
    question: 'When does the engine refuse `GET / HTTP/2.0`?',
    answers: {
      octet: ['At the digit 2', 'A version is DIGIT `.` DIGIT: `2.0` is well formed, and judged once it is complete.'],
      end: [
        'At the end of the line, with 505',
        'The line is complete and its version is not supported: 505 (RFC 9110 §15.6.6).',
      ],
      never: ['Never: it answers', 'Web server 1.0 does, and so does Node.'],
    },
    look: 'Octets taken by the engine: 16, the request line and not an octet more.',
  },
  'http-0.9': {
    title: 'GET / and nothing else',
    line: 'A simple request from 1991: no version, no fields.',
    question: 'The line ends after the path. What does Node’s server do?',
    answers: {
      page: ['Sends the page', 'Web server 1.0 and static-threads do: they never look for a version.'],
      refused: [
        'Refuses with 400',
        'The engine does, at the CR: HTTP/0.9 is no longer part of HTTP/1.1 (RFC 9112 §3).',
      ],
      waits: [
        'Waits',
        'Its parser accepts a line without a version, and waits for fields that never come. The engine refuses at the CR.',
      ],
    },
    look: 'The engine took six of the seven octets: the CR was enough.',
  },
  'empty-line-first': {
    title: 'An empty line first',
    line: 'CR LF before the request line, as old clients sent after a POST.',
    question: 'A server should ignore one empty line before a request. Who trips over it?',
    answers: {
      ignored: ['None of them', 'Two take the empty line for the request line.'],
      'one-trips': ['One', 'Static-threads closes without a word, and the users API refuses with 400.'],
      'two-trip': [
        'Two',
        'RFC 9112 §2.2: a server SHOULD ignore at least one empty line before the request line. Static-threads and the users API read it as the request.',
      ],
    },
    look: 'One page ignores it without knowing: it splits at spaces, not at lines.',
  },
  tabs: {
    title: 'Tabs between the words',
    line: 'GET, tab, /, tab, HTTP/1.1.',
    question: 'One page does `split(" ")`. What does it answer to a line with tabs?',
    answers: {
      words: ['200: white space is white space', 'Static-threads does that: it splits at any white space.'],
      'one-space': [
        '404: its second word is `localhost`',
        'The first space in the request comes after `Host:`. RFC 9112 §3 puts single spaces in the line, but lets a recipient accept other white space.',
      ],
      refused: ['400', 'The engine refuses at the tab. One page has no 400.'],
    },
    look: 'The lenient engine tolerates the tabs: the RFC leaves it that choice.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
