/** What the patched lines of a profile do, and why some bugs take more than a few lines; by profile and shortcoming. */
import type { ProfileId } from '../../servers/names.ts';

type Notes = Readonly<Record<string, string>>;

const TO_THE_EMPTY_LINE =
  'Reads until the empty line that ends a request without content, however many reads that takes.';
const NO_FORM =
  'Strips scheme and host from a target in absolute-form, and uses the path after them; an empty one is `/`.';
const REPLACE = 'Decodes invalid UTF-8 to U+FFFD instead of raising: the text is odd, but the server survives.';
const UPPER = 'Decodes to characters, upper-cases them, and encodes them again.';

export const fixNotes: { readonly [Id in ProfileId]: Notes } = {
  'web-server-1.0': {
    'full-read': TO_THE_EMPTY_LINE,
    'two-reads': TO_THE_EMPTY_LINE,
    anything: 'Checks the request line, and answers 400 if it is not one.',
  },
  'one-page': {
    'not-utf8': REPLACE,
    'two-reads': TO_THE_EMPTY_LINE,
    'any-method':
      'Answers GET, answers HEAD without content, and answers the rest with 405, listing the methods in Allow.',
    'any-version': 'Requires the whole request line, version and line end included, and answers 400 otherwise.',
    'absolute-form': NO_FORM,
  },
  'static-threads': {
    characters: 'Counts the octets sent, not the characters they encode.',
    traversal: 'A path with a `..` in it leads nowhere.',
    binary: 'Reads files as octets, and sends those same octets: no file has to be text.',
    'two-reads': TO_THE_EMPTY_LINE,
    cut: TO_THE_EMPTY_LINE,
    'no-allow': 'Lists the methods in Allow.',
    'one-word': 'Answers 400, so the client knows what was wrong.',
    'absolute-form': NO_FORM,
    'not-utf8': 'Decodes as ISO-8859-1, in which every octet is a character, as HTTP expects.',
    race: 'Counts where clients are accepted: only one thread does that, so no other count can interfere.',
  },
  'users-api': {
    'no-accept': 'A request without Accept accepts anything, so it gets HTML.',
    'any-type': '`*/*` accepts anything, so it gets HTML.',
    'left-open': 'Closes in every case: the line that failed was not needed.',
    'any-method': 'Answers everything but GET with 405 and Allow.',
    'host-case': 'Compares host names case-insensitively.',
    'two-hosts': 'Answers 400 when there is more than one Host line.',
    'absolute-form': 'A host in the target takes precedence over the one in Host.',
    'stored-xss': 'Escapes everything that comes from a client before it goes into HTML, so it is shown and not run.',
    'no-age': 'Requires both before it stores anything, and answers 400 otherwise.',
    'bare-lf': 'Every line must end with CR LF; 400 otherwise.',
    'mail-headers': 'Every line must be a field line; 400 otherwise.',
    'minor-version': 'Accepts every 1.x, as the highest minor version it knows.',
    framing: 'Answers 400 to a length that is not a number, and 501 to a transfer coding, since it knows none.',
  },
  echo: {
    'not-utf8': 'Sends back the octets themselves; nothing needs to decode them.',
    cut: 'Reads and sends until the client is done.',
  },
  'tcp-upper': {
    'not-utf8': REPLACE,
    ascii: UPPER,
  },
  'tcp-upper-select': {
    'not-utf8': REPLACE,
    ascii: UPPER,
    reset: 'Asks for the address where its failure is caught: a client without one has left.',
  },
  'tcp-upper-tasks': {
    'not-utf8': REPLACE,
    blank: 'Only an empty read is the end; a blank message is a message.',
  },
  'udp-upper': {
    'not-utf8': REPLACE,
    cut: 'Reads as much as a datagram can hold.',
  },
  'three-answers': {
    'one-word': 'Checks before it unpacks, and answers 400.',
    empty: 'Checks before it unpacks; a response that is never read does no harm.',
    'not-utf8': REPLACE,
    'left-open': 'Closes after the response. Its length was right all along, so no client had to wait for the close.',
    'two-reads': TO_THE_EMPTY_LINE,
    'any-method': 'Answers everything but GET with 405 and Allow.',
    'absolute-form': NO_FORM,
  },
};

const SERIAL =
  'Serving a second client at the same time takes threads, or a loop over the sockets that are ready: see `static-threads`, `tcp-upper-tasks` and `tcp-upper-select`.';
const UNCHECKED =
  'This takes a parser: `users-api` has the beginning of one, the engine a complete one, whose table has a row for every octet.';

export const unfixed: { readonly [Id in ProfileId]?: Notes } = {
  'web-server-1.0': { serial: SERIAL },
  'one-page': { serial: SERIAL, unchecked: UNCHECKED },
  'static-threads': { unchecked: UNCHECKED },
  'users-api': {
    serial: SERIAL,
    pipelined:
      'A loop over the requests on a connection must find the end of each: by length, by chunks, or by refusing its content. The engine does.',
  },
  echo: { serial: SERIAL },
  'tcp-upper': { serial: SERIAL },
  'three-answers': { unchecked: UNCHECKED },
};

export const fixes = {
  /** One sentence: what the lines of a fix do. */
  note: (profile: ProfileId, shortcoming: string): string => fixNotes[profile][shortcoming] ?? '',
  /** Why no few lines fix it, and where to look instead. */
  whyNone: (profile: ProfileId, shortcoming: string): string => unfixed[profile]?.[shortcoming] ?? '',
};
