/**
 * What is said of a verdict, by whose reading it is. Of a server that is not the engine nothing is said but what it did:
 * that the engine would refuse something is a judgement by the RFC.
 */
import type { VerdictLevel } from '../../http1/events.ts';
import type { Reader } from '../../transcript/replay/stream.ts';

type Words = Readonly<Record<Reader, string>>;

/** A remark in a tree, a title of a box, a label on a card. */
const row: Readonly<Record<VerdictLevel, Words>> = {
  reject: { server: 'refused', engine: 'the engine would refuse', page: 'not valid' },
  tolerate: { server: 'let pass', engine: 'the engine would let pass', page: 'let pass' },
};

const title: Readonly<Record<VerdictLevel, Words>> = {
  reject: { server: 'Refused', engine: 'The engine would refuse this', page: 'Not valid' },
  tolerate: {
    server: 'Wrong, but let pass',
    engine: 'Wrong, but the engine would let it pass',
    page: 'Wrong, but let pass',
  },
};

const label: Readonly<Record<VerdictLevel, Words>> = {
  reject: { server: 'refused', engine: 'the engine would refuse this:', page: 'not valid' },
  tolerate: {
    server: 'wrong, but let pass',
    engine: 'wrong, but the engine would let it pass:',
    page: 'wrong, but let pass',
  },
};

/** Completes “Octet 2 is SP”: the octet was the one that decided. */
const octet: Words = {
  server: ': refused',
  engine: ': the engine would refuse it',
  page: ': no valid response from here on',
};

/** Completes “Octet 17 is LF: it ends the header section”. */
const message: Words = {
  server: ', and the request is refused',
  engine: ', and the engine would refuse the request',
  page: ', and the response is not valid',
};

/** What follows from a refusal. `status`: that of its answer, if there is one. */
function paragraph(reader: Reader, status: number | undefined): string {
  if (reader === 'page')
    return '**This is no valid response.** The page stops parsing here; what follows is shown as it came.';
  const answer =
    status === undefined
      ? ['ends the exchange', 'end the exchange']
      : [`answers **${status}**`, `answer **${status}**`];
  if (reader === 'server')
    return `**The server stops parsing here** and ${answer[0]}. Octets that still come are discarded.`;
  return `**By the RFC’s rules the engine would stop here** and ${answer[1]}. This server reads in its own way: what it did is what the tape shows. The page reads no further in this direction.`;
}

/** The answer a refusal leads to. */
function answers(reader: Reader, status: number): string {
  return reader === 'server' ? `The server answers ${status}.` : `It would answer ${status}.`;
}

export const judgement = {
  row,
  title,
  label,
  octet,
  message,
  paragraph,
  answers,
  /** Octets behind a refusal, or behind the last message. */
  discarded: { server: ', discarded', engine: ', not parsed', page: ', not parsed' } satisfies Words,
  notRead: {
    engine:
      'The engine would read no further. What this server makes of these octets is its own affair: the page parses them no more.',
    page: 'The page reads no further in this direction: what comes is shown as it came.',
  },
  /** The name of the machine's state. */
  state: { server: 'state', engine: 'engine’s state', page: 'state' } satisfies Words,
  refusedNext: { server: 'refused next', engine: 'engine refuses', page: 'not valid next' } satisfies Words,
};
