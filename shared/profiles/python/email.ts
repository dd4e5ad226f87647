/**
 * `email.parser.Parser().parsestr(text)`, as far as field lines go. It was made for mail: a line that is not a field
 * ends the headers and silently turns the rest into a body, a lone CR ends a line, and names are case-insensitive.
 */

/** A field line, a continuation, or the mbox line `From `. */
const HEADER_LINE = /^(From |[!-9;-~]*:|[\t ])/;

export class Message {
  readonly fields: readonly (readonly [name: string, value: string])[];

  constructor(fields: readonly (readonly [name: string, value: string])[]) {
    this.fields = fields;
  }

  /** The value of the first field with this name. */
  get(name: string): string | null {
    return this.getAll(name)[0] ?? null;
  }

  /** The values of all fields with this name; `get_all`. */
  getAll(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.fields.flatMap(([field, value]) => (field.toLowerCase() === wanted ? [value] : []));
  }
}

/** The headers in `text`. */
export function parsestr(text: string): Message {
  const fields: [name: string, value: string][] = [];
  let last: [name: string, value: string] | null = null;
  for (const line of linesOf(text)) {
    if (!HEADER_LINE.test(line)) break;
    if (line[0] === ' ' || line[0] === '\t') {
      if (last !== null) last[1] += line;
      continue;
    }
    last = fieldOf(line);
    if (last !== null) fields.push(last);
  }
  return new Message(fields.map(([name, value]) => [name, value.replace(/[\r\n]+$/, '')]));
}

function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** Null for a skipped line: one without a name, or `From `. */
function fieldOf(line: string): [name: string, value: string] | null {
  const colon = line.indexOf(':');
  if (colon <= 0 || line.startsWith('From ')) return null;
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+/, '')];
}
