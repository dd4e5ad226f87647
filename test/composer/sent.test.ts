import { expect, test } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { recall, rememberSent } from '#shared/composer/sent.ts';

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

test('what was sent is called back, older and newer, and the draft behind the newest', () => {
  const written = (text: string) => ({ bytes: utf8(text), cuts: [] });
  const [old, latest, draft] = ['old', 'latest', 'draft'].map(written);
  if (old === undefined || latest === undefined || draft === undefined) throw new Error('three');
  const list = [old, latest];
  expect(recall(list, null, draft, 'older')).toEqual({ to: latest, draft });
  expect(recall(list, draft, latest, 'older')).toEqual({ to: old, draft });
  expect(recall(list, draft, old, 'older')).toBeNull();
  expect(recall(list, draft, old, 'newer')).toEqual({ to: latest, draft });
  expect(recall(list, draft, latest, 'newer')).toEqual({ to: draft, draft });
  expect(recall(list, draft, draft, 'newer')).toBeNull();
  expect(recall(list, null, latest, 'newer')).toBeNull();
  expect(recall([], null, draft, 'older')).toBeNull();
});
