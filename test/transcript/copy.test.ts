/** Octets as texts to paste: a shell gives back exactly those octets. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin1, utf8 } from '#shared/base/octets.ts';
import { asHex, asPrintf, asText } from '#shared/transcript/view/copy.ts';

describe('a printf command', () => {
  it('writes the same octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(new Uint8Array(execFileSync('sh', ['-c', asPrintf(bytes, null)]))).toEqual(bytes);
      }),
      { numRuns: 40, examples: [[fromLatin1('-n')], [fromLatin1('--')], [fromLatin1('%s\\')]] },
    );
  });

  it('of a request goes to its server', () => {
    expect(asPrintf(fromLatin1("GET /100%'\\ HTTP/1.1\r\n\r\n"), '127.0.0.1:8100')).toBe(
      String.raw`printf 'GET /100%%\047\\ HTTP/1.1\r\n\r\n' | nc 127.0.0.1 8100`,
    );
    expect(asPrintf(fromLatin1('x'), '[::1]:8100')).toBe("printf 'x' | nc ::1 8100");
    expect(asPrintf(fromLatin1('x'), '127.0.0.1:8443', true)).toBe(
      "printf 'x' | openssl s_client -quiet -no_ign_eof -connect 127.0.0.1:8443",
    );
  });
});

describe('other texts', () => {
  it('as hexadecimal, sixteen octets a line', () => {
    expect(asHex(Uint8Array.from({ length: 17 }, (_, i) => i))).toBe(
      '00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n10',
    );
  });

  it('as characters, with all other octets written out', () => {
    const bytes = Uint8Array.of(...utf8('П\r\n'), 0xff, 0x00, 0x61);
    expect(asText(bytes)).toBe('П\r\n\\xFF\\x00a');
  });
});
