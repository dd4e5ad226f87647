/** A prediction compared with what came: what differs, and what a doubt has left open. */
import { expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { verify } from '#shared/prediction/agreement.ts';
import type { PredictedOutcome } from '#shared/prediction/predicted.ts';
import type { Outcome } from '#shared/transcript/judge/outcome.ts';
import { outcomeOf } from '#shared/transcript/judge/outcome.ts';
import { closed, fin, open, reads, script, writes } from '../transcript/script.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

const outcome: Outcome = outcomeOf(
  script(open({ server: 'one-page' }), reads('GET / HTTP/1.1\r\n\r\n'), writes(ANSWER), fin('server'), closed()),
);

const answer = { status: 200, reason: 'OK', rule: null, at: null, asked: null };

const predicted: PredictedOutcome = {
  answers: [answer],
  continues: false,
  fate: 'closed',
  consumed: 18,
  requests: 1,
  response: fromLatin1(ANSWER),
  awaits: null,
  dies: null,
  doubts: [],
};

it.each<[string, Partial<PredictedOutcome>, string, string[]]>([
  ['comes true', {}, 'true', []],
  ['leaves a status to a handler', { answers: [{ ...answer, status: null }] }, 'true', []],
  ['leaves the octets to it', { response: null }, 'true', []],
  ['has another status', { answers: [{ ...answer, status: 404 }] }, 'otherwise', ['answer']],
  ['has one answer more', { answers: [answer, answer] }, 'otherwise', ['answer']],
  ['has another end', { fate: 'kept' }, 'otherwise', ['connection']],
  ['has fewer octets taken', { consumed: 17 }, 'otherwise', ['taken']],
  ['has another number of requests', { requests: 2 }, 'otherwise', ['requests']],
  ['has other octets', { response: fromLatin1(ANSWER.replace('OK', 'ok')) }, 'otherwise', ['octets']],
  ['doubts the octets', { response: fromLatin1('x'), doubts: ['state'] }, 'open', ['octets']],
  ['doubts no status', { answers: [], doubts: ['state'] }, 'otherwise', ['answer']],
  ['doubts the reads', { consumed: 1, fate: 'reset', doubts: ['divided'] }, 'open', ['connection', 'taken']],
])('a prediction that %s', (_what, change, verdict, differs) => {
  expect(verify({ ...predicted, ...change }, outcome)).toEqual({ verdict, differs });
});
