/** The experiments with the bugs of the tutorials’ servers. */
import type { ExperimentWords } from './words.ts';

export const tutorials = {
  'recv-1023': {
    title: '1023 octets',
    line: 'A request one octet shorter than the buffer of `recv(1024)`.',
    question: 'Web server 1.0 reads with `recv(1024)` until a read is shorter. Who answers a request of 1023 octets?',
    answers: {
      all: [
        'All of them',
        'The one read is shorter than 1024, so even this test takes it for the end. By luck, it is.',
      ],
      short: ['All but web-server-1.0', 'Its first read is shorter than 1024: it stops reading, and answers.'],
      none: [
        'Only the engine and Node',
        'One read is enough for everybody here. RFC 9112 §2.2 ends a head by its empty line.',
      ],
    },
    look: 'Nothing goes wrong, and that is the trap: go on with 1024.',
  },
  'recv-1024': {
    title: '1024 octets: the freeze',
    line: 'A request exactly as long as the buffer, complete to its last octet.',
    question: 'The same request, one octet longer: 1024. What does web-server-1.0 do?',
    answers: {
      same: ['It answers as before', 'Its read is full, so it believes there is more, and calls `recv` again.'],
      waits: [
        'It waits for ever',
        'A full read looks like “more to come”. The request ended, but it never looks for the empty line that says so (RFC 9112 §2.2).',
      ],
      crash: ['It dies', 'Nothing is wrong for it: it stands in `recv`, as it would with a slow client.'],
    },
    look: 'Side by side with the engine: the line of web-server-1.0 that waits is `client.recv(1024)`.',
  },
  'recv-1025': {
    title: '1025 octets: a reset behind the answer',
    line: 'One octet more than the buffer: two reads for one server, one for another.',
    question: 'One page reads once, `recv(1024)`, and never looks again. Who has trouble with 1025 octets?',
    answers: {
      both: ['Nobody', 'One octet stays unread in the socket of one-page. That is not without effect.'],
      'web-server': [
        'Web server 1.0 waits again',
        'Its second read brings one octet, which is shorter than 1024: it answers.',
      ],
      'one-page': [
        'One page answers, and the connection is reset',
        'Closing a socket with unread octets sends RST in place of FIN, and the client may lose the answer (RFC 9112 §9.6).',
      ],
    },
    look: 'In the matrix: one-page took 1024 of 1025 octets. Open it in Play for the RST on the ladder.',
  },
  'first-eight': {
    title: 'A first read of eight octets',
    line: 'The same request in two writes, cut inside `HTTP/1.1`.',
    question: 'The first write ends after `GET / HT`. What do the servers that read once do?',
    answers: {
      wait: ['Wait for the rest', 'TCP is a stream: a read ends wherever it ends, and they do not ask for another.'],
      answer: [
        'Answer 200 to eight octets',
        'A read is taken for a request. A message ends where its own lines say (RFC 9112 §2.2), not where a read does.',
      ],
      refuse: [
        'Refuse with 400',
        'To refuse they would have to look at the version. They look at no more than the path.',
      ],
    },
    look: 'The octet of divergence is 7, T: side by side, the line that sent the answer is lit.',
  },
  'method-alone': {
    title: 'Only the method has come',
    line: 'A cut after `GET`: four servers that read once, and a request with one word.',
    question: 'Four servers answer after the first read, which holds `GET` and no more. What do they do?',
    answers: {
      same: ['All four the same', 'Each does something else with the word that is missing.'],
      four: [
        'Four different things',
        'One answers 200, one 404, one closes, one dies. The octets are the same, and the request was not even wrong: it was not there yet (RFC 9112 §2.2).',
      ],
      wait: ['All four wait', 'A server that reads once has nothing to wait for.'],
    },
    look: 'The engine and the users API waited for the rest, and each answered the whole request.',
  },
  'one-word': {
    title: 'One word is enough to die',
    line: '`GET` and an empty line, to a server that unpacks two words.',
    question: 'Three answers does `method, resource, *other = words`. What does a line of one word do to it?',
    answers: {
      refuses: ['It refuses with 400', 'It never gets to an answer: the exception is raised in the assignment.'],
      closes: ['It closes without an answer', 'That is what static-threads does: it looks before it unpacks.'],
      dies: [
        'It dies, for everybody',
        'Nobody catches the `ValueError`. RFC 9112 §3 asks for 400; one client’s bad line must not be another’s outage.',
      ],
    },
    look: 'Open three-answers in Play: SOURCE stands on the line that raised.',
  },
  characters: {
    title: 'A length in characters',
    line: 'A file with Cyrillic and Chinese, and a `Content-Length` made with `len(text)`.',
    question: 'The file has 16 characters, which are 26 octets in UTF-8. What does static-threads announce?',
    answers: {
      characters: [
        'Content-Length: 16',
        'It counts before it encodes. The client takes 16 octets; ten more stand on the wire that belong to no response (RFC 9112 §6.3).',
      ],
      octets: [
        'Content-Length: 26',
        'That would be right (RFC 9110 §8.6 counts octets). It calls `len` on text, not on octets.',
      ],
      none: [
        'No length: it closes',
        'It closes too, but it announces a length first, and the length rules (RFC 9112 §6.3).',
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
        'The path is joined and opened as it came. RFC 9110 §17.3 warns of exactly this.',
      ],
      'not-found': [
        '404: it is not in the folder',
        'The file system resolves `..`, and nobody compares where that led.',
      ],
      refused: [
        '400: such a path is wrong',
        'A target with `..` is valid grammar; whether to follow it is up to the server.',
      ],
    },
    look: 'The engine answers 404: it has routes, and no path of the file system.',
  },
  'no-accept': {
    title: 'No Accept',
    line: 'A request that does not say what it takes.',
    question: 'The users API looks for `text/html` in the Accept field. There is none. What does it answer?',
    answers: {
      json: ['200, in its first format', 'So does the engine: without Accept anything will do (RFC 9110 §12.5.1).'],
      'not-acceptable': ['406', 'It would have to find out that the field is missing. It looks into nothing instead.'],
      fails: [
        '500',
        '`in` on `None` raises. A client that sends no Accept takes anything (RFC 9110 §12.5.1), and gets an error.',
      ],
    },
    look: 'The reason phrase of its answer: octets printed as Python writes them.',
  },
  'any-type': {
    title: 'Anything will do',
    line: '`Accept: */*`, which every client sends.',
    question: 'curl sends `Accept: */*`. What does the users API say to it?',
    answers: {
      ok: [
        '200',
        '`*/*` takes any type (RFC 9110 §12.5.1). It looks for the words `text/html` and `application/json` alone.',
      ],
      'not-acceptable': [
        '406, and no word how long it is',
        'A field is searched as text, not read. And the answer has no Content-Length: only the FIN ends it (RFC 9112 §6.3).',
      ],
      fails: ['500', 'That is what it says without Accept. This one it can search.'],
    },
    look: 'The response of the users API: a status line, an empty line, and the end of the connection as its only end.',
  },
  'host-case': {
    title: 'A host in capitals',
    line: '`Host: Example.local`, to a server named `example.local`.',
    question: 'The users API is named example.local. What does it answer to `Host: Example.local`?',
    answers: {
      same: ['The same as in small letters', 'It should: a host has no case (RFC 9110 §4.2.3). It compares octets.'],
      'not-found': [
        '404',
        'It compares octets. RFC 9110 §4.2.3: scheme and host are case-insensitive, and to be compared so.',
      ],
      bad: ['400', 'It takes the name for another host’s, not for a wrong one.'],
    },
    look: 'The connection stays open behind its error: the other bug of this server.',
  },
  'second-dropped': {
    title: 'The second request is dropped',
    line: 'Two requests in one write, to a server that answers one.',
    question: 'Two requests come together. What becomes of the second at the users API?',
    answers: {
      two: ['It is answered too', 'So do the engine and Node. This one closes behind its first answer.'],
      'one-closed': [
        'It is lost: the connection is closed',
        'It may, but RFC 9112 §9.3 has such a server say `Connection: close` in every response. Unsaid, the client has to guess, and send again.',
      ],
      'one-open': [
        'It is lost, and the connection stays open',
        'That is three-answers: it neither reads again nor closes.',
      ],
    },
    look: 'In the column “requests seen”: who saw two?',
  },
  'not-utf8': {
    title: 'A café in Latin-1',
    line: 'One octet E9 in a field nobody asked for.',
    question: 'The field `X-Drink` holds one octet that is no UTF-8. How many of these six servers die of it?',
    answers: {
      none: ['None', 'Two decode the whole request at once, outside any `try`.'],
      one: ['One', 'Both one-page and three-answers decode where nobody catches. Static files fail with 500.'],
      two: [
        'Two',
        'RFC 9110 §5.5 has a recipient take octets from 80 on as opaque. Decoded with the whole request, one of them ends a server.',
      ],
      three: ['Three', 'Static-threads catches everything, and answers 500: wrong, and alive.'],
    },
    look: 'Web server 1.0 answers: who looks at nothing is hurt by nothing.',
  },
  'any-method': {
    title: 'DELETE, to be answered anyhow',
    line: 'A method that nobody offers for this page.',
    question: 'Static-threads refuses DELETE with 405. Is its answer whole?',
    answers: {
      allow: ['Yes', '405 without a word which methods there are: RFC 9110 §15.5.6 asks for Allow.'],
      'no-allow': [
        'No: Allow is missing',
        'An origin server MUST generate Allow in a 405 (RFC 9110 §15.5.6). The engine does.',
      ],
      deletes: ['It is not 405: the page is deleted', 'Nothing here deletes. Three servers send the page instead.'],
    },
    look: 'Those that answered 200 never looked at the method: a GET by any other name.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
