/** Reads the values of flags. */
import type { FormPair } from '#shared/client/form.ts';
import { octetText } from '#shared/client/request.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { client } from '#shared/text/en/client.ts';

const text = client.usage;

/** The arguments do not form a command, or a file cannot be read or written. The message is one line, for the user. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function usage(message: string): CommandError {
  return new CommandError(message, 2);
}

/** Fields to send, and the names of default fields to leave out. */
export interface Headers {
  readonly fields: readonly FieldPair[];
  readonly without: readonly string[];
}

/** `Name: value`; `Name:` leaves a default out, `Name;` sends an empty value. */
export function readHeaders(lines: readonly string[]): Headers {
  const fields: FieldPair[] = [];
  const without: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 0 && line.endsWith(';') && line.length > 1) fields.push([octetText(line.slice(0, -1)), '']);
    else if (colon <= 0) throw usage(text.header(line));
    else {
      const [name, value] = [octetText(line.slice(0, colon)), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
      if (value === '') without.push(name);
      else fields.push([name, octetText(value)]);
    }
  }
  return { fields, without };
}

export function readPair(flag: string, word: string): FormPair {
  const at = word.indexOf('=');
  if (at < 0) throw usage(text.pair(flag, word));
  return [word.slice(0, at), word.slice(at + 1)];
}

/** `a=b` or `a=b; c=d`, as octets. */
export function readCookies(words: readonly string[]): FieldPair[] {
  return words
    .flatMap((word) => word.split(';'))
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => readPair('--cookie', word))
    .map(([name, value]) => [octetText(name), octetText(value)]);
}

/** Seconds as milliseconds. */
export function readSeconds(flag: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const seconds = /^\d{1,7}(\.\d{1,3})?$|^\.\d{1,3}$/.test(word) ? Number(word) : Number.NaN;
  // Timers accept at most 2^31 − 1 ms.
  if (!(seconds * 1000 < 2 ** 31)) throw usage(text.seconds(flag, word));
  return Math.round(seconds * 1000);
}

export function readCount(flag: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (!/^\d{1,15}$/.test(word)) throw usage(text.count(flag, word));
  return Number(word);
}
