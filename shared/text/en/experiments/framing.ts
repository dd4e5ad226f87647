/** The experiments about where a message ends. */
import type { ExperimentWords } from './words.ts';

export const framing = {
  'cl-te': {
    title: 'CL.TE: the chunks win',
    line: 'Both lengths: by Content-Length one request, by the chunks one and the beginning of another.',
    question:
      'Told to let it pass, the engine goes by the chunks: the content ends at `0`. What of the octets behind it?',
    answers: {
      two: [
        'They are the next request',
        'That is the attack. RFC 9112 §6.1 has the server close behind the first answer.',
      ],
      'one-closed': [
        'It answers once and closes: they are never read as a request',
        'RFC 9112 §6.1: a server may go by the chunks, and MUST close after responding. The smuggled line reaches nobody.',
      ],
      'one-open': [
        'It answers once and waits for the rest',
        'An open connection would read them as a request some day.',
      ],
    },
    look: 'The chains: the naive proxy forwards 28 octets of content by Content-Length, and the lenient back stops before `GET /missing`.',
  },
  'te-cl': {
    title: 'TE.CL: four octets of content',
    line: 'By Content-Length the content is `23` and its line end; by the chunks it holds a whole request.',
    question:
      'Who goes by the length finds `GET /missing` next; who goes by the chunks finds it inside. Who refuses to choose?',
    answers: {
      strict: [
        'Both strict readings of the engine, and Node',
        'A server MAY reject both lengths together (RFC 9112 §6.1), and ought to take them for an error (§6.3). Refused, there is nothing left to disagree about.',
      ],
      all: [
        'Everybody',
        'The lenient reading goes by the chunks, and the users API by neither: it reads no content at all.',
      ],
      none: [
        'Nobody: Transfer-Encoding wins',
        'It wins where it is let pass (RFC 9112 §6.3), and a server may as well refuse.',
      ],
    },
    look: 'The chains: the naive proxy forwards four octets of content and waits for an answer; a back that goes by the chunks waits for the rest of its chunk.',
  },
  'hidden-lf': {
    title: 'Hidden behind LF LF',
    line: 'A field line and an empty line that end with LF alone; a second request behind them.',
    question:
      'The naive proxy looks for CR LF CR LF: to it, all of this is one request. Its back takes LF for a line end. What happens?',
    answers: {
      one: [
        'One request for both',
        'So it would be with a back that refuses LF: it answers 400 and closes. This one ends the head at LF LF.',
      ],
      'two-answered': [
        'Two requests, and the client gets both answers',
        'The back gives two answers. The proxy sent one request, relays one answer, and keeps the other.',
      ],
      smuggled: [
        'The back sees a second request the proxy never did',
        'RFC 9112 §2.2: a recipient MAY take LF for a line end, so both read the octets as they may, and differently. Whoever asks next gets the answer to `GET /missing`.',
      ],
    },
    look: 'The chain to the lenient engine: where front and back part, and the answer that nobody asked for.',
  },
  'te-te': {
    title: 'TE.TE: one of the two is a cow',
    line: 'Two Transfer-Encoding fields: `chunked`, then `cow`.',
    question: 'One parser may believe the first field, another the last. What do those do that read framing?',
    answers: {
      first: ['Take chunked, and ignore the cow', 'Two field lines are one list (RFC 9110 §5.2): `chunked, cow`.'],
      last: ['Take the cow for an unknown coding: no content', 'Then `5` would be the next request: smuggling.'],
      'all-refuse': [
        'Refuse with 400',
        'The list ends with something else than chunked, so its end cannot be known: RFC 9112 §6.3 asks for 400 and a close.',
      ],
    },
    look: 'The users API answered 404 and never looked at either field.',
  },
  'look-alike': {
    title: 'An underscore for a hyphen',
    line: '`Transfer_Encoding: chunked`: a valid name, which some gateways take for the other.',
    question: 'The name is another one, so Content-Length rules. Who refuses all the same?',
    answers: {
      hardened: [
        'The hardened engine alone',
        'By the RFC this is an unknown field. But CGI-like gateways turn `-` to `_`, and then it is none (RFC 9110 §17.10): refused by policy.',
      ],
      both: ['Both strict readings of the engine', 'The rfc reading takes every valid message, and this is one.'],
      none: ['Nobody', 'The hardened reading refuses what could be read in two ways behind it.'],
    },
    look: 'The verdict column: refused as a policy, not by a rule.',
  },
  'space-te': {
    title: 'Transfer-Encoding, a space, a colon',
    line: 'White space before the colon hides a field from one parser, not from another.',
    question: 'What do the engine and Node make of `Transfer-Encoding : chunked`?',
    answers: {
      trimmed: ['They trim the name: chunked', 'A front end that does not trim would have gone by Content-Length.'],
      refused: [
        'They refuse with 400',
        'RFC 9112 §5.1: a server MUST reject white space between name and colon, since requests are smuggled by it. There is no leniency for it.',
      ],
      ignored: ['They ignore the field: five octets', 'A back end that trims would have gone by the chunks.'],
    },
    look: 'The refused octet is the space, not the end of the section: side by side, the row of the table.',
  },
  'chunk-extension': {
    title: 'A chunk extension',
    line: '`5;sig=abc`: something said about a chunk, which nobody knows.',
    question: 'What does a server do with an extension it does not know?',
    answers: {
      ignored: ['Ignores it', 'A recipient MUST ignore unrecognized chunk extensions (RFC 9112 §7.1.1).'],
      refused: ['Refuses with 400', 'Its grammar is fine: name, `=`, value. Only its size is limited.'],
      content: ['Takes it for content', 'The size line ends with CR LF; only then data begin.'],
    },
    look: 'Open the engine in Play: the tape shows the extension as tokens of their own.',
  },
  'chunk-space': {
    title: 'White space in a chunk line',
    line: '`5 ; a = b`: “bad white space”, allowed by the grammar for history’s sake.',
    question: 'Who takes a chunk line with white space around `;` and `=`?',
    answers: {
      all: ['All of them', 'Node and the hardened reading refuse: a parser that stops at the space would differ.'],
      rfc: [
        'The rfc reading and the lenient one',
        'BWS is in the grammar of RFC 9112 §7.1.1, and a recipient MUST parse for it (RFC 9110 §5.6.3). The others are stricter than the text.',
      ],
      none: ['Nobody', 'The rfc reading takes every valid message, and by its grammar this is one.'],
    },
    look: 'Node refuses what the RFC allows: strict is not the same as correct.',
  },
  'chunk-lf': {
    title: 'LF alone behind a chunk-size',
    line: 'A line end that one parser takes and another steps over.',
    question: 'The lenient engine takes LF alone as the end of a line. In a chunk line too?',
    answers: {
      lenient: [
        'It does; the others refuse',
        'The leniency is for start-line and fields, the only lines RFC 9112 §2.2 speaks of.',
      ],
      all: ['All take it', 'They once did, and requests were smuggled through the difference of one octet.'],
      none: [
        'Nobody takes it',
        'RFC 9112 §7.1 ends a chunk line with CR LF, and §2.2 allows LF alone for start-line and fields only.',
      ],
    },
    look: 'Four refusals at the same octet: they never part.',
  },
  'chunk-overflow': {
    title: 'A chunk of 2⁶⁴ and five octets',
    line: 'Seventeen hexadecimal digits: in 64 bits only the five is left.',
    question: 'A careless parser would read `10000000000000005` as 5. What do these do?',
    answers: {
      five: ['Read five octets', 'That is what overflow does: RFC 9112 §7.1 has recipients prevent it.'],
      waits: ['Wait for all of them', 'They would wait long, and a size that fits no integer cannot be counted.'],
      refused: [
        'Refuse with 400',
        'A recipient MUST anticipate large numbers and prevent errors by overflow (RFC 9112 §7.1).',
      ],
    },
    look: 'The engine refuses at the seventeenth digit, before it has seen the end of the line.',
  },
  'cl-plus': {
    title: 'Content-Length: +5',
    line: 'A sign that many number parsers take.',
    question: '`int("+5")` is 5. What do the parsers of HTTP say?',
    answers: {
      five: ['Five octets', 'The value is digits and nothing else (RFC 9110 §8.6).'],
      refused: [
        'They refuse with 400',
        'An invalid Content-Length is an unrecoverable error: RFC 9112 §6.3 asks for 400 and a close.',
      ],
      zero: ['No content: the field is ignored', 'Then `hello` would be the next request.'],
    },
    look: 'The users API answered 404 with `hello` still to come: it reads no content.',
  },
  'cl-list': {
    title: 'Content-Length: 5, 5',
    line: 'The same length twice, as a list.',
    question: 'Both members say 5. Must a server refuse it?',
    answers: {
      'must-refuse': [
        'Yes, always',
        'It may: but RFC 9112 §6.3 leaves one way out, where all values are valid and the same.',
      ],
      'may-read': [
        'No: it may take it for 5',
        'RFC 9112 §6.3 lets a recipient go by the one value if all are the same. The lenient reading does; the others refuse.',
      ],
      ten: ['No: it is ten octets in all', 'A list of lengths is no sum.'],
    },
    look: 'The verdict “tolerated”, beside two refusals that are allowed as well.',
  },
  'cl-zeros': {
    title: 'Content-Length: 005',
    line: 'Leading zeros: digits, and yet not how anybody writes a number.',
    question: 'Who takes `005` for five?',
    answers: {
      all: ['All of them', 'Some parser somewhere reads a leading zero as octal: the hardened reading refuses.'],
      'but-one': [
        'All but the hardened engine',
        'The grammar is 1*DIGIT, so 005 is valid and five (RFC 9110 §8.6). The hardened reading asks for one way to write it.',
      ],
      none: ['Nobody', 'It is valid by RFC 9110 §8.6.'],
    },
    look: 'A policy refuses a valid message: the price of being hardened.',
  },
  'request-inside': {
    title: 'A request inside the content',
    line: 'GET with 42 octets of content, which look like another request.',
    question: 'GET with a Content-Length of 42. How often does the engine answer?',
    answers: {
      one: [
        'Once',
        'The method does not matter: with Content-Length there are 42 octets of content (RFC 9112 §6.3), whatever they look like.',
      ],
      two: ['Twice', 'Who believes that GET has no content sees a second request: RFC 9110 §9.3.1 warns of it.'],
      refused: ['Never: it refuses GET with content', 'Content in a GET has no meaning, but is framed like any other.'],
    },
    look: 'Everybody answers once here, and only the parsers know why: the others never saw the content.',
  },
  head: {
    title: 'HEAD, with content behind it',
    line: 'The answer to HEAD ends at its empty line, whatever it announces.',
    question: 'Which of these servers send content in answer to HEAD?',
    answers: {
      none: ['None', 'Two of them do not look at the method at all.'],
      some: [
        'Some of them',
        'A server MUST NOT send content to HEAD (RFC 9110 §9.3.2). One page and three answers do, and the client takes it for its next response.',
      ],
      all: ['All of them', 'The engine, Node and static-threads send none.'],
    },
    look: 'The responses, line by line: content behind the empty line that nobody asked for.',
  },
  'no-content': {
    title: '204: no length, and no doubt',
    line: 'Two answers 204 in a row, without Content-Length.',
    question: 'The engine answers 204 twice, with no Content-Length. Where does the first answer end?',
    answers: {
      length: ['Nowhere: a length is missing', 'A server MUST NOT send one with 204 (RFC 9110 §8.6).'],
      'empty-line': [
        'At its empty line',
        '204 ends there, whatever its fields say (RFC 9112 §6.3): content is impossible, so no length is needed.',
      ],
      close: [
        'When the connection is closed',
        'That would be so for 200 without a length. The connection goes on here.',
      ],
    },
    look: 'Two answers, one behind the other, on a connection that is kept.',
  },
  'not-modified': {
    title: '304, and another answer behind it',
    line: 'A conditional request, and a plain one in the same write.',
    question: '304 has no content, and the next answer follows at once. Does the client keep them apart?',
    answers: {
      garbled: [
        'No: it takes the next answer for content',
        '304 ends at its empty line, whatever length it announces (RFC 9112 §6.3).',
      ],
      clean: [
        'Yes: two answers, 304 and 200',
        'A response 304 has no content, even with a Content-Length: that is the length of what 200 would send (RFC 9110 §8.6).',
      ],
      closed: ['There is no next: the connection is closed', '304 needs no close to be over.'],
    },
    look: 'Node’s pages know no conditions: 200 and 200.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
