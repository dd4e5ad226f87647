/** What a request's head alone decides, before any handler: the engine's own denials, then the site's routes. */
import type { RequestHead } from '#shared/http1/events.ts';
import { deniedByHead, type HeadDenial } from '#shared/requests/denials.ts';
import type { Target } from '#shared/requests/target.ts';
import type { Denial, Route } from './handler.ts';
import type { EngineOptions } from './options.ts';
import { printable } from './refusal.ts';
import type { RequestAssembler } from './request-assembler.ts';
import type { ResponsePipeline } from './response-pipeline.ts';

/** Whether the router found a denial instead of a handler. */
export function isDenial(admission: Route | Denial): admission is Denial {
  return 'rule' in admission;
}

/** The route of a request, or the denial that its head leads to. */
export function admit(
  head: RequestHead,
  target: Target,
  { router, scheme = 'http' }: Pick<EngineOptions, 'router' | 'scheme'>,
): Route | Denial {
  const denied = deniedByHead(head, target, { scheme, anyMethod: router.anyMethod === true });
  if (denied === null) return router(head, target.path);
  const { rule, closes } = denied;
  return { rule, about: aboutOf(denied, scheme), fields: rule === 'websocket-version' ? WEBSOCKET : [], closes };
}

/** What a client that requests another version is told (RFC 6455 §4.4). */
const WEBSOCKET = [
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Version', '13'],
] as const;

function aboutOf({ rule, found }: HeadDenial, scheme: string): string {
  const shown = printable(found);
  switch (rule) {
    case 'connect-refused':
      return 'This server is no proxy and opens no tunnel.';
    case 'misdirected':
      return `This port speaks ${scheme}; the target is for ${shown}.`;
    case 'expectation-failed':
      return `The expectation is ${shown}.`;
    case 'websocket-version':
      return `The version asked for is ${shown}.`;
    default:
      return `The method is ${shown}.`;
  }
}

// Expect: 100-continue (RFC 9110 §10.1.1).

/**
 * A client that waits for a 100 before it sends content gets it once every earlier request has its response; or, when
 * the head alone decides, gets the final status, after which its content is not read.
 */
export function answerExpectation(assembler: RequestAssembler, pipeline: ResponsePipeline): void {
  const head = assembler.expecting;
  if (head === null || pipeline.last !== null) return;
  if (assembler.denied) assembler.refuseUnread();
  else if (pipeline.idle) {
    assembler.expecting = null;
    pipeline.sendContinue(head.ordinal);
  }
}
