import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applyEdits, hunksOf } from '../../shared/composer/edits.ts';
import { fixesFor } from '../../shared/composer/fixes.ts';
import { contentCount } from '../../shared/composer/head.ts';
import { judge } from '../../shared/composer/judge.ts';
import { changeEnding, lineEndAt } from '../../shared/composer/line-ends.ts';
import { encodeTyped, hexToOctets, octetsOfText, octetsToHex, textOfOctets } from '../../shared/composer/octet-text.ts';
import { padTo, withoutPadding } from '../../shared/composer/padding.ts';
import { rememberSent } from '../../shared/composer/sent.ts';
import { latin1, utf8 } from '../../shared/octets.ts';
import { DEFAULT_READING } from '../../shared/options.ts';
import { ENDINGS } from '../../shared/terminal/endings.ts';

const ALL = Uint8Array.from({ length: 256 }, (_, i) => i);
const octets = fc.uint8Array({ maxLength: 80 });
const lined = fc.array(fc.constantFrom(0x0d, 0x0a, 0x41, 0x3a, 0x20), { maxLength: 40 }).map((o) => Uint8Array.from(o));
const GET = 'GET / HTTP/1.1\r\n';
const judged = (text: string) => judge(octetsOfText(text), DEFAULT_READING);

/** The text after the one fix of this name. */
function fixed(text: string, id: string): string | null {
  const bytes = octetsOfText(text);
  const fix = fixesFor(bytes, judged(text)).find((one) => one.id === id);
  return fix === undefined ? null : latin1(applyEdits(bytes, fix.edits));
}

describe('the octets of an editor', () => {
  it('are all 256, there and back', () => {
    expect(octetsOfText(textOfOctets(ALL))).toEqual(ALL);
    expect(hexToOctets(octetsToHex(ALL))).toEqual(ALL);
    fc.assert(fc.property(octets, (bytes) => void expect(octetsOfText(textOfOctets(bytes))).toEqual(bytes)));
    fc.assert(fc.property(octets, (bytes) => void expect(hexToOctets(octetsToHex(bytes))).toEqual(bytes)));
  });

  it('are those of UTF-8 for what is typed', () => {
    expect(encodeTyped('é你')).toBe('\xc3\xa9\xe4\xbd\xa0');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (typed) => void expect(octetsOfText(encodeTyped(typed))).toEqual(utf8(typed)),
      ),
    );
  });

  it('are refused in any other form', () => {
    expect(() => octetsOfText('你')).toThrow(RangeError);
    expect(hexToOctets('0')).toBeNull();
    expect(hexToOctets('zz')).toBeNull();
  });
});

test('edits made are what their hunks show', () => {
  fc.assert(
    fc.property(octets, fc.array(fc.tuple(fc.nat(80), fc.nat(80), octets), { maxLength: 3 }), (bytes, wild) => {
      const points = [...new Set(wild.flatMap(([start, end]) => [end, start]))]
        .filter((p) => p <= bytes.length)
        .sort((a, b) => a - b);
      const edits = wild.flatMap(([, , insert], i) => {
        const [start, end] = [points[2 * i], points[2 * i + 1]];
        return start === undefined || end === undefined ? [] : [{ start, end, insert }];
      });
      const made = applyEdits(bytes, edits);
      const growth = edits.reduce((sum, edit) => sum + edit.insert.length - (edit.end - edit.start), 0);
      expect(made.length).toBe(bytes.length + growth);
      let shift = 0;
      for (const { before, removed, inserted, after, at } of hunksOf(bytes, edits)) {
        expect(latin1(bytes)).toContain(latin1(before) + latin1(removed) + latin1(after));
        expect(latin1(made, at + shift, at + shift + inserted.length)).toBe(latin1(inserted));
        shift += inserted.length - removed.length;
      }
    }),
  );
});

describe('a line ending', () => {
  it('is found from anywhere in its line, and from inside itself', () => {
    const bytes = utf8('ab\r\nc\nd\re');
    expect([0, 2, 3].map((at) => lineEndAt(bytes, at))).toEqual(Array(3).fill({ ending: 'crlf', start: 2, end: 4 }));
    expect(lineEndAt(bytes, 4)).toEqual({ ending: 'lf', start: 5, end: 6 });
    expect(lineEndAt(bytes, 6)).toEqual({ ending: 'cr', start: 7, end: 8 });
    expect(lineEndAt(bytes, 8)).toEqual({ ending: 'none', start: 9, end: 9 });
  });

  it('is changed alone', () => {
    fc.assert(
      fc.property(lined, fc.nat(40), fc.constantFrom(...ENDINGS), (bytes, at, ending) => {
        const edits = changeEnding(bytes, Math.min(at, bytes.length), ending);
        const before = lineEndAt(bytes, Math.min(at, bytes.length));
        const made = applyEdits(bytes, edits);
        expect(latin1(made).startsWith(latin1(bytes, 0, before.start))).toBe(true);
        expect(latin1(made).endsWith(latin1(bytes, before.end))).toBe(true);
        if (before.ending === ending) expect(made).toEqual(bytes);
      }),
    );
    expect(latin1(applyEdits(utf8('a\r\nb'), changeEnding(utf8('a\r\nb'), 1, 'lf')))).toBe('a\nb');
  });
});

describe('a judgement', () => {
  it('is silent for a good request, and says what is missing in half a one', () => {
    expect(judged(`${GET}Host: a\r\n\r\n`)).toEqual({ verdicts: [], complete: 1, missing: null });
    expect(judged(`${GET}Host: a\r\n`).missing).toEqual({ state: 'field-start', remaining: 0 });
    expect(judged('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab').missing?.remaining).toBe(3);
    expect(judged('').missing?.state).toBe('start');
  });

  it('names rule and octets of what is refused, and misses nothing then', () => {
    const { verdicts, missing } = judged('GET  / HTTP/1.1\r\n');
    expect(verdicts).toMatchObject([{ level: 'reject', rule: 'request-line-spaces' }]);
    expect(missing).toBeNull();
  });
});

describe('a fix', () => {
  it('adds the empty line, from wherever the head stops', () => {
    const done = `${GET}Host: a\r\n\r\n`;
    for (const cut of [1, 2, 3, 4]) expect(fixed(done.slice(0, -cut), 'empty-line')).toBe(done);
    expect(fixed(done, 'empty-line')).toBeNull();
    expect(fixed('', 'empty-line')).toBeNull();
  });

  it('puts CR before every bare LF of the head, and lets the content be', () => {
    expect(fixed('POST / HTTP/1.1\nHost: a\r\nContent-Length: 3\n\na\nb', 'bare-lf')).toBe(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na\nb',
    );
  });

  it('names a host where none is', () => {
    expect(fixed(`${GET}\r\n`, 'host')).toBe(`${GET}Host: localhost\r\n\r\n`);
    expect(fixed(`${GET}Host: a\r\n\r\n`, 'host')).toBeNull();
  });

  it('declares the content there is', () => {
    const post = 'POST / HTTP/1.1\r\nHost: a\r\n';
    expect(fixed(`${post}Content-Length: 12\r\n\r\n14 octets long`, 'content-length')).toBe(
      `${post}Content-Length: 14\r\n\r\n14 octets long`,
    );
    expect(fixed(`${post}\r\nabc`, 'content-length')).toBe(`${post}Content-Length: 3\r\n\r\nabc`);
    expect(fixed(`${post}Transfer-Encoding: chunked\r\n\r\nabc`, 'content-length')).toBeNull();
    expect(fixed(`${post}\r\n`, 'content-length')).toBeNull();
  });

  it('leaves octets that it makes good with nothing to fix', () => {
    let text = 'POST / HTTP/1.1\nContent-Length: 9\n\nabc';
    for (let i = 0; i < 4; i++) {
      const [fix] = fixesFor(octetsOfText(text), judged(text));
      if (fix !== undefined) text = latin1(applyEdits(octetsOfText(text), fix.edits));
    }
    expect(text).toBe('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc');
    expect(judged(text)).toMatchObject({ verdicts: [], complete: 1, missing: null });
  });
});

test('declared and actual length are told apart', () => {
  const count = (fields: string, content: string) => contentCount(utf8(`${GET}${fields}\r\n${content}`));
  expect(count('Content-Length: 12\r\n', '14 octets long')).toEqual({ declared: 12, actual: 14 });
  expect(count('Content-Length: x\r\n', '')).toEqual({ declared: Number.NaN, actual: 0 });
  expect(count('', 'abc')).toEqual({ declared: null, actual: 3 });
  expect(count('Transfer-Encoding: chunked\r\n', '0\r\n\r\n')).toBeNull();
  expect(contentCount(utf8(GET))).toBeNull();
});

describe('padding', () => {
  it('gives any length from its own least on, and can be taken away again', () => {
    const bytes = utf8(`${GET}Host: a\r\n\r\n`);
    fc.assert(
      fc.property(fc.integer({ min: bytes.length + 13, max: 3000 }), fc.integer({ min: 60, max: 3000 }), (one, two) => {
        const first = padTo(bytes, one);
        if (!first.ok) throw new Error(first.why);
        const padded = applyEdits(bytes, first.edits);
        expect(padded.length).toBe(one);
        const second = padTo(padded, two);
        if (!second.ok) throw new Error(second.why);
        const again = applyEdits(padded, second.edits);
        expect(again.length).toBe(two);
        expect(judge(again, DEFAULT_READING)).toMatchObject({ verdicts: [], complete: 1 });
        expect(applyEdits(again, withoutPadding(again))).toEqual(bytes);
      }),
    );
  });

  it('says why not', () => {
    expect(padTo(utf8(GET), 1024)).toEqual({ ok: false, why: 'no-head' });
    expect(padTo(utf8(`${GET}\r\n`), 20)).toEqual({ ok: false, why: 'too-short', least: 31 });
    expect(padTo(utf8(`${GET}\r\n`), 18)).toEqual({ ok: true, edits: [] });
  });
});

test('what was sent is kept once, the newest last, within bounds', () => {
  const sent = (text: string) => ({ bytes: utf8(text), cuts: [] });
  const list = ['a', 'b', 'a'].reduce(
    (all, text) => rememberSent(all, sent(text)),
    [] as ReturnType<typeof rememberSent>,
  );
  expect(list.map(({ bytes }) => latin1(bytes))).toEqual(['b', 'a']);
  const cut = rememberSent(list, { bytes: utf8('a'), cuts: [{ at: 1, pauseMs: 3 }] });
  expect(cut).toHaveLength(3);
  const large = { bytes: new Uint8Array(5 * 1024 * 1024), cuts: [] };
  expect(rememberSent(list, large)).toEqual([large]);
});
