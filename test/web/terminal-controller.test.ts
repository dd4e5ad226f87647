/** The terminal's reducer: what keys, pastes and prepared octets lead to, without a browser and without a connection. */
import { describe, expect, it } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { type InputState, type Key, NO_INPUT } from '#shared/terminal/discipline.ts';
import type { Prepared } from '#shared/terminal/held.ts';
import {
  type Effect,
  type InputAction,
  type InputContext,
  reduce,
} from '../../apps/web/src/features/terminal/controller.ts';
import type { Job } from '../../apps/web/src/features/terminal/send-queue.ts';

const OPEN: InputContext = { situation: 'open', mode: 'line', enter: 'crlf', ghost: null };

const text = (typed: string): InputAction => ({ is: 'key', key: { key: 'text', text: typed } });
const key = (pressed: Key): InputAction => ({ is: 'key', key: pressed });
const ENTER = key({ key: 'enter', end: 'usual' });

/** Runs actions one after another, and gives the last state with all effects on the way. */
function run(actions: readonly InputAction[], context: InputContext = OPEN) {
  let state: InputState = NO_INPUT;
  const effects: Effect[] = [];
  let taken = true;
  for (const action of actions) {
    const reduced = reduce(state, action, context);
    ({ state, taken } = reduced);
    effects.push(...reduced.effects);
  }
  return { state, effects, taken };
}

/** Jobs as one can read them. */
const shown = (effects: readonly Effect[]): unknown[] =>
  effects.flatMap((effect): unknown[] => (effect.do === 'queue' ? effect.jobs.map(shownJob) : [effect.do]));

function shownJob(job: Job): unknown {
  if (job.do === 'send') return latin1(job.bytes);
  if (job.do === 'stream')
    return ['stream', job.length, [...(job.pieces as Iterable<Uint8Array>)].map((bytes) => latin1(bytes)).join('')];
  return job.do === 'wait' ? ['wait', job.ms] : job.do;
}

describe('line mode', () => {
  it('sends a line with the ending that Enter is set to', () => {
    expect(shown(run([text('GET / HTTP/1.1'), ENTER]).effects)).toEqual(['GET / HTTP/1.1\r\n']);
    expect(shown(run([text('a'), ENTER], { ...OPEN, enter: 'lf' }).effects)).toEqual(['a\n']);
  });

  it('sends UTF-8', () => {
    expect(run([text('é'), ENTER]).effects).toEqual([
      { do: 'queue', jobs: [{ do: 'send', bytes: Uint8Array.of(...utf8('é'), 13, 10) }] },
    ]);
  });

  it('takes the suggestion with Tab, and leaves Tab to the browser without one', () => {
    expect(run([key({ key: 'tab' })]).taken).toBe(false);
  });

  it.each([
    ['.wait 50', [['wait', 50]]],
    ['.repeat 3 ab', [['stream', 6, 'ababab']]],
    ['.hex 47 45', ['GE']],
    ['.close', ['end']],
    ['.reset', ['reset']],
    ['.connect', ['connect']],
    ['.help', ['help']],
    ['.file', ['file']],
    ['.clear', ['clear']],
    ['.key', ['mode']],
    ['.lf', ['enter']],
    ['..dot', ['.dot\r\n']],
    ['.nonsense', ['complain']],
  ])('%s', (line, jobs) => {
    expect(shown(run([text(line), ENTER]).effects)).toEqual(jobs);
  });

  it('half-closes at Ctrl+D on an empty line, sends the line without an end otherwise', () => {
    expect(shown(run([key({ key: 'eof' })]).effects)).toEqual(['end']);
    expect(shown(run([text('GE'), key({ key: 'eof' })]).effects)).toEqual(['GE']);
  });

  it('interrupts at Ctrl+C', () => {
    expect(shown(run([key({ key: 'interrupt' })]).effects)).toEqual(['interrupt']);
  });
});

describe('without an open connection', () => {
  it('connects at Enter and keeps the line', () => {
    const { state, effects } = run([text('GET /'), ENTER], { ...OPEN, situation: 'closed' });
    expect(shown(effects)).toEqual(['connect']);
    expect(state.line.text).toBe('GET /');
  });

  it('keeps the line while nothing can be sent', () => {
    const { state, effects } = run([text('GET /'), ENTER], { ...OPEN, situation: 'you-done' });
    expect([effects, state.line.text]).toEqual([[], 'GET /']);
  });

  it('carries out commands all the same', () => {
    expect(shown(run([text('.help'), ENTER], { ...OPEN, situation: 'closed' }).effects)).toEqual(['help']);
  });
});

describe('key mode', () => {
  const KEYS: InputContext = { ...OPEN, mode: 'key' };

  it('sends each key at once', () => {
    const keys = [text('a'), ENTER, key({ key: 'edit', edit: 'backspace' }), key({ key: 'control', octet: 0 })];
    expect(shown(run(keys, KEYS).effects)).toEqual(['a', '\r\n', '\x7f', '\0']);
  });

  it('sends nothing to a server that has said FIN', () => {
    expect(run([text('a')], { ...KEYS, situation: 'server-done' })).toMatchObject({ effects: [], taken: true });
  });
});

describe('a paste of several lines', () => {
  const PASTE: InputAction = { is: 'paste', text: 'GET / HTTP/1.1\nHost: a\n\n' };

  it('waits for Enter, and goes out as it was pasted', () => {
    expect(run([PASTE]).effects).toEqual([]);
    expect(shown(run([PASTE, ENTER]).effects)).toEqual(['GET / HTTP/1.1\nHost: a\n\n']);
  });

  it('runs line by line as a script', () => {
    const script: InputAction = { is: 'paste', text: 'a\n.wait 5\nb\n' };
    expect(shown(run([script, key({ key: 'enter', end: 'other' })]).effects)).toEqual(['a\n', ['wait', 5], 'b\n']);
  });

  it('does not start a script with a faulty line', () => {
    const script: InputAction = { is: 'paste', text: 'a\n.wait x\nb\n' };
    expect(shown(run([script, key({ key: 'enter', end: 'other' })]).effects)).toEqual(['complain']);
  });
});

describe('the button', () => {
  it('sends the typed text, and nothing without any', () => {
    expect(run([{ is: 'submit' }])).toMatchObject({ effects: [], taken: false });
    expect(shown(run([text('a'), { is: 'submit' }]).effects)).toEqual(['a\r\n']);
  });
});

describe('octets made ready elsewhere', () => {
  it('go out write by write, each further visit on its own connection', () => {
    const first = { writes: [utf8('a'), utf8('b')], after: 'fin' } as const;
    const second = { writes: [utf8('c')], after: 'reset' } as const;
    // biome-ignore lint/suspicious/noThenProperty: data, which nobody awaits
    const prepared: Prepared = { ...first, then: [second] };
    expect(shown(run([{ is: 'prepared', prepared }, ENTER]).effects)).toEqual([
      'a',
      'b',
      'end',
      'connect',
      'c',
      'reset',
    ]);
  });
});
