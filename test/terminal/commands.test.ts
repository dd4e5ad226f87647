import { describe, expect, test } from 'vitest';
import { fromLatin1, latin1, utf8 } from '#shared/base/octets.ts';
import { COMMAND_WORDS, type Command, completion, parseLine, repeated } from '#shared/terminal/commands.ts';
import { en } from '#shared/text/en/index.ts';

const command = (line: string): Command | null => {
  const parsed = parseLine(line);
  return parsed.is === 'command' ? parsed.command : null;
};
const complaint = (line: string): string => {
  const parsed = parseLine(line);
  return parsed.is === 'fault' ? en.terminal.fault(parsed.fault) : '';
};

describe('a line', () => {
  test('without a dot at its start is for the server', () => {
    expect(parseLine('GET /.git HTTP/1.1')).toEqual({ is: 'text', text: 'GET /.git HTTP/1.1' });
    expect(parseLine('')).toEqual({ is: 'text', text: '' });
    expect(parseLine(' .help')).toEqual({ is: 'text', text: ' .help' });
  });

  test('that begins with two dots sends one', () => {
    expect(parseLine('..')).toEqual({ is: 'text', text: '.' });
    expect(parseLine('..help')).toEqual({ is: 'text', text: '.help' });
    expect(parseLine('...')).toEqual({ is: 'text', text: '..' });
  });
});

describe('dot-commands', () => {
  test.each<[string, Command]>([
    ['.help', { name: 'help' }],
    ['.crlf', { name: 'enter', ending: 'crlf' }],
    ['.none ', { name: 'enter', ending: 'none' }],
    ['.hex 00ff', { name: 'send', bytes: Uint8Array.of(0, 255) }],
    ['.hex 0D 0a', { name: 'send', bytes: Uint8Array.of(13, 10) }],
    ['.text a\\x00\\r\\n', { name: 'send', bytes: fromLatin1('a\0\r\n') }],
    ['.text  два ', { name: 'send', bytes: utf8(' два ') }],
    ['.wait 500', { name: 'wait', ms: 500 }],
    ['.repeat 1048576 a', { name: 'repeat', count: 1048576, bytes: utf8('a') }],
    ['.repeat 3 \\x00 ', { name: 'repeat', count: 3, bytes: fromLatin1('\0 ') }],
    ['.key', { name: 'mode', mode: 'key' }],
    ['.close', { name: 'close' }],
  ])('%s', (line, expected) => {
    expect(command(line)).toEqual(expected);
  });

  test('every word has a usage that begins with it', () => {
    for (const word of COMMAND_WORDS) expect(en.terminal.commands[word][0]).toMatch(new RegExp(`^\\.${word}( |$)`));
  });

  test.each([
    ['.hlep', 'Did you mean .help?'],
    ['.hepl', 'Did you mean .help?'],
    ['.conect', 'Did you mean .connect?'],
    ['.HEX 00', 'Did you mean .hex?'],
    ['.', 'Did you mean .help?'],
    ['.zzzzz', 'Unknown command: .zzzzz. A line'],
    ['.help me', 'takes no argument'],
    ['.hex', '.hex 00 ff'],
    ['.hex 0g', 'Unexpected input at character 6.'],
    ['.hex 00f', 'Unexpected input at character 8.'],
    ['.text a\\q', 'Unexpected input at character 8.'],
    ['.text \\x0', 'Unexpected input at character 7.'],
    ['.wait', '.wait 500'],
    ['.wait soon', 'Unexpected input at character 7.'],
    ['.wait 600001', 'at most'],
    ['.repeat 5', '.repeat 1000 ab'],
    ['.repeat 99999999999 a', 'more than'],
  ])('%s is explained', (line, words) => {
    expect(complaint(line)).toContain(words);
  });

  test('are completed once a letter is there', () => {
    expect(completion('.he')).toBe('lp');
    expect(completion('.hex')).toBe('');
    expect(completion('.')).toBe('');
    expect(completion('.hex 0')).toBe('');
    expect(completion('he')).toBe('');
  });

  test('repeat in pieces that fit', () => {
    const pieces = [...repeated(utf8('abc'), 5, 7)].map((piece) => latin1(piece));
    expect(pieces).toEqual(['abcabc', 'abcabc', 'abc']);
    expect([...repeated(utf8('abc'), 0, 7)]).toEqual([]);
    expect([...repeated(utf8('abc'), 2, 2)].map((piece) => latin1(piece))).toEqual(['abc', 'abc']);
  });
});
