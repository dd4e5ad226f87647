/** The experiments on where a message ends. */
import type { ExperimentWords } from './words.ts';

export const framing = {
  'cl-te': {
    title: 'CL.TE: the chunks win',
    line: 'Both lengths: by Content-Length one request; by the chunks, one and the start of another.',
    question:
      'The engine, told to tolerate both, goes by the chunks: the content ends at `0`. What happens to the octets after it?',
    answers: {
      two: [
        'They are the next request',
        'That is the attack. RFC 9112 §6.1 makes the server close after the first answer.',
      ],
      'one-closed': [
        'It answers once and closes: they are never read as a request',
        'RFC 9112 §6.1: a server may go by the chunks, and MUST close after responding. The smuggled line goes nowhere.',
      ],
      'one-open': [
        'It answers once and waits for the rest',
        'On an open connection they would be read as a request sooner or later.',
      ],
    },
    look: 'The chains: the naive proxy forwards 28 octets of content by Content-Length, and the lenient back stops before `GET /missing`.',
  },
  'te-cl': {
    title: 'TE.CL: four octets of content',
    line: 'By Content-Length the content is `23` and its line end; by the chunks it holds a whole request.',
    question:
      'A server that goes by the length finds `GET /missing` next; one that goes by the chunks finds it inside. Who refuses to choose?',
    answers: {
      strict: [
        'Both strict readings of the engine, and Node',
        'A server MAY reject a message with both lengths (RFC 9112 §6.1), and ought to treat it as an error (§6.3). Once it is refused, there is nothing left to disagree about.',
      ],
      all: [
        'All of them',
        'The lenient reading goes by the chunks, and the users API by neither: it reads no content at all.',
      ],
      none: [
        'None: Transfer-Encoding wins',
        'It wins where a server lets both pass (RFC 9112 §6.3), but a server may just as well refuse.',
      ],
    },
    look: 'The chains: the naive proxy forwards four octets of content and waits for an answer; a back that goes by the chunks waits for the rest of its chunk.',
  },
  'hidden-lf': {
    title: 'Hidden behind LF LF',
    line: 'A field line and an empty line that end with LF alone, and a second request after them.',
    question:
      'The naive proxy looks for CR LF CR LF: to it, all of this is one request. Its back accepts LF as a line end. What happens?',
    answers: {
      one: [
        'Both see one request',
        'They would if the back refused LF: it would answer 400 and close. This one ends the head at LF LF.',
      ],
      'two-answered': [
        'Two requests, and the client gets both answers',
        'The back gives two answers. The proxy sent one request, relays one answer, and keeps the other.',
      ],
      smuggled: [
        'The back sees a second request that the proxy never saw',
        'RFC 9112 §2.2: a recipient MAY take LF for a line end, so both readings are allowed, and they differ. The next client gets the answer to `GET /missing`.',
      ],
    },
    look: 'The chain to the lenient engine: where front and back part, and the unsolicited answer.',
  },
  'te-te': {
    title: 'TE.TE: one of the two is a cow',
    line: 'Two Transfer-Encoding fields: `chunked`, then `cow`.',
    question: 'One parser may believe the first field, another the last. What do the servers that read framing do?',
    answers: {
      first: ['Take chunked, and ignore the cow', 'Two field lines are one list (RFC 9110 §5.2): `chunked, cow`.'],
      last: ['Take the cow for an unknown coding: no content', 'Then `5` would start the next request: smuggling.'],
      'all-refuse': [
        'Refuse with 400',
        'The list does not end with chunked, so the end of the content cannot be determined: RFC 9112 §6.3 requires 400 and a close.',
      ],
    },
    look: 'The users API answered 404 and never looked at either field.',
  },
  'look-alike': {
    title: 'An underscore for a hyphen',
    line: '`Transfer_Encoding: chunked`: a valid name, which some gateways mistake for the other.',
    question: 'The name is a different one, so Content-Length applies. Who refuses anyway?',
    answers: {
      hardened: [
        'Only the hardened engine',
        'By the RFC this is an unknown field. But CGI-like gateways turn `-` into `_`, and then it is a known one (RFC 9110 §17.10): refused by policy.',
      ],
      both: ['Both strict readings of the engine', 'The rfc reading accepts every valid message, and this is one.'],
      none: ['None of them', 'The hardened reading refuses what a server behind it could read in two ways.'],
    },
    look: 'The verdict column: refused by policy, not by a rule.',
  },
  'space-te': {
    title: 'Transfer-Encoding, a space, a colon',
    line: 'White space before the colon hides a field from one parser, not from another.',
    question: 'What do the engine and Node make of `Transfer-Encoding : chunked`?',
    answers: {
      trimmed: ['They trim the name: chunked', 'A front end that does not trim would have gone by Content-Length.'],
      refused: [
        'They refuse with 400',
        'RFC 9112 §5.1: a server MUST reject white space between name and colon, since it lets requests be smuggled. No leniency allows it.',
      ],
      ignored: ['They ignore the field: five octets', 'A back end that trims would have gone by the chunks.'],
    },
    look: 'The refused octet is the space, not the end of the section. Side by side shows the row of the table.',
  },
  'chunk-extension': {
    title: 'A chunk extension',
    line: '`5;sig=abc`: a note on a chunk, which no server here understands.',
    question: 'What does a server do with an extension it does not know?',
    answers: {
      ignored: ['Ignores it', 'A recipient MUST ignore unrecognized chunk extensions (RFC 9112 §7.1.1).'],
      refused: ['Refuses with 400', 'Its grammar is fine: name, `=`, value. Only its size is limited.'],
      content: ['Takes it for content', 'The size line ends with CR LF; the data begin only after it.'],
    },
    look: 'Open the engine in Play: the tape shows the extension as separate tokens.',
  },
  'chunk-space': {
    title: 'White space in a chunk line',
    line: '`5 ; a = b`: “bad white space”, which the grammar allows for historical reasons.',
    question: 'Who accepts a chunk line with white space around `;` and `=`?',
    answers: {
      all: ['All of them', 'Node and the hardened reading refuse: a parser that stops at the space would differ.'],
      rfc: [
        'The rfc reading and the lenient one',
        'BWS is in the grammar of RFC 9112 §7.1.1, and a recipient MUST parse for it (RFC 9110 §5.6.3). The others are stricter than the RFC.',
      ],
      none: ['None of them', 'The rfc reading accepts every valid message, and by the grammar this is one.'],
    },
    look: 'Node refuses what the RFC allows: strict is not the same as correct.',
  },
  'chunk-lf': {
    title: 'LF alone after a chunk size',
    line: 'A line end that one parser accepts and another skips.',
    question: 'The lenient engine accepts LF alone as the end of a line. In a chunk line too?',
    answers: {
      lenient: [
        'It does; the others refuse',
        'The leniency covers the start-line and the field lines, the only ones RFC 9112 §2.2 speaks of.',
      ],
      all: ['All accept it', 'They once did, and requests were smuggled through the difference of one octet.'],
      none: [
        'None accepts it',
        'RFC 9112 §7.1 ends a chunk line with CR LF, and §2.2 allows LF alone only for the start-line and fields.',
      ],
    },
    look: 'Four refusals at the same octet: they never part.',
  },
  'chunk-overflow': {
    title: 'A chunk of 2⁶⁴ and five octets',
    line: 'Seventeen hexadecimal digits: in 64 bits only the five is left.',
    question: 'A careless parser would read `10000000000000005` as 5. What do these do?',
    answers: {
      five: ['Read five octets', 'That is what overflow does: RFC 9112 §7.1 tells recipients to prevent it.'],
      waits: ['Wait for all of them', 'That would be a long wait, and a size that fits no integer cannot be counted.'],
      refused: [
        'Refuse with 400',
        'A recipient MUST anticipate large numbers and prevent overflow errors (RFC 9112 §7.1).',
      ],
    },
    look: 'The engine refuses at the seventeenth digit, before it has seen the end of the line.',
  },
  'cl-plus': {
    title: 'Content-Length: +5',
    line: 'A sign that many number parsers accept.',
    question: '`int("+5")` is 5. What do HTTP parsers say?',
    answers: {
      five: ['Five octets', 'The value is digits and nothing else (RFC 9110 §8.6).'],
      refused: [
        'They refuse with 400',
        'An invalid Content-Length is an unrecoverable error: RFC 9112 §6.3 requires 400 and a close.',
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
        'It may, but RFC 9112 §6.3 leaves one way out: when all values are valid and the same.',
      ],
      'may-read': [
        'No: it may take it for 5',
        'RFC 9112 §6.3 lets a recipient use the value if all members are the same. The lenient reading does; the others refuse.',
      ],
      ten: ['No: it is ten octets in all', 'A list of lengths is not a sum.'],
    },
    look: 'The verdict “tolerated”, beside two refusals that are just as valid.',
  },
  'cl-zeros': {
    title: 'Content-Length: 005',
    line: 'Leading zeros: digits, yet not how anyone writes a number.',
    question: 'Who takes `005` for five?',
    answers: {
      all: ['All of them', 'Some parser somewhere reads a leading zero as octal: the hardened reading refuses.'],
      'but-one': [
        'All but the hardened engine',
        'The grammar is 1*DIGIT, so 005 is valid and means five (RFC 9110 §8.6). The hardened reading accepts only one spelling.',
      ],
      none: ['None of them', 'It is valid by RFC 9110 §8.6.'],
    },
    look: 'A policy refuses a valid message: the price of being hardened.',
  },
  'request-inside': {
    title: 'A request inside the content',
    line: 'GET with 42 octets of content that look like another request.',
    question: 'GET with a Content-Length of 42. How often does the engine answer?',
    answers: {
      one: [
        'Once',
        'The method does not matter: with Content-Length there are 42 octets of content (RFC 9112 §6.3), even if they look like a request.',
      ],
      two: ['Twice', 'A server that believes GET has no content sees a second request: RFC 9110 §9.3.1 warns of it.'],
      refused: [
        'Never: it refuses GET with content',
        'Content in a GET has no defined meaning, but is framed like any other.',
      ],
    },
    look: 'Every server answers once here, but only the parsers know why: the others never saw the content.',
  },
  head: {
    title: 'HEAD, with content after it',
    line: 'The answer to HEAD ends at its empty line, even if it announces content.',
    question: 'Which of these servers send content in answer to HEAD?',
    answers: {
      none: ['None', 'Two of them do not look at the method at all.'],
      some: [
        'Some of them',
        'A server MUST NOT send content in a response to HEAD (RFC 9110 §9.3.2). One page and three answers do, and the client takes it for its next response.',
      ],
      all: ['All of them', 'The engine, Node and static-threads send none.'],
    },
    look: 'The responses, line by line: unsolicited content after the empty line.',
  },
  'no-content': {
    title: '204: no length, and no doubt',
    line: 'Two 204 answers in a row, without Content-Length.',
    question: 'The engine answers 204 twice, with no Content-Length. Where does the first answer end?',
    answers: {
      length: ['Nowhere: a length is missing', 'A server MUST NOT send one with 204 (RFC 9110 §8.6).'],
      'empty-line': [
        'At its empty line',
        '204 ends there, regardless of its fields (RFC 9112 §6.3): content is impossible, so no length is needed.',
      ],
      close: ['When the connection is closed', 'A 200 without a length would. Here the connection stays open.'],
    },
    look: 'Two answers, one after the other, on a connection that stays open.',
  },
  'not-modified': {
    title: '304, and another answer after it',
    line: 'A conditional request and a plain one, in the same write.',
    question: '304 has no content, and the next answer follows at once. Does the client keep them apart?',
    answers: {
      garbled: [
        'No: it takes the next answer for content',
        '304 ends at its empty line, even if it announces a length (RFC 9112 §6.3).',
      ],
      clean: [
        'Yes: two answers, 304 and 200',
        'A 304 response has no content, even with a Content-Length: that is the length of what 200 would send (RFC 9110 §8.6).',
      ],
      closed: ['There is no next answer: the connection is closed', '304 ends without a close.'],
    },
    look: 'Node’s pages know no conditions: 200 and 200.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
