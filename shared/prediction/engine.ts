/**
 * What the engine would do: its own parser reads the octets, and its own functions decide about the head. The
 * answer of a handler of its site is known for plain requests only.
 */

import { ENGINE_LIMITS, REQUESTS_PER_CONNECTION, type Reading } from '../base/options.ts';
import type { MessageSink, RequestHead, Verdict } from '../http1/events.ts';
import { RequestParser } from '../http1/parser.ts';
import { type RuleId, ruleOf } from '../http1/rules.ts';
import { deniedByHead } from '../requests/denials.ts';
import { splitTarget } from '../requests/target.ts';
import { siteAnswer } from './demo-site.ts';
import type { PredictedAnswer, PredictedOutcome, Sent } from './predicted.ts';

/** How the engine reads these octets, and what it does then. */
export function predictEngine(reading: Reading, { reads, fin }: Sent): PredictedOutcome {
  const prediction = new EnginePrediction(reading);
  for (const bytes of reads) prediction.read(bytes);
  if (fin) prediction.fin();
  return prediction.outcome;
}

/** A plain-text scheme, and a site whose routes accept known methods only. */
const DENIER = { scheme: 'http', anyMethod: false };

/** The decision about a head: an answer, and whether the connection persists after it. */
interface Admission {
  readonly answer: PredictedAnswer;
  /** The head alone decides it, whatever content follows. */
  readonly denied: boolean;
  readonly closes: boolean;
}

class EnginePrediction implements MessageSink<RequestHead> {
  readonly #parser: RequestParser;
  readonly #answers: PredictedAnswer[] = [];
  #pending: Admission | null = null;
  /** After the head of a request whose client waits for 100; null while there is none. */
  #expecting: number | null = null;
  #complete = 0;
  #continues = false;
  /** Set once nothing more is consumed: octets consumed until then. */
  #closedAt: number | null = null;

  constructor({ mode, leniencies }: Reading) {
    this.#parser = new RequestParser(this, { limits: ENGINE_LIMITS, mode, leniencies });
  }

  read(bytes: Uint8Array): void {
    if (this.#closedAt !== null) return;
    this.#parser.feed(bytes);
    if (this.#expecting === null || this.#closedAt !== null) return;
    const waits = this.#parser.offset === this.#expecting;
    this.#expecting = null;
    if (!waits) return;
    // The content of a request refused by its head is not read (RFC 9110 §10.1.1).
    if (this.#pending?.denied === true) this.#answer(this.#pending.answer, true);
    else this.#continues = true;
  }

  fin(): void {
    if (this.#closedAt !== null) return;
    this.#parser.fin();
    this.#closedAt ??= this.#parser.offset;
  }

  get outcome(): PredictedOutcome {
    const { offset, inMessage, state, remaining } = this.#parser;
    const closed = this.#closedAt !== null;
    const waits = !closed && (this.#answers.length === 0 || inMessage);
    return {
      answers: this.#answers,
      continues: this.#continues,
      fate: closed ? 'closed' : waits ? 'waiting' : 'kept',
      consumed: this.#closedAt ?? offset,
      requests: Math.max(this.#complete, this.#answers.length),
      response: null,
      awaits: waits ? { state, octets: remaining } : null,
      dies: null,
      doubts: [],
    };
  }

  begin(): void {
    this.#pending = null;
  }

  token(): void {
    // The head reports what the tokens say.
  }

  head(head: RequestHead): void {
    this.#pending = admit(head);
    this.#expecting = head.expectsContinue ? head.end : null;
  }

  content(): void {
    // The parser counts its length.
  }

  complete(): void {
    this.#complete++;
    this.#expecting = null;
    const { answer, closes } = this.#pending as Admission;
    this.#pending = null;
    this.#answer(answer, closes || this.#answers.length + 1 >= REQUESTS_PER_CONNECTION);
  }

  verdict({ level, rule, at }: Verdict): void {
    if (level === 'reject') this.#answer(refused(rule, at), true, Math.min(at + 1, this.#parser.offset));
  }

  finished(): void {
    // A FIN between requests: all of them have been answered.
  }

  #answer(answer: PredictedAnswer, last: boolean, at = this.#parser.offset): void {
    this.#answers.push(answer);
    if (!last) return;
    this.#closedAt = at;
    this.#parser.pause();
  }
}

function admit(head: RequestHead): Admission {
  const { method, target, persistence, minor } = head;
  const { scheme, path, query } = splitTarget(method, target);
  const denied = deniedByHead(head, { scheme, path, query }, DENIER);
  if (denied !== null) {
    return { answer: refused(denied.rule, null), denied: true, closes: denied.closes || !persistence.keep };
  }
  const site = siteAnswer(head, path);
  if (site.kind === 'denied') {
    return { answer: refused(site.rule, null), denied: true, closes: !persistence.keep };
  }
  const answer = { status: site.status, reason: '', rule: null, at: null, asked: `${method} ${target}` };
  // Of unknown length, to a client that does not understand chunks: the end of the connection ends it (RFC 9112 §6.3).
  const unending = site.streams && minor < 1;
  return { answer, denied: false, closes: !persistence.keep || unending };
}

function refused(rule: RuleId, at: number | null): PredictedAnswer {
  return { status: ruleOf(rule).status ?? null, reason: '', rule, at, asked: null };
}
