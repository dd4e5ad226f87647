// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const usersApi: readonly Mending[] = [
  {
    mends: ['no-accept', 'any-type'],
    section: 'RFC 9110 §12.5.1',
    patch: [
      {
        start: 183,
        end: 184,
        lines: ['  // Without Accept anything will do', "  const accept = req.headers.get('Accept') ?? '*/*';"],
      },
      { start: 186, end: 187, lines: ["  if (isIn('text/html', accept) || isIn('*/*', accept)) {"] },
    ],
  },
  {
    mends: ['left-open'],
    section: 'RFC 9112 §9.6',
    patch: [
      {
        start: 6,
        end: 7,
        lines: ["import { ConnectionResetError, caught, Exception } from './python/exceptions.ts';"],
      },
      { start: 81, end: 82, lines: [] },
      { start: 83, end: 84, lines: ['      const req = yield* this.#parseRequest(conn);'] },
      { start: 90, end: 95, lines: ['    if (conn !== null) yield* conn.close();'] },
    ],
  },
  {
    mends: ['any-method'],
    section: 'RFC 9110 §15.5.6',
    patch: [
      {
        start: 136,
        end: 136,
        lines: [
          "      if (isdigit(userId) && req.method !== 'GET') {",
          "        return { status: 405, reason: 'Method Not Allowed', headers: [['Allow', 'GET']] };",
          '      }',
        ],
      },
    ],
  },
  {
    mends: ['host-case', 'two-hosts', 'absolute-form'],
    section: 'RFC 9112 §3.2',
    patch: [
      {
        start: 103,
        end: 105,
        lines: [
          "    if (headers.getAll('Host').length > 1) throw new HTTPError(400, 'Bad request', 'More than one Host header');",
          '    const name = this.#os.options.name.toLowerCase();',
          '    // The host in the target goes before the one in Host; neither knows case',
          '    const wanted = (/^http:\\/\\/([^/?]*)/i.exec(target)?.[1] ?? host).toLowerCase();',
          "    if (wanted !== name && wanted !== `${name}:${this.#os.address[1]}`) throw new HTTPError(404, 'Not found');",
        ],
      },
    ],
  },
  {
    mends: ['stored-xss'],
    section: 'HTML Living Standard §13.1.4',
    patch: [
      { start: 7, end: 7, lines: ["import { htmlEscape } from './python/html.ts';"] },
      {
        start: 150,
        end: 151,
        lines: ['    const items = users.map((u) => `<li>#${u.id} ${htmlEscape(u.name)}, ${htmlEscape(u.age)}</li>`);'],
      },
      {
        start: 160,
        end: 161,
        lines: [
          '    return represent(req, `#${user.id} ${htmlEscape(user.name)}, ${htmlEscape(user.age)}`, () => dumps(user));',
        ],
      },
    ],
  },
  {
    mends: ['no-age'],
    section: 'RFC 9110 §15.5.1',
    patch: [
      {
        start: 142,
        end: 142,
        lines: [
          "    if (!req.query.has('name') || !req.query.has('age')) {",
          "      throw new HTTPError(400, 'Bad request', 'name and age are missing');",
          '    }',
        ],
      },
    ],
  },
  {
    mends: ['bare-lf', 'mail-headers'],
    section: 'RFC 9112 §5',
    patch: [
      {
        start: 111,
        end: 111,
        lines: [
          "    if (!latin1(raw).endsWith('\\r\\n')) throw new HTTPError(400, 'Bad request', 'A line ends with CR LF');",
        ],
      },
      {
        start: 124,
        end: 125,
        lines: [
          "      if (['\\r\\n', ''].includes(latin1(line))) break;",
          '      // A name that is a token, a colon, a value without controls, CR LF',
          "      if (!/^[!#$%&'*+.^_`|~\\w-]+:[\\t -~\\x80-\\xff]*\\r\\n$/.test(latin1(line))) {",
          "        throw new HTTPError(400, 'Bad request', 'Malformed header');",
          '      }',
        ],
      },
    ],
  },
  {
    mends: ['minor-version'],
    section: 'RFC 9110 §2.5',
    patch: [
      {
        start: 115,
        end: 116,
        lines: ["    if (!/^HTTP\\/1\\.\\d$/.test(ver)) throw new HTTPError(505, 'HTTP Version Not Supported');"],
      },
    ],
  },
  {
    mends: ['framing'],
    section: 'RFC 9112 §6.3',
    patch: [
      {
        start: 101,
        end: 101,
        lines: [
          "    if (headers.get('Transfer-Encoding') !== null) throw new HTTPError(501, 'Not implemented', 'No transfer codings');",
          "    if (headers.getAll('Content-Length').some((length) => !/^\\d+$/.test(length))) {",
          "      throw new HTTPError(400, 'Bad request', 'Content-Length is no number');",
          '    }',
        ],
      },
    ],
  },
];
