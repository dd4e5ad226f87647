/** What the parsers offer besides events: pausing, ignoring, and telling where they are. */
import { describe, expect, test } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, READER_LIMITS } from '#shared/base/options.ts';
import { Witness } from '#shared/http1/digest.ts';
import type { MessageSink } from '#shared/http1/events.ts';
import { REQUEST_TABLE, RequestParser, ResponseParser } from '#shared/http1/parser.ts';
import { CASES } from './coverage.ts';

const OPTIONS = { limits: ENGINE_LIMITS, mode: 'hardened' } as const;
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc';

type Call = keyof MessageSink<unknown>;

/** A sink that notes the names of its calls, and reacts to some. */
function noting(reactions: Partial<Record<Call, () => void>> = {}): { sink: MessageSink<unknown>; calls: Call[] } {
  const calls: Call[] = [];
  const note = (call: Call) => (): void => {
    calls.push(call);
    reactions[call]?.();
  };
  const sink: MessageSink<unknown> = {
    begin: note('begin'),
    token: note('token'),
    head: note('head'),
    content: note('content'),
    complete: note('complete'),
    verdict: note('verdict'),
    finished: note('finished'),
  };
  return { sink, calls };
}

const count = (calls: readonly Call[], call: Call): number => calls.filter((one) => one === call).length;

describe('pause', () => {
  test.each(['begin', 'token', 'head', 'content', 'complete'] as const)(
    'asked in %s, stops after the message in hand',
    (call) => {
      const { sink, calls } = noting({ [call]: () => parser.pause() });
      const parser: RequestParser = new RequestParser(sink, OPTIONS);
      const bytes = fromLatin1(POST + POST + POST);
      expect(parser.feed(bytes)).toBe(POST.length);
      expect(parser.feed(bytes, POST.length)).toBe(POST.length);
      expect(count(calls, 'complete')).toBe(2);
      expect(parser.feed(bytes, 2 * POST.length)).toBe(POST.length);
      expect([parser.offset, count(calls, 'complete')]).toEqual([bytes.length, 3]);
    },
  );

  test('holds over reads, until the message is complete', () => {
    const { sink, calls } = noting({ begin: () => parser.pause() });
    const parser: RequestParser = new RequestParser(sink, OPTIONS);
    expect(parser.feed(fromLatin1(GET.slice(0, 10)))).toBe(10);
    expect(parser.feed(fromLatin1(GET.slice(10) + GET))).toBe(GET.length - 10);
    expect(calls.at(-1)).toBe('complete');
  });
});

describe('ignoreRest', () => {
  test('between messages, discards all that comes', () => {
    const { sink, calls } = noting();
    const parser = new RequestParser(sink, OPTIONS);
    parser.ignoreRest();
    expect(parser.feed(fromLatin1(GET))).toBe(GET.length);
    parser.fin();
    expect([calls, parser.state]).toEqual([['finished'], 'ended']);
  });

  test('in a message, discards what comes after it', () => {
    const { sink, calls } = noting({ head: () => parser.ignoreRest() });
    const parser: RequestParser = new RequestParser(sink, OPTIONS);
    parser.feed(fromLatin1(POST + GET));
    expect([count(calls, 'complete'), count(calls, 'content'), parser.state]).toEqual([1, 1, 'after-last']);
  });

  test('holds for responses too, with any announced content', () => {
    const { sink, calls } = noting({ begin: () => parser.ignoreRest() });
    const parser: ResponseParser = new ResponseParser(sink, {
      limits: READER_LIMITS,
      mode: 'rfc',
      methods: () => 'GET',
    });
    parser.feed(fromLatin1('HTTP/1.1 204 \r\n\r\nHTTP/1.1 204 \r\n\r\n'));
    expect(count(calls, 'head')).toBe(1);
  });

  test.each(['refused', 'ended'] as const)('leaves %s unchanged', (state) => {
    const parser = new RequestParser(noting().sink, OPTIONS);
    if (state === 'refused') parser.feed(fromLatin1('\0'));
    else parser.fin();
    parser.ignoreRest();
    expect(parser.state).toBe(state);
  });
});

test('inMessage, offset and the token in hand, octet by octet', () => {
  const parser = new RequestParser(noting().sink, OPTIONS);
  const seen = [...`\r\n${POST.slice(0, -1)}`].map((octet) => {
    parser.feed(fromLatin1(octet));
    const open = parser.openToken;
    return `${parser.inMessage ? 'in' : '-'} ${open === null ? '-' : `${open.kind} ${open.start}..${open.end}`}`;
  });
  expect(seen.slice(0, 8)).toEqual([
    '- -',
    '- -',
    'in method 2..3',
    'in method 2..4',
    'in method 2..5',
    'in method 2..6',
    'in -',
    'in target 7..8',
  ]);
  expect(seen.slice(-3)).toEqual(['in content 49..49', 'in content 49..50', 'in content 49..51']);
});

test('FIN and a time-out count once', () => {
  for (const end of ['fin', 'timeout'] as const) {
    const { sink, calls } = noting();
    const parser = new RequestParser(sink, OPTIONS);
    parser.feed(fromLatin1('GET'));
    parser[end]();
    parser.fin();
    parser.timeout();
    expect(calls.filter((call) => call !== 'begin')).toEqual(['verdict']);
  }
});

test('mode rfc runs the same rows, so that row numbers mean the same', () => {
  const parser = new RequestParser(noting().sink, { ...OPTIONS, mode: 'rfc' });
  expect(parser.table).not.toBe(REQUEST_TABLE);
  expect(parser.table.rows).toBe(REQUEST_TABLE.rows);
  expect(new RequestParser(noting().sink, OPTIONS).table).toBe(REQUEST_TABLE);
});

test('a method that is not known leaves a response to its own fields', () => {
  const { sink, calls } = noting();
  const parser = new ResponseParser(sink, { limits: READER_LIMITS, mode: 'rfc', methods: () => undefined });
  parser.feed(fromLatin1('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'));
  expect(calls.slice(-3)).toEqual(['content', 'token', 'complete']);
});

describe('the witness', () => {
  function digests(octets: Uint8Array, cut: number): string[] {
    const reports: string[] = [];
    const parser = new RequestParser(new Witness((...report) => reports.push(report.join(' '))), OPTIONS);
    parser.feed(octets, 0, cut);
    parser.feed(octets, cut);
    parser.fin();
    return reports;
  }

  const requests = CASES.filter(({ kind }) => kind === 'request');

  test('does not depend on the reads', () => {
    for (const { octets } of requests) expect(digests(octets, octets.length >> 1)).toEqual(digests(octets, 0));
  });

  test('differs where the events differ', () => {
    const base = digests(fromLatin1(GET), 0);
    const others = [
      GET.replace('Host', 'Hosts'),
      GET.replace(' a', '  a'),
      GET.replace('Host: a', 'Host: a '),
      `\r\n${GET}`,
      GET.slice(0, -1),
    ];
    for (const other of others) expect(digests(fromLatin1(other), 0), JSON.stringify(other)).not.toEqual(base);
    expect(digests(fromLatin1(GET + GET), 0)).toHaveLength(2);
  });
});
