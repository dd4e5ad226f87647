/** What a wire case is by the RFC, apart from any server: read by the shared parser in mode `rfc`, with wide limits. */

import { concat, latin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS } from '#shared/base/options.ts';
import type { MessageSink, RequestHead } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import type { WireCase } from '../cases/load.ts';

export interface Reference {
  /** Of the first request, when it came so far. */
  readonly head: RequestHead | null;
  /** What is wrong with the first request: in its head, or behind it. */
  readonly fault: RuleId | null;
  /** The first request is whole. */
  readonly whole: boolean;
  /** How many whole requests there are. */
  readonly requests: number;
  /** Octets of a request have come. */
  readonly begun: boolean;
  /** Whether its first line is three words, however parted, the last of them a version 1.x (RFC 9112 §3). */
  readonly threeWords: boolean;
}

/** What comes after the engine's clock ran out counts too: the profiles have no clock. */
export function referenceOf({ octets: before, late, end }: WireCase): Reference {
  const octets = concat([before, late]);
  const found = { head: null as RequestHead | null, fault: null as RuleId | null, requests: 0, begun: false };
  const sink: MessageSink<RequestHead> = {
    begin: () => {
      found.begun = true;
    },
    token: () => undefined,
    head: (head) => {
      found.head ??= head;
    },
    content: () => undefined,
    complete: () => {
      found.requests++;
    },
    verdict: ({ level, rule }) => {
      if (level === 'reject' && found.requests === 0) found.fault ??= rule;
    },
    finished: () => undefined,
  };
  const parser = new RequestParser(sink, { mode: 'rfc', limits: ENGINE_LIMITS });
  parser.feed(octets);
  if (end === 'FIN') parser.fin();
  const words = (latin1(octets).split(/\r?\n/, 1)[0] ?? '').split(/[ \t\v\f\r]+/).filter((word) => word !== '');
  const threeWords = words.length === 3 && /^HTTP\/1\.\d$/.test(words[2] ?? '');
  return { ...found, whole: found.requests > 0, threeWords };
}
