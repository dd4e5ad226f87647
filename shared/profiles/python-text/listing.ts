/**
 * A Python program beside a profile, as a listing with a margin: the lines of the profile's own file that do what this
 * line of Python does.
 *
 *     11 | sock.bind(('127.0.0.1', 8000))
 *     16, 17 | …                                     several lines of the profile correspond to one in Python
 *     | # a line without a counterpart
 */

/** A profile's program as the readers of its tutorial know it. */
export interface PythonText {
  readonly source: string;
  /** Which lines correspond, both 1-based: a line of the profile's file, a line of `source`. */
  readonly lines: readonly (readonly [own: number, python: number])[];
}

/** Parses a listing; leading and trailing empty lines do not count. */
export function listing(text: string): PythonText {
  const rows = text.replace(/^\n/, '').trimEnd().split('\n').map(rowOf);
  return {
    source: `${rows.map(({ code }) => code).join('\n')}\n`,
    lines: rows.flatMap(({ own }, i) => own.map((line) => [line, i + 1] as const)),
  };
}

/** @throws Error when the line has no margin: the listing is Octet's own, so this is a bug */
function rowOf(line: string): { own: readonly number[]; code: string } {
  const parts = /^([\d, ]*)\|(?: (.*))?$/.exec(line);
  if (parts === null) throw new Error(`a line without a margin: ${line}`);
  const [, margin = '', code = ''] = parts;
  return { own: (margin.match(/\d+/g) ?? []).map(Number), code };
}
