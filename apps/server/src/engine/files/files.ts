/** A site that serves the files below a folder. */
import { closeSync } from 'node:fs';
import { mimes } from 'mrmime';
import type { FieldPair } from '#shared/http1/writer.ts';
import { isHttpDate } from '../date.ts';
import type { Denial, EngineRequest, EngineResponse, Route, Router } from '../handler.ts';
import { denialResponse, printable } from '../refusal.ts';
import { carryOut, planAnswer, type Representation } from '../representation.ts';
import { randomBoundary } from '../validated.ts';
import { chooseVariant, type Variant } from './coding.ts';
import { readSmall, SMALL, streamFile } from './content.ts';
import { listFolder } from './listing.ts';
import { type Place, pathOf, placeOf } from './path.ts';
import { type Opened, openInside } from './root.ts';

/** The settings of a site of files. */
export interface FilesSetup {
  /** Real path of the folder (root.ts). */
  readonly root: string;
  /** Whether a folder without index.html is listed; otherwise it gets a 404. */
  readonly list: boolean;
  /** Wall clock, ms since 1970. */
  readonly now: () => number;
}

const INDEX = 'index.html';
const ALLOW: FieldPair = ['Allow', 'GET, HEAD, OPTIONS'];
const OPTIONS: EngineResponse = { status: 204, fields: [ALLOW], content: null };

/** How many times a small file is read again if it changes while being read. */
const TRIES = 3;

/** The router of a folder. Read-only: any method except GET, HEAD and OPTIONS gets a 405. */
export function filesSite(setup: FilesSetup): Router {
  const get: Route = { handler: (request) => answerPlace(request, setup) };
  const options: Route = { handler: () => OPTIONS };
  return ({ method }, path) => {
    if (method === 'OPTIONS') return options;
    if (method === 'GET' || method === 'HEAD') return placeOf(path) === null ? notFound(path) : get;
    const about = `The method is ${method}; allowed are ${ALLOW[1]}.`;
    return { rule: 'method-not-allowed', about, fields: [ALLOW], closes: false };
  };
}

function notFound(path: string): Denial {
  return { rule: 'not-found', about: `The path is ${printable(path)}.`, fields: [], closes: false };
}

async function answerPlace(request: EngineRequest, setup: FilesSetup): Promise<EngineResponse> {
  const place = placeOf(request.path);
  for (let i = 0; place !== null && i < TRIES; i++) {
    const answered = await tryPlace(request, place, setup);
    if (answered === 'absent') break;
    if (answered !== 'changed') return answered;
  }
  return denialResponse(notFound(request.path));
}

type Attempt = EngineResponse | 'absent' | 'changed';

async function tryPlace(request: EngineRequest, place: Place, setup: FilesSetup): Promise<Attempt> {
  if (place.slash) return answerFolder(request, place, setup);
  const opened = openInside(setup.root, place.names);
  if (opened === null) return 'absent';
  try {
    if (opened.kind === 'folder') return redirect(place, request.query);
    return await answerFile(request, place.names, opened, setup);
  } finally {
    closeSync(opened.fd);
  }
}

async function answerFolder(request: EngineRequest, place: Place, setup: FilesSetup): Promise<Attempt> {
  const names = [...place.names, INDEX];
  const index = openInside(setup.root, names);
  try {
    if (index?.kind === 'file') return await answerFile(request, names, index, setup);
  } finally {
    if (index !== null) closeSync(index.fd);
  }
  return setup.list ? listPlace(place, setup.root) : 'absent';
}

async function listPlace(place: Place, root: string): Promise<Attempt> {
  const opened = openInside(root, place.names);
  if (opened === null) return 'absent';
  closeSync(opened.fd);
  return opened.kind === 'folder' ? listFolder({ root, place, real: opened.path }) : 'absent';
}

/** Redirects to the path with a slash, so that relative links in the folder's page work. */
function redirect({ names }: Place, query: string | null): EngineResponse {
  const location = pathOf({ names, slash: true }) + (query === null ? '' : `?${query}`);
  return { status: 301, fields: [['Location', location]], content: null };
}

async function answerFile(
  request: EngineRequest,
  names: readonly string[],
  plain: Opened,
  setup: FilesSetup,
): Promise<Attempt> {
  const variant = chooseVariant(setup.root, names, plain, request.head.fields);
  try {
    return await answerVariant(request, names, variant, setup);
  } finally {
    if (variant.opened !== plain) closeSync(variant.opened.fd);
  }
}

async function answerVariant(
  { head }: EngineRequest,
  names: readonly string[],
  variant: Variant,
  { root, now }: FilesSetup,
): Promise<Attempt> {
  const { opened } = variant;
  const representation = representationOf(names, variant, now());
  const plan = planAnswer(head, representation, now());
  const sends = head.method === 'GET' && (plan.kind === 'whole' || plan.kind === 'ranges');
  const small = sends && representation.size <= SMALL ? await readSmall(opened) : undefined;
  if (small === null) return 'changed';
  const read = (range: { start: number; end: number }) =>
    small?.subarray(range.start, range.end) ?? streamFile(root, variant.names, opened.state, range);
  return carryOut(plan, representation, read, randomBoundary);
}

function representationOf(names: readonly string[], variant: Variant, now: number): Representation {
  const { coding, varies, opened } = variant;
  const { size, mtimeNs } = opened.state;
  const fields: FieldPair[] = [
    ['Content-Type', mediaTypeOf(names[names.length - 1] ?? '')],
    ['X-Content-Type-Options', 'nosniff'],
    // A cache may keep a copy, but has to revalidate it: edits show up at once.
    ['Cache-Control', 'no-cache'],
  ];
  if (coding !== 'identity') fields.push(['Content-Encoding', coding]);
  if (varies) fields.push(['Vary', 'Accept-Encoding']);
  const modified = Number(mtimeNs / 1_000_000n);
  return {
    size: Number(size),
    fields,
    // Two codings are two representations with different tags (RFC 9110 §8.8.3.3).
    etag: `"${mtimeNs.toString(36)}-${size.toString(36)}${coding === 'identity' ? '' : `-${coding}`}"`,
    // Never later than Date (RFC 9110 §8.8.2.1), and no field rather than a wrong one.
    lastModified: isHttpDate(modified) ? Math.min(modified, now) : null,
  };
}

// The Content-Type of a file, by its name.

const UNKNOWN = 'application/octet-stream';

/** Text is assumed to be UTF-8. A file without a known extension is just octets. */
export function mediaTypeOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  // hasOwn: a file may be called `a.constructor`.
  const type = dot >= 0 && Object.hasOwn(mimes, extension) ? (mimes[extension] as string) : UNKNOWN;
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
