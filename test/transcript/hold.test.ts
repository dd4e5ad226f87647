/** A hold in a transcript: what is a step and what is not, what waits, and how the clock stands. */
import { describe, expect, it } from 'vitest';
import type { Draft, HoldEntry } from '#shared/transcript/record/entries.ts';
import { move, problemsOf } from '#shared/transcript/replay/navigate.ts';
import { stepAt, takenAt } from '#shared/transcript/replay/step.ts';
import { explainAt } from '#shared/transcript/view/explain.ts';
import { waitingAt } from '#shared/waiting/waiting.ts';
import { armed, closed, dropped, fin, open, reads, replayed, writes } from './script.ts';

type HoldDraft = HoldEntry extends infer E
  ? E extends HoldEntry
    ? Omit<E, 'seq' | 't' | 'kind' | 'at'>
    : never
  : never;

const hold = (entry: HoldDraft): Draft => ({ kind: 'hold', at: 'server', ...entry }) as Draft;
const begins = (stands: 'behind-read' | 'before-recv' = 'behind-read'): Draft =>
  hold({ what: 'armed', stands, stops: [{ kind: 'octet', after: 4 }] });
const consumed = (octets: number): Draft => hold({ what: 'consumed', octets });
const held = (octets: number): Draft => hold({ what: 'held', consumed: octets, by: { kind: 'octet', after: octets } });

const LINE = 'GET / HTTP/1.1\r\n';

describe('behind a read', () => {
  const replay = () => replayed(open(), begins(), reads(LINE), consumed(4), held(4));

  it('takes a step for each octet consumed, and for where it is held', () => {
    const found = replay();
    expect([found.total, found.request.length, found.unconsumed.length]).toEqual([1 + 4 + 1, 4, LINE.length - 4]);
    expect(stepAt(found, 5)).toMatchObject({ kind: 'octet', offset: 3, after: 'target-start' });
    expect(stepAt(found, 6)).toMatchObject({ kind: 'event', before: 'target-start', after: 'target-start' });
    expect(takenAt(found, 5)).toEqual({ inbound: 4, outbound: 0 });
  });

  it('waits for the user during the hold, and not before it', () => {
    const found = replay();
    expect(waitingAt(found, found.total).for).toEqual({ what: 'held' });
    expect(waitingAt(found, 3).for).toMatchObject({ what: 'octets', state: 'method' });
  });

  it('has one read, consumed in any number of parts', () => {
    const found = replayed(open(), begins(), reads(LINE), consumed(4), held(4), consumed(3), consumed(LINE.length - 7));
    expect(found.request.boundaries).toEqual([LINE.length]);
    expect(move(found, 1, 'read', 1)).toBe(6);
    expect(move(found, 6, 'read', 1)).toBe(found.total);
    const explanation = explainAt(found, 9);
    expect(explanation?.kind === 'octet' && explanation.carried).toEqual({ number: 1, octet: 7, octets: LINE.length });
  });

  it('can be walked by every unit, from everywhere, both ways', () => {
    const found = replayed(
      open(),
      begins(),
      reads(LINE),
      consumed(4),
      held(4),
      consumed(3),
      reads('Host: a\r\n'),
      consumed(12),
    );
    for (const unit of ['octet', 'token', 'line', 'read', 'message', 'problem'] as const) {
      for (let position = 0; position <= found.total; position++) {
        expect(move(found, position, unit, 1)).toBeGreaterThanOrEqual(position);
        expect(move(found, position, unit, -1)).toBeLessThanOrEqual(position);
      }
    }
  });

  it('continues with what waited once it ends, and then as usual', () => {
    const released = hold({ what: 'released', by: 'page' });
    const rest = [released, consumed(LINE.length - 4), reads('Host: a\r\n\r\n'), writes('HTTP/1.1 200 OK\r\n\r\n')];
    const found = replayed(open(), begins(), reads(LINE), consumed(4), held(4), ...rest);
    expect(found.request.log.messages).toHaveLength(1);
    expect(found.unconsumed.pending).toBe(false);
    expect(found.places.at(-1)?.status.hold).toBeNull();
  });

  it('sees a FIN when the gate releases it, and what that breaks', () => {
    const before = [open(), begins(), reads('GET'), consumed(2), held(2), fin('client')];
    const waits = replayed(...before);
    expect(waits.unconsumed).toMatchObject({ length: 1, fin: true });
    expect(waits.request.state).toBe('method');
    expect(stepAt(waits, waits.total)).toMatchObject({ kind: 'event', row: undefined });

    const told = replayed(...before, hold({ what: 'released', by: 'page' }), consumed(1), hold({ what: 'fin' }));
    expect(told.request.state).toBe('refused');
    expect(stepAt(told, told.total)).toMatchObject({ kind: 'event', before: 'method', after: 'refused' });
    expect(problemsOf(told)).toEqual([told.total]);
  });

  it('keeps unconsumed octets when it ends', () => {
    const found = replayed(open(), begins(), reads(LINE), consumed(4), held(4), closed());
    expect(found.unconsumed.length).toBe(LINE.length - 4);
    expect(found.places.at(-1)?.status).toMatchObject({ closed: true, hold: null });
  });

  it('makes nothing up behind a gap', () => {
    const found = replayed(open(), begins(), reads(LINE), dropped(16, 0), consumed(4), held(20));
    expect([found.request.length, found.total]).toEqual([0, 2]);
  });
});

describe('before a recv', () => {
  it('shows the waiting octets, of which a read takes those released', () => {
    const waits = hold({ what: 'waiting', bytes: new TextEncoder().encode('abcdef') });
    const found = replayed(open(), begins('before-recv'), held(0), waits, reads('ab'));
    expect([found.request.length, found.unconsumed.length]).toEqual([2, 4]);
    expect(found.request.boundaries).toEqual([2]);
  });
});

describe('a clock', () => {
  const timerAfter = (...drafts: readonly Draft[]) =>
    replayed(open(), armed('header', 1000), begins(), held(0), ...drafts).places.at(-1)?.status.timer;

  it('freezes the time that was left, and resumes with it', () => {
    const frozen = hold({ what: 'frozen', left: 700 });
    expect(timerAfter(frozen)).toMatchObject({ name: 'header', ms: 1000, frozen: 700 });
    // Thawed at 5 ms with 700 ms left of 1 s: as if it had begun at −295 ms.
    expect(timerAfter(frozen, hold({ what: 'thawed', left: 700 }))).toEqual({ name: 'header', ms: 1000, since: -295 });
  });

  it('that starts during the freeze is frozen too', () => {
    const frozen = hold({ what: 'frozen', left: 700 });
    expect(timerAfter(frozen, armed('body', 500))).toMatchObject({ name: 'body', frozen: 500 });
    expect(timerAfter(frozen, armed(null, 0))).toBeNull();
  });
});
