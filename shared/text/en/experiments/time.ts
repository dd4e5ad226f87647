/** The experiments on connections and time. */
import type { ExperimentWords } from './words.ts';

export const time = {
  pipelined: {
    title: 'Two requests at once',
    line: 'The second request arrives with the first, before any answer.',
    question: 'Three answers reads once and never closes. What happens to the second request?',
    answers: {
      two: ['It is answered', 'Both requests were in its one read. It took them for one.'],
      'one-closed': [
        'It is lost, and the connection is closed',
        'Web server 1.0 and static-threads do that: the client knows to ask again.',
      ],
      'one-open': [
        'It is lost, and the client waits',
        'Requests may be pipelined, and answers come in the same order (RFC 9112 §9.3.2). Here the second never comes, and no FIN says so.',
      ],
    },
    look: 'Fate of the connection: “kept open” means something else for the engine than for three-answers.',
  },
  'after-close': {
    title: 'A request after “close”',
    line: 'The first request says `Connection: close`; a second follows it.',
    question: 'The client said it would close, and sent another request. Is that one answered?',
    answers: {
      both: ['Both are', 'After `close`, nothing is a request any more.'],
      first: ['Only the first', 'A server MUST NOT process requests received after one with close (RFC 9112 §9.6).'],
      refused: ['Neither: the second is an error', 'To a server it is not an error: it is not even read.'],
    },
    look: 'Octets taken by the engine: it left those after the first request aside.',
  },
  expect: {
    title: 'May I?',
    line: '`Expect: 100-continue`, and the content held back.',
    question: 'The client holds back its five octets and waits for a word. What does the engine do?',
    answers: {
      waits: ['Waits for the content, silently', 'Then both would wait. The client asked for a word first.'],
      interim: [
        'Says 100 Continue, and waits',
        'RFC 9110 §10.1.1: a server that wants to go on sends 100 (Continue). It is interim: the answer is still to come.',
      ],
      final: ['Answers 200', 'There is no content to answer yet. Web server 1.0 answers anyway.'],
    },
    look: 'Three servers answer before the content is there: it will arrive as their next request.',
  },
  'expect-late': {
    title: 'May I? And then it comes',
    line: 'The same request; its content follows after 200 ms.',
    question: 'The content comes late. Which servers have already given their final answer?',
    answers: {
      none: ['None: all wait', 'A server that reads once does not know about content.'],
      interim: ['The engine and Node', 'They sent 100 Continue, which is not a final answer (RFC 9110 §15.2).'],
      naive: [
        'Web server 1.0 and static-threads',
        'They answer what they have read. A final answer in place of 100 is allowed (RFC 9110 §10.1.1), but they never knew there was a question.',
      ],
    },
    look: 'Open the engine in Play: the ladder has 100, then the content, then 200.',
  },
  'late-content': {
    title: 'Half of the content',
    line: 'Ten octets announced, five sent, nothing more.',
    question: 'Five octets of ten have arrived. What does Node’s server do?',
    answers: {
      wait: ['Waits for the other five', 'The engine does. Node calls the handler as soon as the head is complete.'],
      refuse: ['Refuses with 400', 'Nothing is wrong yet: the rest may still come.'],
      head: [
        'Answers 200 at once',
        'A handler that does not need the content may answer early. It still has to read or close afterwards (RFC 9112 §9.3).',
      ],
    },
    look: 'The verdict calls it too early, since by RFC 9112 §6.3 there are ten octets. A framework decides otherwise.',
  },
  'half-close': {
    title: 'A request, then FIN',
    line: 'The client has nothing more to say, but still listens.',
    question: 'A complete request, and right behind it a FIN. Is it answered?',
    answers: {
      answer: [
        'Yes, by all',
        'A FIN ends one direction only. It does not say that the client has lost interest in the answer (RFC 9112 §9.6).',
      ],
      drop: ['No: the connection is over', 'It is half over. That is what half-close means.'],
      reset: ['No: it is reset', 'RST is for octets that will never be read. Here every octet was read.'],
    },
    look: 'Who closes after the answer, and who leaves its half open for ever?',
  },
  'half-close-early': {
    title: 'FIN in the middle of a field',
    line: '`Host: loc`, and the client has nothing more to say.',
    question: 'The request breaks off inside Host. What do the three naive servers do?',
    answers: {
      refuse: [
        'Refuse, or close',
        'The engine and Node do: an incomplete request may be answered with 400 (RFC 9112 §8).',
      ],
      answer: [
        'Answer 200',
        'They read once and saw a path. By RFC 9112 §8 the message is incomplete: it does not ask for anything yet.',
      ],
      wait: ['Wait', 'For what? The FIN said that nothing will come, and they would not have read it anyway.'],
    },
    look: 'A broken upload looks just like this. A server that answers 200 has taken half of it for the whole.',
  },
  'octet-by-octet': {
    title: 'Octet by octet',
    line: 'Twenty-seven writes of one octet each.',
    question: 'Every read brings one octet. How many of the seven servers wait for the end?',
    answers: {
      three: [
        'Three',
        'The engine, Node and the users API read until the empty line (RFC 9112 §2.2). The others acted on `G`.',
      ],
      two: ['Two', 'The users API reads line by line: `readline` waits for every octet.'],
      all: ['All seven', 'Four of them made up their minds at `G`.'],
    },
    look: 'The octet of divergence is 0: there is no earlier one.',
  },
  'version-1.0': {
    title: 'GET / HTTP/1.0',
    line: 'No Host, no Connection: a request from 1996.',
    question: 'An HTTP/1.0 request without Host. What does the engine do?',
    answers: {
      refused: ['Refuses: Host is missing', 'Host is required only since HTTP/1.1 (RFC 9112 §3.2).'],
      closed: [
        'Answers, and closes',
        'Without keep-alive, an HTTP/1.0 connection is closed after the answer (RFC 9112 §9.3).',
      ],
      kept: [
        'Answers, and keeps the connection',
        'Only HTTP/1.1 does that by default. Three answers does it by leaving the connection open.',
      ],
    },
    look: 'The users API says 505: it knows one version, and no other.',
  },
  'keep-alive-1.0': {
    title: 'Keep-alive in HTTP/1.0',
    line: 'Two HTTP/1.0 requests that ask to stay connected.',
    question: '`Connection: keep-alive`, twice, in HTTP/1.0. Who answers both?',
    answers: {
      none: ['None of them', 'A server may keep the connection if the client asks for it (RFC 9112 §9.3).'],
      some: [
        'Only the engine',
        'RFC 9112 §9.3 lets a server keep an HTTP/1.0 connection when the client asked for it. Node decides to close before it knows the length of its answer.',
      ],
      all: [
        'All but the naive ones',
        'Node closes: its page gives no length beforehand, and chunks cannot be sent to HTTP/1.0.',
      ],
    },
    look: 'The engine’s response says keep-alive, too: in HTTP/1.0 it has to be said.',
  },
} as const satisfies Readonly<Record<string, ExperimentWords>>;
