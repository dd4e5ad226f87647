/** Precompressed siblings: `app.js.br` and `app.js.gz` beside `app.js`. */
import { closeSync } from 'node:fs';
import type { FieldLine } from '#shared/http1/events.ts';
import { chooseCoding } from '../negotiate-coding.ts';
import { lookAt, type Opened, openInside } from './root.ts';

/** The file to send for a name, possibly one of several. */
export interface Variant {
  /** `identity` for the file itself. */
  readonly coding: string;
  /** Whether Accept-Encoding decides which one it is. */
  readonly varies: boolean;
  readonly opened: Opened;
  readonly names: readonly string[];
}

/** In the server's order of preference. */
const CODINGS: readonly { readonly coding: string; readonly extension: string }[] = [
  { coding: 'br', extension: '.br' },
  { coding: 'gzip', extension: '.gz' },
];

/**
 * The variant a client prefers. A sibling older than the file was made from an earlier state of it and does not count.
 * A client that accepts none of the variants gets the file as it is: that is the name it requested.
 */
export function chooseVariant(
  root: string,
  names: readonly string[],
  plain: Opened,
  fields: readonly FieldLine[],
): Variant {
  const siblings = CODINGS.filter(({ extension }) => isFresh(plain, extension));
  const varies = siblings.length > 0;
  const itself: Variant = { coding: 'identity', varies, opened: plain, names };
  const chosen = chooseCoding(fields, [...siblings.map(({ coding }) => coding), 'identity']);
  const sibling = siblings.find(({ coding }) => coding === chosen);
  if (sibling === undefined) return itself;
  const siblingNames = [...names.slice(0, -1), `${names[names.length - 1]}${sibling.extension}`];
  const opened = openInside(root, siblingNames);
  if (opened?.kind === 'file') return { coding: sibling.coding, varies, opened, names: siblingNames };
  if (opened !== null) closeSync(opened.fd);
  return itself;
}

function isFresh(plain: Opened, extension: string): boolean {
  const sibling = lookAt(`${plain.path}${extension}`);
  return sibling !== null && sibling.mtimeNs >= plain.state.mtimeNs;
}
