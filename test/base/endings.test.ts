import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENDINGS, endingOctets, endingsIn, linesOf, otherEnding, withEnding } from '#shared/base/endings.ts';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { commandsIn, conversionOf, heldOctets, hold, isHeldBack, scriptOf, toggled } from '#shared/terminal/held.ts';

const REQUEST = 'GET / HTTP/1.1\nHost: x\n\n';

describe('line endings', () => {
  test('what Enter sends, and what Shift+Enter sends instead', () => {
    expect(ENDINGS.map((ending) => latin1(endingOctets(ending)))).toEqual(['\r\n', '\n', '\r', '']);
    expect(ENDINGS.map(otherEnding)).toEqual(['lf', 'crlf', 'crlf', 'crlf']);
  });

  test('a text in lines, each with its own', () => {
    expect(linesOf('a\r\nb\nc\rd')).toEqual([
      { text: 'a', ending: 'crlf' },
      { text: 'b', ending: 'lf' },
      { text: 'c', ending: 'cr' },
      { text: 'd', ending: 'none' },
    ]);
    expect(linesOf('')).toEqual([]);
    expect(linesOf('\n')).toEqual([{ text: '', ending: 'lf' }]);
    expect(endingsIn('a\r\rb\r\n')).toEqual(['crlf', 'cr']);
  });

  test('the lines joined are the text', () => {
    const texts = fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', 'ж')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const joined = linesOf(text).map((line) => line.text + latin1(endingOctets(line.ending)));
        expect(joined.join('')).toBe(text);
      }),
    );
  });

  test('converting changes the endings and nothing else', () => {
    expect(withEnding('a\nb\r\nc', 'crlf')).toBe('a\r\nb\r\nc');
    expect(withEnding(REQUEST, 'crlf')).toBe('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  });
});

describe('a pasted text', () => {
  test('is held back when it has a line ending', () => {
    expect(isHeldBack('Host: x')).toBe(false);
    expect(isHeldBack('Host: x\n')).toBe(true);
  });

  test('goes out octet for octet as it was pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(heldOctets(hold(text))).toEqual(utf8(text));
      }),
    );
  });

  test('is converted only when asked, and back again', () => {
    const held = hold(REQUEST);
    const changed = toggled(held, 'crlf');
    expect(latin1(heldOctets(changed))).toBe('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(latin1(heldOctets(toggled(changed, 'crlf')))).toBe(REQUEST);
    expect(conversionOf(hold('a\r\n'), 'crlf')).toBeNull();
    expect(conversionOf(hold('a\r\nb\n'), 'crlf')).toBe('crlf');
    expect(conversionOf(hold('a\n'), 'none')).toBe('crlf');
  });

  test('can be a script when lines of it are commands', () => {
    const script = hold('GET / HTTP/1.1\r\n.wait 500\r\nHost: x\r\n\r\n');
    expect(commandsIn(script)).toBe(1);
    expect(commandsIn(hold(`${REQUEST}.hidden\n`))).toBe(0);
    expect(scriptOf(script).map(({ line, end }) => [line, latin1(end)])).toEqual([
      ['GET / HTTP/1.1', '\r\n'],
      ['.wait 500', '\r\n'],
      ['Host: x', '\r\n'],
      ['', '\r\n'],
    ]);
  });
});
