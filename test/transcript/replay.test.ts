import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { stepAt, takenAt } from '#shared/transcript/replay/step.ts';
import {
  clientReads,
  clientWrites,
  closed,
  dropped,
  fin,
  open,
  reads,
  replayed,
  script,
  witness,
  writes,
} from './script.ts';

const REQUEST = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n';
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';

describe('responses beyond the requests', () => {
  const ANSWER = 'HTTP/1.1 204 No Content\r\n\r\n';
  const rules = (replay: Replay) => replay.response.log.verdicts.map(({ rule, at }) => [rule, at]);

  test('are refused at their first octet, which the state before does not know yet', () => {
    const replay = replayed(open(), reads(REQUEST), writes(ANSWER + ANSWER));
    expect(rules(replay)).toEqual([['unasked-response', ANSWER.length]]);
    expect(replay.response.log.messages).toHaveLength(1);
    const last = 1 + REQUEST.length + ANSWER.length;
    expect(stepAt(replay, last)).toMatchObject({ offset: ANSWER.length - 1, after: 'start', verdicts: [] });
    expect(stepAt(replay, last + 1)).toMatchObject({ after: 'refused', verdicts: [{ rule: 'unasked-response' }] });
  });

  test('are responses when their request has come by then', () => {
    const replay = replayed(open(), reads(REQUEST), writes(ANSWER), reads('G'), writes(ANSWER));
    expect(rules(replay)).toEqual([]);
    expect(replay.response.log.messages).toHaveLength(2);
  });

  test('are not held against a server that sees requests where none was read', () => {
    expect(rules(replayed(open(), reads('hello\r\n'), writes(ANSWER), writes(ANSWER)))).toEqual([]);
    expect(rules(replayed(open(), dropped(9, 9), writes(ANSWER + ANSWER)))).toEqual([]);
  });
});

describe('a replay under leniencies', () => {
  const FOLDED = 'GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n';

  test('runs the table of the connection’s options, not the usual one', () => {
    const lenient = replayed(open({ leniencies: ['obs-fold'] }), reads(FOLDED)).request;
    const strict = replayed(open(), reads(FOLDED)).request;
    expect(lenient.table.leniencies).toEqual(new Set(['obs-fold']));
    expect(lenient.log.messages[0]?.head?.fields.at(-1)?.value).toBe('b c');
    expect(lenient.log.verdicts.map(({ level, rule }) => [level, rule])).toEqual([['tolerate', 'obs-fold']]);
    expect(strict.log.verdicts.map(({ level, rule }) => [level, rule])).toEqual([['reject', 'obs-fold']]);
    expect(lenient.row(31)).toMatchObject({ from: 'field-start', to: 'value-start', when: 'obs-fold' });
  });

  test('has the table of mode rfc in that mode', () => {
    expect(replayed(open({ mode: 'rfc' })).request.table.leniencies).toEqual(new Set(['bws']));
  });
});

describe('the walk', () => {
  test('has a step for each octet and each event at the server, none for the client’s vantage', () => {
    const replay = replayed(
      open(),
      clientWrites(REQUEST),
      reads(REQUEST),
      writes(RESPONSE),
      clientReads(RESPONSE.length),
      fin('client'),
      closed(),
    );
    expect(replay.total).toBe(1 + REQUEST.length + RESPONSE.length + 2);
  });

  test('lights the octet just consumed, never the next one', () => {
    const replay = replayed(open(), reads('GE'));
    expect(stepAt(replay, 0)).toBeNull();
    expect(stepAt(replay, 1)).toMatchObject({ kind: 'event', entry: { kind: 'open' } });
    expect(stepAt(replay, 2)).toMatchObject({
      kind: 'octet',
      offset: 0,
      octet: 0x47,
      before: 'start',
      after: 'method',
    });
    expect(stepAt(replay, 3)).toMatchObject({
      offset: 1,
      before: 'method',
      after: 'method',
      token: { kind: 'method', start: 0, end: 2 },
    });
  });

  test('counts what remains of content after each octet', () => {
    const replay = replayed(open(), reads(REQUEST), writes(RESPONSE));
    const last = stepAt(replay, replay.total);
    const before = stepAt(replay, replay.total - 1);
    expect([before, last].map((step) => step?.kind === 'octet' && step.remaining)).toEqual([1, 0]);
  });

  test('gives positions and octets back and forth, for both directions', () => {
    const replay = replayed(
      open(),
      reads('GET /a HT'),
      reads('TP/1.1\r\nHost: x\r\n\r\n'),
      writes(RESPONSE),
      fin('client'),
    );
    for (let position = 1; position <= replay.total; position++) {
      const step = stepAt(replay, position);
      if (step?.kind !== 'octet') continue;
      expect(replay.positionOf(step.direction, step.offset)).toBe(position);
      const taken = takenAt(replay, position);
      expect(step.direction === 'in' ? taken.inbound : taken.outbound).toBe(step.offset + 1);
    }
  });
});

test('a transcript that arrives entry by entry is the same walk as one that arrives whole', () => {
  const octets = REQUEST + REQUEST;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: octets.length - 1 })), (cuts) => {
      const at = [...new Set([0, ...cuts, octets.length])].sort((a, b) => a - b);
      const drafts = [
        open(),
        ...at.slice(1).map((end, i) => reads(octets.slice(at[i], end))),
        writes(RESPONSE),
        fin('client'),
      ];
      const grown = new Replay();
      for (const entry of script(...drafts)) grown.append([entry]);
      const whole = replayed(open(), reads(octets), writes(RESPONSE), fin('client'));
      expect(grown.total).toBe(whole.total);
      expect(grown.request.log.digests).toEqual(whole.request.log.digests);
      const walk = (replay: Replay) =>
        Array.from({ length: replay.total + 1 }, (_, p) => stepAt(replay, p)).map((step) => [
          step?.kind,
          step && 'after' in step && step.after,
        ]);
      expect(walk(grown)).toEqual(walk(whole));
    }),
    { numRuns: 50 },
  );
});

describe('the witness', () => {
  const honest = replayed(open(), reads(REQUEST)).request.log.digests.get(0);

  test('that agrees leaves no mismatch', () => {
    expect(honest).toBeDefined();
    const replay = replayed(open(), reads(REQUEST), witness(0, REQUEST.length, honest?.digest ?? 0));
    expect(replay.mismatches).toEqual([]);
  });

  test('that differs is kept with both digests', () => {
    const replay = replayed(open(), reads(REQUEST), witness(0, REQUEST.length, (honest?.digest ?? 0) ^ 1));
    expect(replay.mismatches).toEqual([{ request: 0, expected: (honest?.digest ?? 0) ^ 1, found: honest?.digest }]);
  });

  test('is not compared behind a gap', () => {
    expect(replayed(open(), dropped(10, 0), reads(REQUEST), witness(0, 1, 1)).mismatches).toEqual([]);
  });
});

describe('a gap', () => {
  test('starts the walk anew: octets behind it are kept with true offsets, and not parsed', () => {
    const replay = replayed(open(), reads(REQUEST), dropped(500, 70), reads('rest'), writes('more'));
    expect(replay.total).toBe(1 + 4 + 4);
    expect([replay.request.base, replay.response.base]).toEqual([500, 70]);
    const step = stepAt(replay, 2);
    expect(step).toMatchObject({ kind: 'octet', octet: 'r'.charCodeAt(0), row: undefined, token: null });
  });
});
