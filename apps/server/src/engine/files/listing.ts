/**
 * The page that lists a folder.
 *
 * A long list is made in pieces, each in a turn of its own (turns.ts), so that other requests wait for one at most.
 */
import { closeSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { utf8 } from '#shared/base/octets.ts';
import { imfFixdate, isHttpDate } from '../date.ts';
import type { EngineResponse } from '../handler.ts';
import { nextTurn } from '../turns.ts';
import { isServedName, type Place, pathOf } from './path.ts';
import { openInside } from './root.ts';

/** A folder may hold millions of entries; more than this would not be read. */
const MOST = 2000;

/** How many entries a turn reads, sorts or writes: about a millisecond's worth. */
const PIECE = 50;

interface Entry {
  readonly name: string;
  readonly folder: boolean;
  /** Octets; null for a folder. */
  readonly size: number | null;
  /** ms since 1970. */
  readonly modified: number;
}

type Turn = typeof nextTurn;

interface Listed {
  readonly entries: readonly Entry[];
  /** There are others, which are not listed. */
  readonly more: boolean;
}

interface Folder {
  readonly root: string;
  readonly place: Place;
  /** Its real path. */
  readonly real: string;
}

/** Lists what is served from a folder. `turn`: called before each piece of the work. */
export async function listFolder(folder: Folder, turn: Turn = nextTurn): Promise<EngineResponse> {
  const { entries, more } = await entriesOf(folder, turn);
  const rows = await rowsOf(entries, turn);
  return {
    status: 200,
    fields: [
      ['Content-Type', 'text/html; charset=utf-8'],
      [
        'Content-Security-Policy',
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
      ],
      ['X-Content-Type-Options', 'nosniff'],
      ['Cache-Control', 'no-cache'],
    ],
    content: utf8(pageOf(folder.place, rows, more)),
  };
}

async function entriesOf({ root, place, real }: Folder, turn: Turn): Promise<Listed> {
  const entries: Entry[] = [];
  let looked = 0;
  for await (const { name } of await opendir(real)) {
    if (entries.length === MOST) return { entries: await sorted(entries, turn), more: true };
    if (++looked % PIECE === 0) await turn();
    // U+FFFD stands for octets that are not UTF-8: there is no path to such a name.
    if (!isServedName(name) || name.includes('\ufffd')) continue;
    const entry = entryOf(root, place, name);
    if (entry !== null) entries.push(entry);
  }
  return { entries: await sorted(entries, turn), more: false };
}

/** Null for anything that would get a 404: links that lead out, devices. */
function entryOf(root: string, place: Place, name: string): Entry | null {
  const opened = openInside(root, [...place.names, name]);
  if (opened === null) return null;
  closeSync(opened.fd);
  const folder = opened.kind === 'folder';
  const modified = Number(opened.state.mtimeNs / 1_000_000n);
  return { name, folder, size: folder ? null : Number(opened.state.size), modified };
}

const { compare } = new Intl.Collator('en', { numeric: true });

/** Folders first, then in natural order: 2 before 10. */
const inOrder = (a: Entry, b: Entry): number => Number(b.folder) - Number(a.folder) || compare(a.name, b.name);

/** Sorted pieces, merged two by two. */
async function sorted(entries: readonly Entry[], turn: Turn): Promise<readonly Entry[]> {
  const runs: Entry[][] = [];
  for (let at = 0; at < entries.length; at += PIECE) {
    if (at > 0) await turn();
    runs.push(entries.slice(at, at + PIECE).sort(inOrder));
  }
  while (runs.length > 1) runs.push(await merged(runs.shift() ?? [], runs.shift() ?? [], turn));
  return runs[0] ?? [];
}

async function merged(a: readonly Entry[], b: readonly Entry[], turn: Turn): Promise<Entry[]> {
  const all: Entry[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (all.length % (4 * PIECE) === 0) await turn();
    const [x, y] = [a[i] as Entry, b[j] as Entry];
    const takesLeft = inOrder(x, y) <= 0;
    all.push(takesLeft ? x : y);
    if (takesLeft) i++;
    else j++;
  }
  return [...all, ...a.slice(i), ...b.slice(j)];
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `12 octets`, `3.4 KiB`. */
function sizeText(size: number): string {
  if (size < 1024) return `${size} ${size === 1 ? 'octet' : 'octets'}`;
  const power = Math.min(4, Math.floor(Math.log2(size) / 10));
  return `${(size / 1024 ** power).toFixed(1)} ${['KiB', 'MiB', 'GiB', 'TiB'][power - 1]}`;
}

async function rowsOf(entries: readonly Entry[], turn: Turn): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const entry of entries) {
    if (rows.length % PIECE === PIECE - 1) await turn();
    rows.push(rowOf(entry));
  }
  return rows;
}

/** When it changed; nothing for a time that an IMF-fixdate cannot say. */
function timeText(modified: number): string {
  if (!isHttpDate(modified)) return '';
  const when = new Date(modified).toISOString().slice(0, 16).replace('T', ' ');
  return `<time title="${imfFixdate(modified)}">${when}</time>`;
}

function rowOf({ name, folder, size, modified }: Entry): string {
  const href = `${encodeURIComponent(name)}${folder ? '/' : ''}`;
  const shown = escapeHtml(name) + (folder ? '/' : '');
  const cells = `<td class="n">${size === null ? '' : sizeText(size)}</td>`;
  return `<tr><td><a href="./${escapeHtml(href)}">${shown}</a></td>${cells}<td class="n">${timeText(modified)}</td></tr>`;
}

function pageOf(place: Place, rows: readonly string[], more: boolean): string {
  const title = escapeHtml(`/${place.names.map((name) => `${name}/`).join('')}`);
  const up =
    place.names.length === 0
      ? ''
      : `<p><a href="${pathOf({ names: place.names.slice(0, -1), slash: true })}">Up</a></p>`;
  const table = `<table><thead><tr><th scope="col">Name</th><th scope="col" class="n">Size</th><th scope="col" class="n">Changed (UTC)</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
:root { --ink: #1d2129; --soft: #5b6472; --line: #dfe3ea; --page: #fbfbfd; --mark: #0b63ce }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e9ee; --soft: #9aa3b2; --line: #2c313b; --page: #14161b; --mark: #7db4ff }
}
body { margin: 0 auto; max-width: 52rem; padding: 6vh 1.25rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.2; overflow-wrap: anywhere }
p { margin: 0 0 1rem; color: var(--soft) }
table { width: 100%; border-collapse: collapse }
th { text-align: left; font-weight: 500; color: var(--soft) }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline }
td:first-child { overflow-wrap: anywhere }
th.n, td.n { padding: .4rem 0 .4rem 1.5rem; text-align: right; white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums }
a { color: var(--mark) }
@media (max-width: 30rem) { th:last-child, td:last-child { display: none } }
</style>
<h1>${title}</h1>
${up}${rows.length === 0 ? '<p>Nothing here.</p>' : table}
${more ? `<p>Only the first ${MOST} are listed.</p>` : ''}
</html>
`;
}
