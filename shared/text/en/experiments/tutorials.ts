/** The experiments on the bugs of the tutorial servers. */
import type { ExperimentWords } from './words.ts';

export const tutorials = {
  'recv-1023': {
    title: '1023 octets',
    line: 'A request one octet shorter than the buffer of `recv(1024)`.',
    question:
      'Web server 1.0 calls `recv(1024)` until a read comes back shorter. Who answers a request of 1023 octets?',
    answers: {
      all: [
        'All of them',
        'The first read is shorter than 1024, so even this test takes it for the end. By luck, it is.',
      ],
      short: ['All but web-server-1.0', 'Its first read is shorter than 1024, so it stops reading and answers.'],
      none: [
        'Only the engine and Node',
        'One read is enough for every server here. By RFC 9112 §2.2, the empty line ends a head.',
      ],
    },
    look: 'Nothing goes wrong, and that is the trap: try 1024 next.',
  },
  'recv-1024': {
    title: '1024 octets: the freeze',
    line: 'A complete request, exactly as long as the buffer.',
    question: 'The same request, one octet longer: 1024. What does web-server-1.0 do?',
    answers: {
      same: ['It answers as before', 'The read filled the buffer, so it expects more and calls `recv` again.'],
      waits: [
        'It waits for ever',
        'A full read looks like “more to come”. The request has ended, but the server never looks for the empty line that says so (RFC 9112 §2.2).',
      ],
      crash: ['It dies', 'To the server nothing is wrong: it sits in `recv`, as it would with a slow client.'],
    },
    look: 'Side by side with the engine: the line of web-server-1.0 that waits is `client.recv(1024)`.',
  },
  'recv-1025': {
    title: '1025 octets: a reset after the answer',
    line: 'One octet more than the buffer: two reads for one server, one for another.',
    question: 'One page calls `recv(1024)` once and never again. Who has trouble with 1025 octets?',
    answers: {
      both: ['None of them', 'One octet stays unread in one-page’s socket. That has consequences.'],
      'web-server': [
        'Web server 1.0 waits again',
        'Its second read brings one octet, which is shorter than 1024, so it answers.',
      ],
      'one-page': [
        'One page answers, and the connection is reset',
        'Closing a socket that holds unread octets sends RST instead of FIN, and the client may lose the answer (RFC 9112 §9.6).',
      ],
    },
    look: 'In the matrix, one-page took 1024 of 1025 octets. Open it in Play to see the RST on the ladder.',
  },
  'first-eight': {
    title: 'A first read of eight octets',
    line: 'The same request in two writes, cut inside `HTTP/1.1`.',
    question: 'The first write ends after `GET / HT`. What do the servers that read once do?',
    answers: {
      wait: ['Wait for the rest', 'TCP is a stream: a read may end anywhere, and these servers do not read again.'],
      answer: [
        'Answer 200 to eight octets',
        'They take one read for one request. A message ends where its own lines say (RFC 9112 §2.2), not where a read ends.',
      ],
      refuse: [
        'Refuse with 400',
        'To refuse, they would have to look at the version. They look no further than the path.',
      ],
    },
    look: 'The octet of divergence is 7, T. Side by side, the line that sent the answer is lit.',
  },
  'method-alone': {
    title: 'Only the method has arrived',
    line: 'A cut after `GET`: four servers that read once, and a request of one word.',
    question: 'Four servers answer after the first read, which holds `GET` and no more. What do they do?',
    answers: {
      same: ['All four the same', 'Each handles the missing word differently.'],
      four: [
        'Four different things',
        'One answers 200, one 404, one closes, one dies. The octets are the same, and the request was not even wrong: it was not there yet (RFC 9112 §2.2).',
      ],
      wait: ['All four wait', 'A server that reads once has nothing to wait for.'],
    },
    look: 'The engine and the users API waited for the rest, and each answered the whole request.',
  },
  'one-word': {
    title: 'One word is enough to kill it',
    line: '`GET` and an empty line, to a server that unpacks two words.',
    question: 'Three answers does `method, resource, *other = words`. What does a line of one word do to it?',
    answers: {
      refuses: ['It refuses with 400', 'It never gets to an answer: the assignment raises an exception.'],
      closes: ['It closes without an answer', 'That is what static-threads does: it looks before it unpacks.'],
      dies: [
        'It dies, for every client',
        'Nothing catches the `ValueError`. RFC 9112 §3 calls for 400; one client’s bad line must not be another’s outage.',
      ],
    },
    look: 'Open three-answers in Play: SOURCE stops on the line that raised the exception.',
  },
  characters: {
    title: 'A length in characters',
    line: 'A file in Cyrillic and Chinese, and a `Content-Length` computed with `len(text)`.',
    question: 'The file has 16 characters, which are 26 octets in UTF-8. What does static-threads announce?',
    answers: {
      characters: [
        'Content-Length: 16',
        'It counts before it encodes. The client takes 16 octets; the other ten belong to no response (RFC 9112 §6.3).',
      ],
      octets: [
        'Content-Length: 26',
        'That would be right (RFC 9110 §8.6 counts octets). It calls `len` on text, not on octets.',
      ],
      none: [
        'No length: it closes',
        'It closes too, but it announces a length first, and the length decides (RFC 9112 §6.3).',
      ],
    },
    look: 'The response of static-threads, line by line: where does the sixteenth octet of the content fall?',
  },
  traversal: {
    title: 'Out of the folder',
    line: '`GET /../secret.txt`: a path that climbs.',
    question: 'Static files are read from `static/` + path. What comes back for `/../secret.txt`?',
    answers: {
      'hands-out': [
        'The file beside the folder',
        'The path is joined as received, and opened. RFC 9110 §17.3 warns of exactly this.',
      ],
      'not-found': [
        '404: it is not in the folder',
        'The file system resolves `..`, and nothing checks where that leads.',
      ],
      refused: [
        '400: such a path is invalid',
        'The grammar allows a target with `..`; whether to follow it is up to the server.',
      ],
    },
    look: 'The engine answers 404: it has routes, not file-system paths.',
  },
  'no-accept': {
    title: 'No Accept',
    line: 'A request that does not say what it accepts.',
    question: 'The users API looks for `text/html` in the Accept field. There is none. What does it answer?',
    answers: {
      json: ['200, in its first format', 'The engine does that: without Accept, any type will do (RFC 9110 §12.5.1).'],
      'not-acceptable': [
        '406',
        'For that it would have to notice that the field is missing. It searches `None` instead.',
      ],
      fails: [
        '500',
        '`in` on `None` raises an exception. A client that sends no Accept takes any type (RFC 9110 §12.5.1), and gets an error.',
      ],
    },
    look: 'The reason phrase of its answer: a bytes object, as Python prints it.',
  },
  'any-type': {
    title: 'Anything will do',
    line: '`Accept: */*`, which every client sends.',
    question: 'curl sends `Accept: */*`. What does the users API say to it?',
    answers: {
      ok: [
        '200',
        '`*/*` matches any type (RFC 9110 §12.5.1). But it looks only for the words `text/html` and `application/json`.',
      ],
      'not-acceptable': [
        '406, without saying how long it is',
        'It searches the field as text instead of parsing it. And the answer has no Content-Length: only the FIN ends it (RFC 9112 §6.3).',
      ],
      fails: ['500', 'That is what it says when Accept is missing. This one it can search.'],
    },
    look: 'The response of the users API: a status line, an empty line, and only the close of the connection to end it.',
  },
  'host-case': {
    title: 'A host in capitals',
    line: '`Host: Example.local`, to a server named `example.local`.',
    question: 'The users API is named example.local. What does it answer to `Host: Example.local`?',
    answers: {
      same: ['The same as in lower case', 'It should: host names are case-insensitive (RFC 9110 §4.2.3).'],
      'not-found': [
        '404',
        'It compares octets. RFC 9110 §4.2.3: scheme and host are case-insensitive, and must be compared that way.',
      ],
      bad: ['400', 'To it, this is the name of another host, not a malformed one.'],
    },
    look: 'The connection stays open after its error: the other bug of this server.',
  },
  'second-dropped': {
    title: 'The second request is dropped',
    line: 'Two requests in one write, to a server that answers one.',
    question: 'Two requests arrive together. What does the users API do with the second?',
    answers: {
      two: ['It answers it too', 'The engine and Node do. This one closes after its first answer.'],
      'one-closed': [
        'It drops it, and closes the connection',
        'It may, but RFC 9112 §9.3 requires such a server to say `Connection: close` in every response. Otherwise the client has to guess, and send again.',
      ],
      'one-open': [
        'It drops it, and the connection stays open',
        'That is three-answers: it neither reads again nor closes.',
      ],
    },
    look: 'In the column “requests seen”: who saw two?',
  },
  'not-utf8': {
    title: 'A café in Latin-1',
    line: 'One octet E9, in a field no server asked for.',
    question:
      'The field `X-Drink` holds one octet that is not valid UTF-8. How many of these six servers does it kill?',
    answers: {
      none: ['None', 'Two decode the whole request at once, outside any `try`.'],
      one: [
        'One',
        'Both one-page and three-answers decode where nothing catches the exception. Static-threads fails with 500.',
      ],
      two: [
        'Two',
        'By RFC 9110 §5.5 a recipient treats octets from 80 on as opaque. Decoded with the whole request, one of them kills a server.',
      ],
      three: ['Three', 'Static-threads catches everything, and answers 500: wrong, but alive.'],
    },
    look: 'Web server 1.0 answers: a server that looks at nothing is hurt by nothing.',
  },
  'any-method': {
    title: 'DELETE still needs a full answer',
    line: 'A method that no server offers for this page.',
    question: 'Static-threads refuses DELETE with 405. Is its answer complete?',
    answers: {
      allow: ['Yes', 'It does not say which methods are allowed: RFC 9110 §15.5.6 requires Allow.'],
      'no-allow': [
        'No: Allow is missing',
        'An origin server MUST generate Allow in a 405 (RFC 9110 §15.5.6). The engine does.',
      ],
      deletes: ['It is not 405: the page is deleted', 'No server here deletes. Three send the page instead.'],
    },
    look: 'The servers that answered 200 never looked at the method: a GET by any other name.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
