/** The conversation as drawn, and what can never come out of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin1, utf8 } from '#shared/base/octets.ts';
import { buildRequest, NO_CONTENT } from '#shared/client/request.ts';
import { parseUrl } from '#shared/client/url.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { painter, rowsOf, safeText, wantsColours } from '../../../apps/server/src/client/cli/paint.ts';
import { Trace } from '../../../apps/server/src/client/cli/trace.ts';

const plain = painter(false);
const at = 'client';

function drawn(act: (trace: Trace) => void): string {
  const lines: string[] = [];
  act(new Trace((line) => lines.push(line), plain));
  return lines.join('\n');
}

function entry(trace: Trace, t: number, draft: Draft, connection = 1): void {
  trace.entry(connection, { ...draft, seq: 0, t });
}

it('is a ladder: who acted and when, how many octets, and which ones', () => {
  const { url, changes } = parseUrl('a/x#y');
  const request = buildRequest({ method: 'GET', url, content: NO_CONTENT });
  const text = drawn((trace) => {
    trace.note({ what: 'request', request, hop: 0, changes }, 5);
    entry(trace, 5, { kind: 'connect', at, local: '127.0.0.1:5', remote: '127.0.0.1:80' });
    entry(trace, 6, { kind: 'write', at, bytes: utf8('GET /x HTTP/1.1\r\nHost: a\r\n\r\n') });
    entry(trace, 7.5, { kind: 'read', at, length: 7, bytes: fromLatin1('a\x1b[31m\n') });
    entry(trace, 8, { kind: 'fin', at, by: 'server' });
    entry(trace, 8, { kind: 'close', at, error: 'ECONNRESET' });
  });
  expect(text.split('\n')).toEqual([
    'GET http://a/x#y',
    '           · no scheme was given: http://a/x#y',
    '           · #y is left out: a fragment is never sent (RFC 9110 §7.1)',
    '           · no content',
    '   0.0 ms  ├─ connect ───────────────────────▶│  127.0.0.1:5 → 127.0.0.1:80, connection 1',
    '     1 ms  ├─ write, 28 octets ──────────────▶│',
    '           │  GET /x HTTP/1.1‹CR›‹LF›',
    '           │  Host: a‹CR›‹LF›',
    '           │  ‹CR›‹LF›',
    '     3 ms  │◀──────────────── read, 7 octets ─┤',
    '           │  a‹ESC›[31m‹LF›',
    '     3 ms  │◀─────────────────────────── FIN ─┤',
    '     3 ms  · closed: ECONNRESET',
  ]);
});

it('numbers connections once there are two', () => {
  const text = drawn((trace) => {
    entry(trace, 0, { kind: 'fin', at, by: 'client' }, 1);
    entry(trace, 0, { kind: 'fin', at, by: 'client' }, 2);
  });
  expect(text.split('\n').map((line) => line.endsWith('#2'))).toEqual([false, true]);
});

it('draws the beginning of long data, and counts the rest', () => {
  const text = drawn((trace) => entry(trace, 0, { kind: 'write', at, bytes: new Uint8Array(10_000).fill(0x61) }));
  expect(text).toMatch(/· … 5.904 octets more$/);
});

describe('octets', () => {
  it('that are not text are hexadecimal', () => {
    expect(rowsOf(fromLatin1('A: b\r\n\x00\x01\x02\xff'), plain)).toEqual(['A: b‹CR›‹LF›', '00 01 02 FF']);
  });

  it('of UTF-8 are characters, bad ones are escaped', () => {
    expect(rowsOf(utf8('Привет, 你好\n'), plain)).toEqual(['Привет, 你好‹LF›']);
    expect(rowsOf(fromLatin1('abcdefgh\xff\n'), plain)).toEqual(['abcdefgh\\xFF‹LF›']);
  });

  it('never drive the terminal', () => {
    const control = /[\p{Cc}\p{Cf}]/u;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const row of rowsOf(bytes, plain)) expect(row).not.toMatch(control);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeText(text).replace(/[\n\t]/g, '')).not.toMatch(control);
      }),
    );
    expect(safeText('a\x1b]0;x\x07\r\n\tb\u202e')).toBe('a‹U+001B›]0;x‹U+0007›\n\tb‹U+202E›');
  });
});

it('is in colour on a terminal only, unless somebody objects', () => {
  expect(wantsColours({ isTTY: true }, {})).toBe(true);
  expect(wantsColours({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColours({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(wantsColours({}, {})).toBe(false);
  expect(painter(true)('bad', 'x')).toBe('\x1b[31mx\x1b[0m');
});
