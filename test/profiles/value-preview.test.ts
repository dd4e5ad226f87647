/** Variables as text. */
import { expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { Socket } from '#shared/profiles/os.ts';
import { Exception, ValueError } from '#shared/profiles/python/exceptions.ts';
import { Previewer, samePreview } from '#shared/profiles/value-preview.ts';
import { en } from '#shared/text/en/index.ts';
import { shownText } from '#shared/text/shown-value.ts';

function told(value: unknown): string {
  const [variable] = new Previewer().variables({ value });
  if (variable === undefined) return 'nothing';
  const { size, text, hex } = shownText(en, variable.value);
  return [size, text, hex].filter((part) => part !== '').join(' | ');
}

it.each([
  [fromLatin1('GET \r\n\xff'), '7 octets | “GET \\r\\n\\xff” | 47 45 54 20 0D 0A FF'],
  [new Uint8Array(2000), `2\u202f000 octets | “${'\\x00'.repeat(64)}…” | ${'00 '.repeat(12)}…`],
  ['a\tb', '3 characters | “a\\tb”'],
  ['x'.repeat(200), `200 characters | “${'x'.repeat(160)}…”`],
  [7, '7'],
  [null, 'None'],
  [true, 'True'],
  [undefined, 'not set'],
  [[1, 'a'], '2 items | [1, “a”]'],
  [Array(9).fill(0), '9 items | [0, 0, 0, 0, 0, 0, …]'],
  [{ id: 1, name: 'A' }, '{ id: 1, name: “A” }'],
  [new Socket(0), 'the listening socket'],
  [new Socket(1), 'the socket of this connection'],
  [new ValueError('no'), 'ValueError: no'],
  [Object.assign(new Exception(''), { status: 505, reason: 'No', body: null }), 'Exception: 505 No'],
  [() => 1, 'nothing'],
])('shows %j', (value, text) => {
  expect(told(value)).toBe(text);
});

it('does not show what the tutorials do not have', () => {
  expect(new Previewer().variables({ os: {}, a: 1 }).map(({ name }) => name)).toEqual(['a']);
});

it('tells another value from the same', () => {
  const shower = new Previewer();
  const picture = (value: unknown) => shower.variables({ value })[0]!.value;
  const octets = fromLatin1('a');
  const list = [1];
  const before = picture(list);
  list.push(2);
  expect(samePreview(before, picture(list))).toBe(false);
  expect(samePreview(picture(octets), picture(octets))).toBe(true);
  expect(samePreview(picture(octets), picture(fromLatin1('a')))).toBe(false);
  expect(samePreview(picture({ a: 1 }), picture({ a: 1 }))).toBe(true);
  expect(samePreview(picture({ a: 1 }), picture({ a: 2 }))).toBe(false);
  expect(samePreview(picture('a'), picture('a'))).toBe(true);
  expect(samePreview(picture('1'), picture(1))).toBe(false);
});
