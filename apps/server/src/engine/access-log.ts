/**
 * The access log: one line per response, in the formats that log readers know. Pure.
 *
 * A client chose everything inside the quotes. Quotes, backslashes, control octets and anything outside US-ASCII are
 * escaped, so that a request cannot write a log line of its own or control the terminal in which the log is read.
 */
import { linesOf } from '#shared/http1/checks.ts';
import type { RequestHead } from '#shared/http1/events.ts';

/** One response, complete or broken off. */
export interface AnswerRecord {
  /** Null where the request was refused before its header section was complete. */
  readonly head: RequestHead | null;
  /** What arrived of the start-line of such a request, from its first octet. */
  readonly line: string;
  readonly status: number;
  /** Octets of content. */
  readonly octets: number;
}

/** Logs a response. */
export type LogAnswer = (record: AnswerRecord) => void;

/** `common` is the Common Log Format; `combined` has Referer and User-Agent too. */
export type LogFormat = 'common' | 'combined';

/**
 * A line, without its line end.
 * @param remote the client's address
 * @param now ms since 1970; written in UTC
 */
export function logLine(format: LogFormat, remote: string, now: number, record: AnswerRecord): string {
  const { head, status, octets } = record;
  const line = `${remote} - - [${logTime(now)}] "${requestOf(record)}" ${status} ${octets === 0 ? '-' : octets}`;
  if (format === 'common') return line;
  return `${line} "${fieldIn(head, 'referer')}" "${fieldIn(head, 'user-agent')}"`;
}

/** The request line; for a refused request, what arrived of it, or `-` if nothing did. */
function requestOf({ head, line }: AnswerRecord): string {
  if (head === null) return escapeText(line) || '-';
  return `${escapeText(head.method)} ${escapeText(head.target)} HTTP/1.${head.minor}`;
}

function fieldIn(head: RequestHead | null, name: string): string {
  const value =
    head === null
      ? ''
      : linesOf(head.fields, name)
          .map((line) => line.value)
          .join(', ');
  return value === '' ? '-' : escapeText(value);
}

function escapeText(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21/Nov/2026:12:39:19 +0000` */
function logTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
