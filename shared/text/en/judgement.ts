/**
 * Words for a verdict, by whose reading it is. For any server but the engine, only what it did is stated as fact: that
 * the engine would refuse something is a judgement by the RFC.
 */
import type { VerdictLevel } from '../../http1/events.ts';
import type { Reader } from '../../transcript/replay/stream.ts';

type Words = Readonly<Record<Reader, string>>;

/** A remark in a tree, a title of a box, a label on a card. */
const row: Readonly<Record<VerdictLevel, Words>> = {
  reject: { server: 'refused', engine: 'the engine would refuse', page: 'not valid' },
  tolerate: { server: 'tolerated', engine: 'the engine would tolerate', page: 'tolerated' },
};

const title: Readonly<Record<VerdictLevel, Words>> = {
  reject: { server: 'Refused', engine: 'The engine would refuse this', page: 'Not valid' },
  tolerate: {
    server: 'Not valid, but tolerated',
    engine: 'Not valid, but the engine would tolerate it',
    page: 'Not valid, but tolerated',
  },
};

const label: Readonly<Record<VerdictLevel, Words>> = {
  reject: { server: 'refused', engine: 'the engine would refuse this:', page: 'not valid' },
  tolerate: {
    server: 'not valid, but tolerated',
    engine: 'not valid, but the engine would tolerate it:',
    page: 'not valid, but tolerated',
  },
};

/** Completes “Octet 2 is SP”: the octet was the one that decided. */
const octet: Words = {
  server: ': refused',
  engine: ': the engine would refuse it',
  page: ': not a valid response from here on',
};

/** Completes “Octet 17 is LF: it ends the header section”. */
const message: Words = {
  server: ', and the request is refused',
  engine: ', and the engine would refuse the request',
  page: ', and the response is not valid',
};

/** The consequence of a refusal. `status`: of its answer, if there is one. */
function paragraph(reader: Reader, status: number | undefined): string {
  if (reader === 'page')
    return '**This is not a valid response.** Octet stops parsing here; what follows is shown as it arrived.';
  const answer =
    status === undefined
      ? ['ends the exchange', 'end the exchange']
      : [`answers **${status}**`, `answer **${status}**`];
  if (reader === 'server')
    return `**The server stops parsing here** and ${answer[0]}. Octets that still arrive are discarded.`;
  return `**By the RFC’s rules the engine would stop here** and ${answer[1]}. This server reads in its own way: the tape shows what it did. Octet parses no further in this direction.`;
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
  /** Octets after a refusal, or after the last message. */
  discarded: { server: ', discarded', engine: ', not parsed', page: ', not parsed' } satisfies Words,
  notRead: {
    engine:
      'The engine would stop reading here. This server decides for itself what to make of these octets; Octet no longer parses them.',
    page: 'Octet parses no further in this direction: what follows is shown as it arrived.',
  },
  /** The name of the machine's state. */
  state: { server: 'state', engine: 'engine’s state', page: 'state' } satisfies Words,
  refusedNext: { server: 'refused next', engine: 'engine refuses', page: 'not valid next' } satisfies Words,
};
