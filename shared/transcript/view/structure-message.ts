/** The tree of one message: start-line, header section, content with its chunks, trailers, persistence, verdicts. */
import { countWhile } from '../../base/search.ts';
import type { Verdict } from '../../http1/events.ts';
import { isInterim } from '../replay/message-log.ts';
import type { Stream } from '../replay/stream.ts';
import { branch, type Item, type ItemBranch, leaf } from './structure-item.ts';
import type { MessageParts } from './structure-parts.ts';
import type { Many } from './structure-rows.ts';

type Children = ItemBranch['children'];

/** The branches of a message, without the message itself; their ids start with `id`. */
export function messageChildren(parts: MessageParts, id: string): Children {
  return [
    ...parts.startLine.map((index) => tokenBranch(parts, index, id)),
    ...headerSection(parts, id),
    ...contentBranches(parts, id),
    ...trailerSection(parts, id),
    ...persistenceBranches(parts, id),
    ...parts.message.verdicts.map((verdict, i) => verdictBranch(verdict, parts.stream, `${id}.v${i}`)),
  ];
}

export function verdictBranch(verdict: Verdict, { direction, reader }: Stream, id: string): ItemBranch {
  return leaf(id, null, direction, { taken: verdict.at + 1 }, () => ({ what: 'verdict', verdict, reader }));
}

function tokenBranch(parts: MessageParts, index: number, id: string): ItemBranch {
  const token = parts.token(index);
  const range = { start: token.start, end: token.end };
  return leaf(`${id}.t${index}`, range, parts.stream.direction, { taken: token.start + 1 }, () => ({
    what: 'token',
    token: token.kind,
    text: parts.text(token),
  }));
}

function headerSection(parts: MessageParts, id: string): Children {
  const { message, fields, stream } = parts;
  const end = message.head?.end ?? null;
  const first = fields[0];
  if (first === undefined && end === null) return [];
  const last = end === null ? [] : [emptyLine(parts, id, end)];
  const start = first === undefined ? (last[0]?.range?.start ?? parts.end) : parts.token(first).start;
  const section = { start, end: end ?? parts.end };
  const shown = () => ({ what: 'header-section', fields: fields.length }) as const;
  const children = [fieldList(parts, fields, `${id}.f`), ...last];
  return [branch(`${id}.header`, section, stream.direction, { taken: start + 1 }, shown, children)];
}

function emptyLine(parts: MessageParts, id: string, end: number): ItemBranch {
  const ends = end === parts.message.head?.end ? 'header-section' : 'message';
  const range = { start: end - parts.lineEndBefore(end), end };
  const shown = () => ({ what: 'empty-line', ends }) as const;
  return leaf(`${id}.${ends}-end`, range, parts.stream.direction, { taken: range.start + 1 }, shown);
}

/** Field lines or trailer fields: one row each. */
function fieldList(parts: MessageParts, names: readonly number[], prefix: string): Many<Item> {
  return {
    count: names.length,
    prefix,
    at: (i) => fieldBranch(parts, names[i] as number, `${prefix}${i}`),
    startedBy: (offset) => lastStarted(parts, names, offset),
  };
}

function fieldBranch(parts: MessageParts, index: number, id: string): ItemBranch {
  const name = parts.token(index);
  const value = parts.valueOf(index);
  const range = { start: name.start, end: Math.max(name.end, value?.end ?? 0) };
  return leaf(id, range, parts.stream.direction, { taken: name.start + 1 }, () => ({
    what: 'field',
    name: parts.text(name).text,
    value: value === null ? null : parts.text(value),
    trailer: name.kind === 'trailer-name',
  }));
}

function contentBranches(parts: MessageParts, id: string): Children {
  const { message, stream, chunks } = parts;
  const { head } = message;
  if (head === null) return [];
  const { framing } = head;
  const end = framing.by === 'chunked' ? parts.chunksEnd : parts.end;
  const range = end > head.end ? { start: head.end, end } : null;
  const shown = () => ({ what: 'content', framing, octets: end - head.end, chunks: chunks.length }) as const;
  const children = framing.by === 'chunked' && chunks.length > 0 ? [chunkList(parts, `${id}.c`)] : [];
  return [branch(`${id}.content`, range, stream.direction, { taken: head.end }, shown, children)];
}

function chunkList(parts: MessageParts, prefix: string): Many<Item> {
  return {
    count: parts.chunks.length,
    prefix,
    at: (i) => chunkBranch(parts, i, `${prefix}${i}`),
    startedBy: (offset) => lastStarted(parts, parts.chunks, offset),
  };
}

/** A chunk from its size through the CR LF after its data; closed by default. */
function chunkBranch(parts: MessageParts, chunk: number, id: string): ItemBranch {
  const first = parts.chunks[chunk] as number;
  const next = parts.chunks[chunk + 1];
  const size = parts.token(first);
  const range = { start: size.start, end: next === undefined ? parts.chunksEnd : parts.token(next).start };
  const tokens = Array.from({ length: parts.afterChunk(chunk) - first }, (_, i) => first + i);
  const children = tokens.map((index) => tokenBranch(parts, index, id));
  const announced = () => Number.parseInt(parts.text(size).text, 16) || 0;
  const shown = () => ({ what: 'chunk', number: chunk + 1, size: announced() }) as const;
  return { ...branch(id, range, parts.stream.direction, { taken: size.start + 1 }, shown, children), open: false };
}

function trailerSection(parts: MessageParts, id: string): Children {
  const { message, trailers, stream } = parts;
  const ended = message.end !== null && message.head?.framing.by === 'chunked' ? message.end : null;
  const last = ended === null ? [] : [emptyLine(parts, id, ended)];
  const first = trailers[0];
  if (first === undefined) return last;
  const range = { start: parts.token(first).start, end: parts.end };
  const shown = () => ({ what: 'trailers', fields: trailers.length }) as const;
  const children = [fieldList(parts, trailers, `${id}.r`), ...last];
  return [branch(`${id}.trailers`, range, stream.direction, { taken: range.start + 1 }, shown, children)];
}

function persistenceBranches({ message, stream }: MessageParts, id: string): Children {
  const head = isInterim(message) ? null : message.head;
  if (head === null) return [];
  const shown = () => ({ what: 'persistence', persistence: head.persistence, reader: stream.reader }) as const;
  return [leaf(`${id}.persistence`, null, stream.direction, { taken: head.end }, shown)];
}

function lastStarted(parts: MessageParts, indexes: readonly number[], offset: number): number {
  return countWhile(indexes.length, (at) => parts.token(indexes[at] as number).start <= offset) - 1;
}
