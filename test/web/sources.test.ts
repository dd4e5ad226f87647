/** The page can show the source of every tutorial server. */
import { expect, it } from 'vitest';
import { PROFILES } from '#shared/profiles/index.ts';
import { sourceOf } from '../../apps/web/src/session/profiles/sources.ts';

it.each(PROFILES)('shows the source of $id', ({ id, file }) => {
  expect(sourceOf(id)).toMatchObject({ path: `shared/profiles/${file}` });
});
