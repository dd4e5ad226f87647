/** Entries survive the way there and back, and nothing a stranger sends can make the decoder throw or invent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { decodeEntries, decodeTranscript, encodeEntries, encodeTranscript } from '#shared/transcript/record/codec.ts';
import { type Entry, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';
import { flipped, transcript } from './entries.ts';
import { OPTIONS } from './script.ts';

const WRITE: Entry = { kind: 'write', at: 'client', seq: 0, t: 0, bytes: Uint8Array.of(1, 2, 3) };

/** A run of one entry with this header, whatever it is. */
function run(header: string | Uint8Array, octets = Uint8Array.of()): Uint8Array {
  const json = typeof header === 'string' ? utf8(header) : header;
  const bytes = new Uint8Array(9 + json.length + octets.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = TRANSCRIPT_FORMAT;
  view.setUint32(1, json.length);
  view.setUint32(5, octets.length);
  bytes.set(json, 9);
  bytes.set(octets, 9 + json.length);
  return bytes;
}

/** An open entry whose conditions are the test's, as JSON would have it: format 2 without leniencies. */
function entry(change: object) {
  const { leniencies: _, ...options } = OPTIONS;
  const base = { seq: 0, t: 0, kind: 'open', at: 'server', local: 'a', remote: 'b' } as const;
  return { ...base, options: { ...options, ...change } };
}

describe('a run of entries', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(transcript, (entries) => {
        expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
      }),
    );
  });

  it('cut at any octet is refused, or ends between two entries', () => {
    const check = (entries: Entry[]): void => {
      const bytes = encodeEntries(entries);
      for (let length = 0; length < bytes.length; length++) {
        const found = decodeEntries(bytes.subarray(0, length));
        if (found !== null) expect(found).toEqual(entries.slice(0, found.length));
      }
    };
    fc.assert(fc.property(transcript, check), { numRuns: 30 });
  });

  it('never throws, for any bits', () => {
    const places = fc.array(fc.nat(), { maxLength: 8 });
    const check = (entries: Entry[], flips: number[]): void => {
      decodeEntries(flipped(encodeEntries(entries), flips));
    };
    fc.assert(fc.property(transcript, places, check), { numRuns: 500 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeEntries(bytes)));
  });

  it('of format 1 is read as one whose server tolerated nothing', () => {
    const open = entry({ format: 1 });
    expect(decodeEntries(run(JSON.stringify(open)))).toEqual([
      { ...open, options: { ...open.options, leniencies: [] } },
    ]);
  });

  it('of format 2, which had no holds, is read unchanged', () => {
    const open = { ...entry({ format: 2, leniencies: ['bare-lf'] }) };
    const bytes = run(JSON.stringify(open));
    bytes[0] = 2;
    expect(decodeEntries(bytes)).toEqual([open]);
  });

  it.each([
    { what: 'armed', stands: 'elsewhere', stops: [] },
    { what: 'armed', stands: 'behind-read', stops: [{ kind: 'state', state: 'no-state' }] },
    { what: 'armed', stands: 'behind-read', stops: [{ kind: 'field', name: 'Host' }] },
    { what: 'armed', stands: 'behind-read', stops: Array(17).fill({ kind: 'message' }) },
    { what: 'held', consumed: -1, by: { kind: 'now' } },
    { what: 'held', consumed: 1, by: { kind: 'never' } },
    { what: 'consumed', octets: 0 },
    { what: 'released', by: 'nobody' },
    { what: 'frozen' },
    { what: 'stopped' },
  ])('refuses the hold %j', (hold) => {
    expect(decodeEntries(run(JSON.stringify({ seq: 0, t: 0, kind: 'hold', at: 'server', ...hold })))).toBeNull();
  });

  it('has leniencies that are known, in their one order, in format 2', () => {
    const read = (leniencies: unknown) => {
      const found = decodeEntries(run(JSON.stringify(entry({ leniencies }))))?.[0];
      return found?.kind === 'open' ? found.options.leniencies : null;
    };
    expect(read(['cl-te', 'bare-lf', 'cl-te'])).toEqual(['bare-lf', 'cl-te']);
    for (const other of [undefined, 'bare-lf', ['anything'], ['reason-space'], [1]]) expect(read(other)).toBeNull();
  });

  it.each([
    ['no version', Uint8Array.of()],
    ['a later version', Uint8Array.of(TRANSCRIPT_FORMAT + 1)],
    ['no such version', Uint8Array.of(0)],
    ['a header longer than what is there', Uint8Array.of(TRANSCRIPT_FORMAT, 0, 0, 0, 9, 0, 0, 0, 0, 0x7b, 0x7d)],
    ['lengths that overflow', Uint8Array.of(TRANSCRIPT_FORMAT, 255, 255, 255, 255, 255, 255, 255, 255)],
    ['no JSON', run('{')],
    ['no object', run('7')],
    ['null', run('null')],
    ['a hundred thousand brackets', run('['.repeat(60_000))],
    ['no kind', run('{"seq":0,"t":0,"at":"server"}')],
    ['an unknown kind', run('{"kind":"shout","seq":0,"t":0,"at":"server"}')],
    ['a kind out of the prototype', run('{"kind":"toString","seq":0,"t":0,"at":"server"}')],
    ['fields out of the prototype', run('{"kind":"close","__proto__":{"seq":0,"t":0,"at":"server"}}')],
    ['a number that is none', run('{"kind":"close","seq":"0","t":0,"at":"server"}')],
    ['a negative number', run('{"kind":"close","seq":-1,"t":0,"at":"server"}')],
    ['half a number', run('{"kind":"close","seq":0.5,"t":0,"at":"server"}')],
    ['a time beyond all', run('{"kind":"close","seq":0,"t":1e999,"at":"server"}')],
    ['a vantage of nobody', run('{"kind":"close","seq":0,"t":0,"at":"proxy"}')],
    [
      'a rule of nobody',
      run('{"kind":"decision","seq":0,"t":0,"at":"server","what":"refuse","request":0,"rule":"toString"}'),
    ],
    ['octets where none belong', run('{"kind":"close","seq":0,"t":0,"at":"server"}', Uint8Array.of(1))],
    ['a read of another length', run('{"kind":"read","seq":0,"t":0,"at":"server","length":2}', Uint8Array.of(1))],
    ['a read of nothing', run('{"kind":"read","seq":0,"t":0,"at":"server","length":0}')],
    ['overlong UTF-8', run(Uint8Array.of(0xc1, 0xbb))],
    ['a surrogate in UTF-8', run(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))],
  ])('is refused with %s', (_what, bytes) => {
    expect(decodeEntries(bytes)).toBeNull();
  });

  it('leaves behind fields that it does not know', () => {
    const found = decodeEntries(run('{"kind":"close","seq":0,"t":0,"at":"server","more":1,"error":"EPIPE"}'));
    expect(found).toEqual([{ kind: 'close', seq: 0, t: 0, at: 'server', error: 'EPIPE' }]);
  });
});

describe('a transcript', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(transcript, (entries) => {
        expect(decodeTranscript(encodeTranscript(entries))).toEqual(entries);
      }),
    );
  });

  it('cut at any octet is refused', () => {
    const check = (entries: Entry[]): void => {
      const bytes = encodeTranscript(entries);
      for (let length = 0; length < bytes.length; length++)
        expect(decodeTranscript(bytes.subarray(0, length))).toBeNull();
    };
    fc.assert(fc.property(transcript, check), { numRuns: 30 });
  });

  it('is refused with a gap in its numbers', () => {
    expect(decodeTranscript(encodeTranscript([WRITE, { ...WRITE, seq: 2 }]))).toBeNull();
    expect(decodeTranscript(encodeTranscript([{ ...WRITE, seq: 1 }]))).toBeNull();
  });

  it('is refused as a file of another kind or version', () => {
    const bytes = encodeTranscript([WRITE]);
    expect(decodeTranscript(flipped(bytes, [0]))).toBeNull();
    expect(decodeTranscript(flipped(bytes, [11 * 8 + 2]))).toBeNull();
    expect(decodeTranscript(encodeEntries([WRITE]))).toBeNull();
  });
});
