/** The octet classes against the RFCs' ABNF, written out here a second time and in another way: as ABNF. */
import { describe, expect, test } from 'vitest';
import { isFieldValue, isToken, OCTET_CLASSES, type OctetClass } from '#shared/http1/grammar.ts';

/** The octets of ABNF alternatives such as `%x21-7E / "!" / %x09` (RFC 5234 §2.3, §3.4). */
function abnf(alternatives: string): Set<number> {
  const octets = new Set<number>();
  for (const [, first = '', last = first, literal] of alternatives.matchAll(
    /%x([0-9A-F]{2})(?:-([0-9A-F]{2}))?|"(.)"/g,
  )) {
    if (literal !== undefined) octets.add(literal.charCodeAt(0));
    else for (let octet = Number.parseInt(first, 16); octet <= Number.parseInt(last, 16); octet++) octets.add(octet);
  }
  return octets;
}

const ALPHA = '%x41-5A / %x61-7A';
const DIGIT = '%x30-39';
const TCHAR = `"!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "\`" / "|" / "~" / ${DIGIT} / ${ALPHA}`;
const VCHAR = '%x21-7E';
const OBS_TEXT = '%x80-FF';

const ABNF: Readonly<Record<OctetClass, string>> = {
  CR: '%x0D',
  LF: '%x0A',
  SP: '%x20',
  HTAB: '%x09',
  'SP HTAB': '%x20 / %x09',
  // HTAB / VT / FF, and SP: what RFC 9112 §3 lists for lenient recipients, but for bare CR
  'HTAB VT FF': '%x09 / %x0B / %x0C',
  'SP HTAB VT FF': '%x20 / %x09 / %x0B / %x0C',
  // CTL of RFC 5234 §B.1 without HTAB, LF and CR
  CTL: '%x00-08 / %x0B-0C / %x0E-1F / %x7F',
  'obs-text': OBS_TEXT,
  ':': '":"',
  ';': '";"',
  '=': '"="',
  DQUOTE: '%x22',
  '\\': '%x5C',
  '/': '"/"',
  '.': '"."',
  H: '%x48',
  T: '%x54',
  P: '%x50',
  DIGIT,
  '1-9': '%x31-39',
  HEXDIG: `${DIGIT} / %x41-46 / %x61-66`,
  tchar: TCHAR,
  // Not the RFC's: VCHAR without the number sign, see grammar.ts.
  'target octet': '%x21-22 / %x24-7E',
  // field-vchar = VCHAR / obs-text
  'field vchar': `${VCHAR} / ${OBS_TEXT}`,
  // reason-phrase = 1*( HTAB / SP / VCHAR / obs-text ), and quoted-pair after its backslash
  'field octet': `%x09 / %x20 / ${VCHAR} / ${OBS_TEXT}`,
  // qdtext = HTAB / SP / "!" / %x23-5B / %x5D-7E / obs-text
  qdtext: `%x09 / %x20 / "!" / %x23-5B / %x5D-7E / ${OBS_TEXT}`,
  any: '%x00-FF',
};

test.each(Object.entries(ABNF))('%s is what the ABNF says', (name, alternatives) => {
  const members = OCTET_CLASSES[name as OctetClass];
  const octets = Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => members[octet] === 1);
  expect(members).toHaveLength(256);
  expect(octets).toEqual([...abnf(alternatives)].sort((a, b) => a - b));
});

test('every class is checked', () => {
  expect(Object.keys(ABNF).sort()).toEqual(Object.keys(OCTET_CLASSES).sort());
});

describe('token and field value', () => {
  test.each(['a', '0', "!#$%&'*+-.^_`|~", 'Content-Length'])('%j is a token', (text) =>
    expect(isToken(text)).toBe(true),
  );
  test.each(['', ' ', 'a b', 'a:', 'é', 'a\n', 'a\u0141', '(', '"'])('%j is none', (text) =>
    expect(isToken(text)).toBe(false),
  );

  test.each(['', ' ', 'a\tb', '\xff', '"\\"'])('%j is a field value', (text) => expect(isFieldValue(text)).toBe(true));
  test.each(['\0', 'a\r', '\n', '\x7f', '\x1b[0m', '→'])('%j is none', (text) =>
    expect(isFieldValue(text)).toBe(false),
  );
});
