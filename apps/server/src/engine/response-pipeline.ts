/**
 * Turns exchanges into octets: starts handlers, and writes their responses in the order of the requests. Everything
 * that one input produces is sent in one write.
 */
import { FieldError } from '#shared/http1/writer.ts';
import { type Answer, answer } from './answer.ts';
import type { Decision } from './connection-recorder.ts';
import type { Effects, Responder } from './effects.ts';
import type { Exchange, LastAnswer } from './exchange.ts';
import type { EngineResponse } from './handler.ts';
import type { EngineOptions } from './options.ts';
import { failureResponse } from './refusal.ts';
import { ResponseError } from './response-faults.ts';
import { Streaming, type StreamState } from './streaming.ts';
import { WriteQueue } from './write-queue.ts';

/** Reading stops at this many unanswered requests … */
const QUEUED = 64;
/** … or at this many octets waiting to be handled or sent. */
const HELD = 1024 * 1024;

const CONTINUE = Uint8Array.from('HTTP/1.1 100 Continue\r\n\r\n', (c) => c.charCodeAt(0));

/** The response side of a connection. */
export class ResponsePipeline {
  readonly writeQueue: WriteQueue;
  readonly #effects: Effects;
  readonly #options: EngineOptions;
  readonly #settle: () => void;
  readonly #queue: Exchange[] = [];
  /** Responses written to their end. */
  answers = 0;
  /** Set once the last response is written to its end. */
  last: LastAnswer | null = null;
  /** A stream broke off. What was sent cannot be taken back: only a reset tells the client that it is incomplete. */
  broken = false;
  /** Whether the next response is to be the last. */
  stopping = false;

  /** @param settle called after a handler has changed something, whether or not an input is being processed */
  constructor(effects: Effects, options: EngineOptions, settle: () => void) {
    this.#effects = effects;
    this.#options = options;
    this.#settle = settle;
    this.writeQueue = new WriteQueue((bytes) => effects.write(bytes), options.allocate);
  }

  /** No request is waiting for its response. */
  get idle(): boolean {
    return this.#queue.length === 0;
  }

  /** Whether the handler of the first request is running. */
  get handling(): boolean {
    return this.#queue[0]?.phase === 'running';
  }

  /** Number of the request being answered, or of the last one answered. */
  get request(): number {
    return this.#queue[0]?.ordinal ?? Math.max(0, this.answers - 1);
  }

  /** Whether so much is waiting that reading should stop. */
  get full(): boolean {
    if (this.#queue.length >= QUEUED) return true;
    let held = this.writeQueue.size;
    for (const exchange of this.#queue) held += exchange.held;
    return held >= HELD;
  }

  add(exchange: Exchange): void {
    this.#queue.push(exchange);
  }

  /**
   * The request of `exchange`, the newest, turned out faulty while its content was arriving. It is answered with the
   * refusal; if its response has already begun, only the end of the connection can signal the fault.
   */
  replace(exchange: Exchange, refusal: Exchange): void {
    const at = this.#queue.indexOf(exchange);
    this.broken = at < 0 || exchange.phase === 'streaming';
    if (this.broken) return;
    exchange.abandon('the request is not complete');
    this.#queue[at] = refusal;
    this.advance();
  }

  /** The first request's handler ran out of time. Its result is ignored from now on. */
  handlerTimeout(): void {
    const first = this.#queue[0];
    if (first?.phase !== 'running') return;
    first.phase = 'answered';
    first.response = failureResponse('handler-timeout');
    first.request?.arriving?.drop();
    first.abortSource.abort('the time for the answer is over');
  }

  /** Starts handlers that may start, and prepares responses that may be sent. */
  advance(): void {
    while (this.last === null) {
      this.#startReady();
      const first = this.#queue[0];
      if (first?.phase === 'answered' && first.mayAnswer) this.#emit(first);
      if (first?.phase !== 'done') break;
      this.#queue.shift();
    }
  }

  /** Passes octets to the wire, and lets a stream continue. */
  flush(): void {
    this.writeQueue.flush();
    this.#queue[0]?.streaming?.pull();
  }

  /** Sends 100 (Continue) to the request after all answered ones. */
  sendContinue(request: number): void {
    this.writeQueue.push(CONTINUE);
    this.#decide({ what: 'continue', request, status: 100, rule: 'expect-continue' });
  }

  /** Nothing will be sent any more; handlers still running are ignored. */
  cancel(): void {
    for (const exchange of this.#queue) {
      if (exchange.phase === 'streaming') this.#log(exchange);
      exchange.abandon('the connection has ended');
    }
    this.#queue.length = 0;
    this.writeQueue.clear();
  }

  /** Safe requests are handled in parallel; any other runs alone, after those before it are answered. */
  #startReady(): void {
    for (const exchange of this.#queue) {
      if (!exchange.safe && exchange !== this.#queue[0]) return;
      if (exchange.phase === 'waiting') this.#start(exchange);
      if (!exchange.safe) return;
    }
  }

  #start(exchange: Exchange): void {
    if (exchange.handler === null || exchange.request === null) return;
    exchange.phase = 'running';
    exchange.responder = this.#responderOf(exchange);
    this.#effects.startHandler(exchange.handler, exchange.request, exchange.responder);
  }

  #responderOf(exchange: Exchange): Responder {
    return {
      answered: (response) => this.#answered(exchange, response),
      piece: (bytes) => this.#streamed(exchange, (streaming) => streaming.piece(bytes)),
      ended: () => this.#streamed(exchange, (streaming) => streaming.ended()),
      failed: () => {
        if (exchange.phase === 'streaming') this.#streamed(exchange, () => 'broken');
        else this.#answered(exchange, failureResponse('handler-failed'));
      },
    };
  }

  #answered(exchange: Exchange, response: EngineResponse): void {
    if (exchange.phase !== 'running') return;
    exchange.phase = 'answered';
    exchange.response = response;
    this.#settle();
  }

  #streamed(exchange: Exchange, step: (streaming: Streaming) => StreamState): void {
    if (exchange.phase !== 'streaming' || exchange.streaming === null) return;
    const state = step(exchange.streaming);
    if (state === 'complete') this.#finish(exchange);
    if (state === 'broken') this.broken = true;
    this.#settle();
  }

  #emit(exchange: Exchange): void {
    const laidOut = this.#layOut(exchange);
    const { octets, body, carried, stream, status } = laidOut;
    const { rule } = laidOut;
    if (this.#options.recording) {
      const what = exchange.refusal ? 'refuse' : 'respond';
      this.#decide({ what, request: exchange.ordinal, status, ...(rule && { rule }) });
    }
    exchange.status = status;
    exchange.sent = carried;
    this.writeQueue.push(octets);
    if (body !== null) this.writeQueue.push(body);
    exchange.last = this.#lastOf(exchange, laidOut);
    const { responder } = exchange;
    if (stream !== null && responder !== null) {
      exchange.phase = 'streaming';
      exchange.streaming = new Streaming(
        this.writeQueue,
        this.#effects.openStream(stream, responder),
        laidOut,
        (error) => this.#effects.report(error),
      );
    } else this.#finish(exchange);
  }

  #lastOf(exchange: Exchange, laidOut: Answer): LastAnswer | null {
    if (laidOut.keep) return null;
    const rule = exchange.ends ?? (laidOut.framing === 'close' ? 'until-close' : undefined);
    return { request: exchange.ordinal, rule };
  }

  /** A response that cannot be written is the handler's failure. */
  #layOut(exchange: Exchange): Answer {
    const { method, minor, ends } = exchange;
    const { date, allocate } = this.#options;
    const context = { method, minor, keep: ends === null && !this.stopping, date: date(), allocate };
    try {
      return answer(exchange.response as EngineResponse, context);
    } catch (error) {
      if (!(error instanceof ResponseError || error instanceof FieldError)) throw error;
      this.#effects.report(error);
      exchange.response = failureResponse(error instanceof ResponseError ? error.rule : 'handler-field');
      return answer(exchange.response, context);
    }
  }

  #finish(exchange: Exchange): void {
    exchange.phase = 'done';
    this.#log(exchange);
    exchange.streaming = null;
    exchange.arriving?.drop();
    this.answers++;
    this.last = exchange.last;
    if (this.last === null && this.#options.recording)
      this.#decide({ what: 'keep', request: exchange.ordinal, rule: exchange.persistence });
  }

  #log({ head, line, status, sent, streaming }: Exchange): void {
    this.#options.log?.({ head, line, status, octets: sent + (streaming?.sent ?? 0) });
  }

  #decide(decision: Decision): void {
    if (this.#options.recording) this.#effects.decided(decision);
  }
}
