/**
 * The access log: one line for each answer, in the formats log readers know. Pure.
 *
 * Everything in quotes was chosen by a client. Quotes, backslashes, control octets and what is no US-ASCII are escaped,
 * so that no request can write a line of its own, or drive the terminal the log is read in.
 */
import { linesOf } from '#shared/http1/checks.ts';
import type { RequestHead } from '#shared/http1/events.ts';

/** One answer, sent to its end or broken off. */
export interface AnswerRecord {
  /** Null where the request was refused before its header section was complete. */
  readonly head: RequestHead | null;
  /** What came of the start-line of such a request, from its first octet. */
  readonly line: string;
  readonly status: number;
  /** Octets of content. */
  readonly octets: number;
}

/** Takes note of an answer. */
export type LogAnswer = (record: AnswerRecord) => void;

/** `common` is the Common Log Format; `combined` has Referer and User-Agent too. */
export type LogFormat = 'common' | 'combined';

/**
 * A line without its end.
 * @param remote the client's address
 * @param now ms since 1970; written in UTC
 */
export function logLine(format: LogFormat, remote: string, now: number, record: AnswerRecord): string {
  const { head, status, octets } = record;
  const line = `${remote} - - [${logTime(now)}] "${requestOf(record)}" ${status} ${octets === 0 ? '-' : octets}`;
  if (format === 'common') return line;
  return `${line} "${fieldIn(head, 'referer')}" "${fieldIn(head, 'user-agent')}"`;
}

/** The request line; of a refused one what came, `-` when that is nothing. */
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
