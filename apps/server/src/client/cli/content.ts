/** The content of a command: from its arguments, from files or from standard input. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { concat, utf8 } from '#shared/base/octets.ts';
import { formText } from '#shared/client/form.ts';
import { multipart, multipartType, type Part } from '#shared/client/multipart.ts';
import { type Content, NO_CONTENT, octetText } from '#shared/client/request.ts';
import { jsonOf } from '#shared/client/text.ts';
import { client } from '#shared/text/en/client.ts';
import { FileTooLarge } from '../../base/bounded-file.ts';
import { systemError } from '../errors.ts';
import type { ContentSource } from '../sending.ts';
import type { ContentArgument, FileArgument, Words } from './command.ts';
import { EXIT } from './exit.ts';
import { CommandError, usage } from './values.ts';

/** The most octets held in memory: standard input that is not sent in chunks, JSON, or the files of a form. */
const HELD = 512 * 1024 * 1024;

export interface Loaded {
  readonly content: Content;
  readonly source: ContentSource | null;
}

/** @throws CommandError when a file cannot be read or its content is not valid. */
export async function loadContent(argument: ContentArgument): Promise<Loaded> {
  if (argument.kind === 'none') return { content: NO_CONTENT, source: null };
  if (argument.kind === 'form') return { content: await formContent(argument), source: null };
  if (argument.kind === 'json') return jsonContent(argument.words, argument.chunked);
  const { words, chunked } = argument;
  if (words.from === 'file') return fileContent(words.path, chunked, null);
  if (words.from === 'stdin' && chunked) return { content: pieces(null, null), source: standardInput };
  return held(await readWords(words), chunked, null);
}

/** All octets of a text, a file or standard input. @throws CommandError */
export async function readWords(words: Words): Promise<Uint8Array> {
  if (words.from === 'text') return utf8(words.text);
  return words.from === 'file' ? readWhole(words.path) : readAll(process.stdin, '-');
}

/** To the end, which a device may not have. */
async function readAll(from: AsyncIterable<unknown>, name: string): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const piece of from) {
    read.push(piece as Uint8Array);
    length += (piece as Uint8Array).length;
    if (length > HELD) throw new CommandError(client.usage.tooLarge(name, HELD), EXIT.input);
  }
  return concat(read);
}

function pieces(length: number | null, type: string | null): Content {
  return { kind: 'pieces', length, type };
}

const standardInput: ContentSource = { repeatable: false, open: () => process.stdin };

function held(bytes: Uint8Array, chunked: boolean, type: string | null): Loaded {
  if (!chunked) return { content: { kind: 'octets', bytes, type }, source: null };
  return { content: pieces(null, type), source: { repeatable: true, open: () => once(bytes) } };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** A file is not held in memory: it is read while it is sent, and can be read again. */
async function fileContent(file: string, chunked: boolean, type: string | null): Promise<Loaded> {
  const length = chunked ? null : await lengthOf(file);
  return { content: pieces(length, type), source: { repeatable: true, open: () => createReadStream(file) } };
}

async function lengthOf(file: string): Promise<number> {
  try {
    const { size } = await stat(file);
    // Opens it once now, so that an unreadable file is reported before anything is sent.
    for await (const _ of createReadStream(file, { end: 0 })) break;
    return size;
  } catch (error) {
    throw cannotRead(file, error);
  }
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    return await readAll(createReadStream(file), file);
  } catch (error) {
    throw error instanceof CommandError ? error : cannotRead(file, error);
  }
}

/** The command's error for a file that cannot be read. */
export function cannotRead(file: string, error: unknown): CommandError {
  if (error instanceof FileTooLarge) return new CommandError(client.usage.tooLarge(file, error.most), EXIT.input);
  return new CommandError(client.usage.cannotRead(file, client.system(systemError(error, 'read'))), EXIT.input);
}

async function jsonContent(words: Words, chunked: boolean): Promise<Loaded> {
  const bytes = await readWords(words);
  const read = jsonOf(bytes);
  if ('fault' in read) throw usage(client.usage.notJson(read.fault));
  return held(bytes, chunked, 'application/json');
}

/** Multipart if the form has a file, otherwise urlencoded. */
async function formContent({ pairs, files, boundary }: Extract<ContentArgument, { kind: 'form' }>): Promise<Content> {
  if (files.length === 0) {
    return { kind: 'octets', bytes: utf8(formText(pairs)), type: 'application/x-www-form-urlencoded' };
  }
  const mark = boundary ?? `octet-${randomBytes(12).toString('hex')}`;
  const parts: Part[] = pairs.map(([name, value]) => ({ name, content: utf8(value) }));
  for (const file of files) parts.push(await partOf(file));
  return { kind: 'octets', bytes: multipart(parts, mark), type: multipartType(octetText(mark)) };
}

async function partOf({ name, path: file, type }: FileArgument): Promise<Part> {
  const content = await readWhole(file);
  return { name, content, fileName: path.basename(file), type: type ?? 'application/octet-stream' };
}
