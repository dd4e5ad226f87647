/** The words of a client's command. */
import { describe, expect, it } from 'vitest';
import { clientHelp } from '#shared/text/en/client-help.ts';
import type { ClientCommand } from '../../../apps/server/src/client/cli/command.ts';
import { parseClientCommand, verbOf } from '../../../apps/server/src/client/cli/flags.ts';
import { CommandError } from '../../../apps/server/src/client/cli/values.ts';

function parse(...words: string[]): ClientCommand {
  const verb = verbOf(words[0]);
  if (verb === undefined) throw new Error('no verb');
  const command = parseClientCommand(verb, words.slice(1));
  if (command.kind === 'help') throw new Error('help');
  return command;
}

describe('a command', () => {
  it.each([
    [
      ['get', 'a'],
      { method: 'GET', urls: ['a'], follow: false, redirects: 20, include: false, trace: false, raw: null },
    ],
    [['head', 'a'], { method: 'HEAD', include: true }],
    [['delete', 'a', 'b'], { method: 'DELETE', urls: ['a', 'b'] }],
    [['request', 'PROPFIND', 'a'], { method: 'PROPFIND', urls: ['a'] }],
    [['request', 'a'], { method: 'GET', urls: ['a'] }],
    [
      ['get', 'a', '-p', 'x=1=2', '--param', 'y='],
      {
        params: [
          ['x', '1=2'],
          ['y', ''],
        ],
      },
    ],
    [
      ['get', 'a', '-H', 'X: 1', '-H', 'x:\t2 ', '-H', 'Accept:', '-H', 'E;', '-H', 'Я: я'],
      {
        headers: {
          fields: [
            ['X', '1'],
            ['x', '2'],
            ['E', ''],
            ['\xd0\xaf', '\xd1\x8f'],
          ],
          without: ['Accept'],
        },
      },
    ],
    [
      ['get', 'a', '--cookie', 'a=1; b=2', '--cookie', 'c=3'],
      {
        cookies: [
          ['a', '1'],
          ['b', '2'],
          ['c', '3'],
        ],
      },
    ],
    [['post', 'a', '--data', 'x'], { content: { kind: 'data', words: { from: 'text', text: 'x' }, chunked: false } }],
    [
      ['post', 'a', '--data', '@f', '--chunked'],
      { content: { kind: 'data', words: { from: 'file', path: 'f' }, chunked: true } },
    ],
    [['post', 'a', '--json', '-'], { content: { kind: 'json', words: { from: 'stdin' } } }],
    [['post', 'a', '--form', 'a=b'], { content: { kind: 'form', pairs: [['a', 'b']], files: [] } }],
    [
      ['post', 'a', '--file', 'f=@x;type=text/html', '--file', 'g=y', '--boundary', 'B'],
      {
        content: {
          kind: 'form',
          files: [
            { name: 'f', path: 'x', type: 'text/html' },
            { name: 'g', path: 'y', type: null },
          ],
          boundary: 'B',
        },
      },
    ],
    [
      ['get', 'a', '--timeout', '2.5', '--read-timeout', '0'],
      { timeouts: { connect: 2500, write: 2500, read: 0, total: 300_000 } },
    ],
    [['get', 'a'], { timeouts: { connect: 10_000, write: 30_000, read: 30_000, total: 300_000 } }],
    [
      ['request', 'a', '--raw', 'f', '--crlf'],
      { raw: { words: { from: 'file', path: 'f' }, crlf: true, halfClose: false } },
    ],
    [['get', 'a', '-iLfko', 'f'], { include: true, follow: true, raise: true, insecure: true, output: 'f' }],
  ])('%j', (words, means) => expect(parse(...words)).toMatchObject(means));

  it.each([
    [['get'], 'A URL is missing'],
    [['get', 'a', '--colour'], "Unknown option '--colour'"],
    [['get', 'a', '-H', 'novalue'], "-H takes 'Name: value'"],
    [['get', 'a', '-H', ': x'], "-H takes 'Name: value'"],
    [['get', 'a', '-p', 'x'], '--param takes name=value'],
    [['get', 'a', '--timeout', 'soon'], '--timeout takes seconds'],
    [['get', 'a', '--timeout', '9999999'], '--timeout takes seconds'],
    [['get', 'a', '--max-redirects', '-1'], 'ambiguous'],
    [['get', 'a', '--max-redirects=x'], '--max-redirects takes a whole number'],
    [['post', 'a', '--data', 'x', '--json', '1'], 'Content can be given only once: --data, --json'],
    [['post', 'a', '--data', 'x', '--data', 'y'], 'Content can be given only once'],
    [['post', 'a', '--file', 'f='], '--file takes'],
    [['get', 'a', '--raw', 'f'], '--raw works only with octet request'],
    [['get', 'a', '--crlf'], '--crlf needs --raw'],
    [['request', 'a', 'b', '--raw', 'f'], '--raw takes one URL'],
    [['request', 'a', '--raw', 'f', '-H', 'X: 1'], '--header cannot be used with --raw'],
    [['get', 'a', 'b', '-o', 'f'], '--output takes one URL'],
  ])('refuses %j in one line', (words, says) => {
    expect(() => parse(...words)).toThrow(CommandError);
    expect(() => parse(...words)).toThrow(says);
    expect(() => parse(...words)).toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(() => parse(...words)).toThrow(/^[^\n]+$/);
  });
});

it('knows its own verbs only', () => {
  for (const verb of ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'request'])
    expect(verbOf(verb)).toBe(verb);
  for (const word of [undefined, '', 'serve', 'GET', 'constructor']) expect(verbOf(word)).toBe(undefined);
});

it('fits its help into eighty columns, more or less', () => {
  for (const line of clientHelp.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
});
