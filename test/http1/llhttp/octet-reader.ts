/** Our reader: the request parser, its requests written down. */

import { latin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, type Mode } from '#shared/base/options.ts';
import type { FieldLine, MessageSink, RequestHead } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';
import { type Phase, STATES } from '#shared/http1/table.ts';
import type { SeenOctets, SeenRequest } from './reading.ts';

const asText = ({ name, value }: FieldLine): string => `${name}: ${value}`;

export function readByOctet(octets: Uint8Array, mode: Mode): SeenOctets {
  const requests: SeenRequest[] = [];
  let refused: string | null = null;
  let stopped = -1;
  const change = (more: (last: SeenRequest) => Partial<SeenRequest>): void => {
    const last = requests.pop() as SeenRequest;
    requests.push({ ...last, ...more(last) });
  };
  const sink: MessageSink<RequestHead> = {
    begin: () => undefined,
    token: () => undefined,
    head: ({ method, target, minor, fields }) => {
      const version = `1.${minor}`;
      requests.push({
        method,
        target,
        version,
        fields: fields.map(asText),
        content: '',
        trailers: [],
        complete: false,
      });
    },
    content: (bytes, from, to) => change(({ content }) => ({ content: content + latin1(bytes, from, to) })),
    complete: (_, trailers) => change(() => ({ trailers: trailers.map(asText), complete: true })),
    verdict: ({ level, rule, at }) => {
      if (level === 'tolerate') return;
      refused = rule;
      stopped = at;
    },
    finished: () => undefined,
  };
  const parser = new RequestParser(sink, { limits: ENGINE_LIMITS, mode });
  parser.feed(octets);
  return { requests, refused, at: stopped, ended: parser.state === 'after-last' };
}

/** As endsByNode. */
export function endsByOctet(octets: Uint8Array, mode: Mode): readonly (readonly [number, number | null])[] {
  const ends: [number, number | null][] = [];
  const sink: MessageSink<RequestHead> = {
    ...NOBODY,
    head: ({ end }) => ends.push([end, null]),
    complete: (end) => {
      (ends.at(-1) as [number, number | null])[1] = end;
    },
  };
  new RequestParser(sink, { limits: ENGINE_LIMITS, mode }).feed(octets);
  return ends;
}

/** Where in a message our parser is after these octets. */
export function phaseAfter(octets: Uint8Array, mode: Mode): Phase {
  const parser = new RequestParser(NOBODY, { limits: ENGINE_LIMITS, mode });
  parser.feed(octets);
  return STATES[parser.state];
}

const nothing = (): void => undefined;
const NOBODY: MessageSink<RequestHead> = {
  begin: nothing,
  token: nothing,
  head: nothing,
  content: nothing,
  complete: nothing,
  verdict: nothing,
  finished: nothing,
};
