/**
 * The grammar's octet sets, as the ABNF of RFC 9110 and RFC 9112 defines them. Each deviation says why.
 *
 * The table's rows name an octet class; only the classes below are allowed. Each is a set of octets; `compile` in
 * machine.ts refuses a table in which two rows of a state claim the same octet.
 */

const set = (test: (octet: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, o) => (test(o) ? 1 : 0));
const oneOf = (text: string): ((octet: number) => boolean) => {
  const members = new Set([...text].map((c) => c.charCodeAt(0)));
  return (octet) => members.has(octet);
};
const between = (first: number, last: number) => (octet: number) => octet >= first && octet <= last;

const isDigit = between(0x30, 0x39);
const isAlpha = (o: number) => between(0x41, 0x5a)(o) || between(0x61, 0x7a)(o);
const isHexDigit = (o: number) => isDigit(o) || between(0x41, 0x46)(o) || between(0x61, 0x66)(o);
/** tchar, RFC 9110 §5.6.2. */
const isTchar = (o: number) => isDigit(o) || isAlpha(o) || oneOf("!#$%&'*+-.^_`|~")(o);
/** VCHAR / obs-text, the octets a field value may hold besides SP and HTAB, RFC 9110 §5.5. */
const isFieldVchar = (o: number) => between(0x21, 0x7e)(o) || o >= 0x80;
/**
 * What Octet accepts within a request-target: any VCHAR but `#`. RFC 3986 also excludes `" < > [ ] \ ^ ` { | }`, yet
 * browsers send some of them raw in paths and queries, and no parser finds them ambiguous. A fragment is never sent
 * (RFC 9110 §7.1), so `#` is refused.
 */
const isTargetOctet = (o: number) => between(0x21, 0x7e)(o) && o !== 0x23;

/** The octet classes by the name the table uses. `else` stands for the octets no other row of the state takes. */
export const OCTET_CLASSES = {
  CR: set((o) => o === 0x0d),
  LF: set((o) => o === 0x0a),
  SP: set((o) => o === 0x20),
  'SP HTAB': set((o) => o === 0x20 || o === 0x09),
  HTAB: set((o) => o === 0x09),
  /** White space that lenient readers accept between parts of a request line (RFC 9112 §3), except SP and bare CR. */
  'HTAB VT FF': set((o) => o === 0x09 || o === 0x0b || o === 0x0c),
  'SP HTAB VT FF': set((o) => o === 0x20 || o === 0x09 || o === 0x0b || o === 0x0c),
  /** Control octets besides HTAB, CR and LF. */
  CTL: set((o) => (o < 0x20 && o !== 0x09 && o !== 0x0a && o !== 0x0d) || o === 0x7f),
  'obs-text': set((o) => o >= 0x80),
  ':': set((o) => o === 0x3a),
  ';': set((o) => o === 0x3b),
  '=': set((o) => o === 0x3d),
  DQUOTE: set((o) => o === 0x22),
  '\\': set((o) => o === 0x5c),
  '/': set((o) => o === 0x2f),
  '.': set((o) => o === 0x2e),
  H: set((o) => o === 0x48),
  T: set((o) => o === 0x54),
  P: set((o) => o === 0x50),
  DIGIT: set(isDigit),
  '1-9': set(between(0x31, 0x39)),
  HEXDIG: set(isHexDigit),
  tchar: set(isTchar),
  'target octet': set(isTargetOctet),
  'field vchar': set(isFieldVchar),
  'field octet': set((o) => isFieldVchar(o) || o === 0x20 || o === 0x09),
  /** qdtext, RFC 9110 §5.6.4: the octets of a quoted-string except DQUOTE and `\`. */
  qdtext: set((o) => (isFieldVchar(o) || o === 0x20 || o === 0x09) && o !== 0x22 && o !== 0x5c),
  any: set(() => true),
} as const;

export type OctetClass = keyof typeof OCTET_CLASSES;

/** Whether `text` is a token: one or more tchar (RFC 9110 §5.6.2). */
export function isToken(text: string): boolean {
  return text.length > 0 && everyIn(text, OCTET_CLASSES.tchar);
}

/** Whether `text` may be written as a field value: octets without CTLs except HTAB (RFC 9110 §5.5). */
export function isFieldValue(text: string): boolean {
  return everyIn(text, OCTET_CLASSES['field octet']);
}

function everyIn(text: string, members: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) {
    if (members[text.charCodeAt(i)] !== 1) return false;
  }
  return true;
}
