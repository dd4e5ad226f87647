import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { DEFAULT_READING } from '#shared/base/options.ts';
import { applyEdits } from '#shared/composer/edits.ts';
import { fixesFor } from '#shared/composer/fixes.ts';
import { judge } from '#shared/composer/judge.ts';
import { octetsOfText } from '#shared/composer/octet-text.ts';

const GET = 'GET / HTTP/1.1\r\n';
const judged = (text: string) => judge(octetsOfText(text), DEFAULT_READING);

/** The text after the one fix of this name. */
function fixed(text: string, id: string): string | null {
  const bytes = octetsOfText(text);
  const fix = fixesFor(bytes, judged(text)).find((one) => one.id === id);
  return fix === undefined ? null : latin1(applyEdits(bytes, fix.edits));
}

describe('a fix', () => {
  it('adds the empty line, from wherever the head stops', () => {
    const done = `${GET}Host: a\r\n\r\n`;
    for (const cut of [1, 2, 3, 4]) expect(fixed(done.slice(0, -cut), 'empty-line')).toBe(done);
    expect(fixed(done, 'empty-line')).toBeNull();
    expect(fixed('', 'empty-line')).toBeNull();
  });

  it('puts CR before every bare LF of the head, and leaves the content alone', () => {
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
