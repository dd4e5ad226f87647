import { expect, test } from 'vitest';
import { rememberSent } from '../../shared/composer/sent.ts';
import { latin1, utf8 } from '../../shared/octets.ts';

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
