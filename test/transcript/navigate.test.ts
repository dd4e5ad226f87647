import { describe, expect, test } from 'vitest';
import { move, problemsOf, run, type Unit } from '#shared/transcript/replay/navigate.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { stepAt } from '#shared/transcript/replay/step.ts';
import { closed, crash, fin, open, reads, replayed, writes } from './script.ts';

const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';
const replay = replayed(
  open(),
  reads('GET /a HT'),
  reads('TP/1.1\r\nHost: x\r\n\r\n'),
  writes(RESPONSE),
  fin('client'),
  closed(),
);

/** All stops of a unit on the way through, as the octets (or entry kinds) they light. */
function stops(of: Replay, unit: Unit, way: 1 | -1): readonly string[] {
  const lit: string[] = [];
  let position = way > 0 ? 0 : of.total;
  for (let i = 0; i < 200; i++) {
    const next = move(of, position, unit, way);
    if (next === position) break;
    position = next;
    const step = stepAt(of, position);
    if (step !== null) lit.push(step.kind === 'octet' ? `${step.direction}${step.offset}` : step.entry.kind);
  }
  return lit;
}

describe('moving', () => {
  test.each(['octet', 'token', 'line', 'read', 'message'] as const)(
    'by %s, back passes the stops of forward',
    (unit) => {
      const forward = stops(replay, unit, 1);
      const back = stops(replay, unit, -1);
      expect(forward.length).toBeGreaterThan(2);
      expect(forward.slice(0, -1).reverse()).toEqual(back);
    },
  );

  test.each(['token', 'line', 'message'] as const)('by %s passes over what was not parsed', (unit) => {
    const rest = 'x'.repeat(500);
    const refused = replayed(
      open(),
      reads(`GET / HTTP/1.1\r\nHost : x\r\n${rest}`),
      reads(rest),
      fin('client'),
      closed(),
    );
    const forward = stops(refused, unit, 1);
    expect(forward).toEqual(
      {
        token: ['open', 'in2', 'in4', 'in13', 'in19', 'fin', 'close'],
        line: ['open', 'in15', 'in25', 'fin', 'close'],
        message: ['open', 'fin', 'close'],
      }[unit],
    );
    expect(stops(refused, unit, -1)).toEqual(forward.slice(0, -1).reverse());
  });

  test('by token stops at the last octet of each', () => {
    expect(stops(replay, 'token', 1).slice(0, 6)).toEqual(['open', 'in2', 'in5', 'in14', 'in20', 'in23']);
  });

  test('by line stops at each LF', () => {
    expect(stops(replay, 'line', 1)).toEqual([
      'open',
      'in16',
      'in25',
      'in27',
      'out16',
      'out35',
      'out37',
      'fin',
      'close',
    ]);
  });

  test('by read stops where one socket call ended', () => {
    expect(stops(replay, 'read', 1)).toEqual(['open', 'in8', 'in27', 'out39', 'fin', 'close']);
  });

  test('by message stops where one is complete', () => {
    expect(stops(replay, 'message', 1)).toEqual(['open', 'in27', 'out39', 'fin', 'close']);
  });

  test('never leaves the walk', () => {
    for (const unit of ['octet', 'token', 'line', 'read', 'message', 'problem'] as const) {
      expect(move(replay, 0, unit, -1)).toBe(0);
      expect(move(replay, replay.total, unit, 1)).toBe(replay.total);
    }
  });

  test('over a chunk of 1 MiB looks at few octets, not at all of them', () => {
    const large = replayed(
      open(),
      reads(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n${'a'.repeat(1048576)}`),
      fin('client'),
    );
    const last = large.total - 1;
    expect(move(large, 60, 'token', 1)).toBe(last);
    expect(move(large, last, 'token', -1)).toBeLessThan(60);
  });
});

describe('problems', () => {
  const refused = replayed(open(), reads('GET / HTTP/1.1\r\nHost : x\r\n\r\n'));

  test('are the octets with a verdict', () => {
    const [only, ...others] = problemsOf(refused);
    expect(others).toEqual([]);
    expect(stepAt(refused, only ?? 0)).toMatchObject({ kind: 'octet', offset: 20, after: 'refused' });
    expect(move(refused, 0, 'problem', 1)).toBe(only);
    expect(move(refused, refused.total, 'problem', -1)).toBe(only);
  });

  test('are crashes, and a FIN that cut a message short', () => {
    const cut = replayed(open(), reads('GET'), fin('client'), crash());
    expect(problemsOf(cut).map((position) => stepAt(cut, position))).toMatchObject([
      { kind: 'event', entry: { kind: 'fin' }, row: { rule: 'incomplete-message' } },
      { kind: 'event', entry: { kind: 'crash' } },
    ]);
  });
});

describe('running to a breakpoint', () => {
  test('stops at an octet, a state, a field, a refusal, whichever comes first', () => {
    expect(stepAt(replay, run(replay, 0, [{ kind: 'octet', direction: 'in', offset: 6 }]))).toMatchObject({
      offset: 6,
    });
    expect(stepAt(replay, run(replay, 0, [{ kind: 'state', state: 'value' }]))).toMatchObject({
      direction: 'in',
      before: 'value-start',
      after: 'value',
    });
    expect(stepAt(replay, run(replay, 0, [{ kind: 'field', name: 'content-length' }]))).toMatchObject({
      direction: 'out',
      offset: 33,
    });
    const refused = replayed(open(), reads('GET / HTTP/1.1\r\nHost : x\r\n\r\n'));
    expect(stepAt(refused, run(refused, 0, [{ kind: 'refusal' }]))).toMatchObject({ offset: 20 });
  });

  test('a second run goes on to the next stop, and to the end when there is none', () => {
    const first = run(replay, 0, [{ kind: 'state', state: 'value' }]);
    const second = run(replay, first, [{ kind: 'state', state: 'value' }]);
    expect(stepAt(replay, second)).toMatchObject({ direction: 'out', after: 'value' });
    expect(run(replay, second, [{ kind: 'state', state: 'value' }])).toBe(replay.total);
    expect(run(replay, 0, [])).toBe(replay.total);
  });
});
