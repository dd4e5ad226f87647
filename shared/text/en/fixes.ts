/** What the mended lines of a profile do, and why some things take more than a few lines; by profile and shortcoming. */
import type { ProfileId } from '../../servers/names.ts';

type Notes = Readonly<Record<string, string>>;

const TO_THE_EMPTY_LINE =
  'It reads until the empty line that ends a request without content, however many reads that takes.';
const NO_FORM =
  'Takes scheme and host off a target in absolute-form, and looks for the path behind them; an empty one is `/`.';
const REPLACE = 'What is not UTF-8 is decoded to U+FFFD instead of raising: the text is odd, and the server lives.';
const UPPER = 'Decodes to characters, upper-cases these, and encodes them again.';

export const fixNotes: { readonly [Id in ProfileId]: Notes } = {
  'web-server-1.0': {
    'full-read': TO_THE_EMPTY_LINE,
    'two-reads': TO_THE_EMPTY_LINE,
    anything: 'Looks at the request line, and answers 400 to what is none.',
  },
  'one-page': {
    'not-utf8': REPLACE,
    'two-reads': TO_THE_EMPTY_LINE,
    'any-method': 'Answers GET, HEAD without content, and 405 to the rest, with Allow saying which methods there are.',
    'any-version': 'Wants the whole request line, version and line end too, and answers 400 without.',
    'absolute-form': NO_FORM,
  },
  'static-threads': {
    characters: 'Counts the octets that go out, not the characters they were made of.',
    traversal: 'A path with a `..` in it leads nowhere.',
    binary: 'Reads files as octets, and sends these same octets: no file has to be text.',
    'two-reads': TO_THE_EMPTY_LINE,
    cut: TO_THE_EMPTY_LINE,
    'no-allow': 'Says in Allow which methods there are.',
    'one-word': 'Answers 400, so that the client knows what was wrong.',
    'absolute-form': NO_FORM,
    'not-utf8': 'Decodes as ISO-8859-1, in which every octet is a character, as HTTP asks.',
    race: 'Counts where clients are accepted: one thread only, so that no count can come between.',
  },
  'users-api': {
    'no-accept': 'A request without Accept takes anything, so it gets HTML.',
    'any-type': '`*/*` takes anything, so it gets HTML.',
    'left-open': 'Closes whatever happened: the line that failed was not needed.',
    'any-method': 'Answers 405 to all but GET, with Allow.',
    'host-case': 'Compares host names without case.',
    'two-hosts': 'Answers 400 when there is more than one Host line.',
    'absolute-form': 'A host in the target goes before the one in Host.',
    'stored-xss': 'Whatever comes from a client is escaped on its way into HTML, so that it is shown and not run.',
    'no-age': 'Asks for both before it stores anything, and answers 400 without.',
    'bare-lf': 'Every line has to end with CR LF; 400 otherwise.',
    'mail-headers': 'Every line has to be a field line; 400 otherwise.',
    'minor-version': 'Takes every 1.x, as its highest minor version that it knows.',
    framing: 'Answers 400 to a length that is no number, and 501 to a transfer coding, since it knows none.',
  },
  echo: {
    'not-utf8': 'Sends back the octets themselves; nobody has to read them.',
    cut: 'Reads and sends until the client is done.',
  },
  'tcp-upper': {
    'not-utf8': REPLACE,
    ascii: UPPER,
  },
  'tcp-upper-select': {
    'not-utf8': REPLACE,
    ascii: UPPER,
    reset: 'Asks for the address where its failing is caught: a client without one has left.',
  },
  'tcp-upper-tasks': {
    'not-utf8': REPLACE,
    blank: 'Only a read of no octets is the end; a blank message is a message.',
  },
  'udp-upper': {
    'not-utf8': REPLACE,
    cut: 'Takes as much as a datagram can hold.',
  },
  'three-answers': {
    'one-word': 'Looks before it unpacks, and answers 400.',
    empty: 'Looks before it unpacks; an answer nobody reads does no harm.',
    'not-utf8': REPLACE,
    'left-open': 'Closes after the answer. Its length was right all along, so nobody had to wait for the close.',
    'two-reads': TO_THE_EMPTY_LINE,
    'any-method': 'Answers 405 to all but GET, with Allow.',
    'absolute-form': NO_FORM,
  },
};

const SERIAL =
  'A second client at the same time takes threads, or a loop over the sockets that are ready: `static-threads`, `tcp-upper-tasks` and `tcp-upper-select` are that.';
const UNCHECKED =
  'It takes a parser: `users-api` has the beginning of one, the engine a whole one. In its table every octet has its row.';

export const unmended: { readonly [Id in ProfileId]?: Notes } = {
  'web-server-1.0': { serial: SERIAL },
  'one-page': { serial: SERIAL, unchecked: UNCHECKED },
  'static-threads': { unchecked: UNCHECKED },
  'users-api': {
    serial: SERIAL,
    pipelined:
      'A loop over the requests of a connection has to find the end of each: content by its length, by chunks, or refused. The engine does.',
  },
  echo: { serial: SERIAL },
  'tcp-upper': { serial: SERIAL },
  'three-answers': { unchecked: UNCHECKED },
};
