/** The same request in Python: with httpx for the high-level client, with a socket for the raw one. */

import { decodeUtf8 } from '../../base/decode.ts';
import { utf8 } from '../../base/octets.ts';
import type { FieldPair } from '../../http1/writer.ts';
import { type DraftContent, type DraftPart, JSON_TYPE } from '../draft/content.ts';
import { percentDecode } from '../form.ts';
import { showUrl, type Url } from '../url.ts';
import { pythonBytes, pythonText as text } from './quote.ts';
import { type CodeOf, seconds } from './request.ts';

const SHORT = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE']);
const WITH_CONTENT = new Set(['POST', 'PUT', 'PATCH']);

/** A program for httpx. */
export function httpxCode(of: CodeOf): string {
  const { draft, written } = of;
  const { method, content } = draft;
  const short = (SHORT.has(method) && content.kind === 'none') || WITH_CONTENT.has(method);
  const url = text(showUrl({ ...written.spec.url, fragment: null }));
  const first = short ? [url] : [text(method), url];
  const call = `client.${short ? method.toLowerCase() : 'request'}`;
  const given = [...first, ...argumentsOf(of)];
  return [
    'import httpx',
    '',
    `with httpx.Client(${clientArguments(of).join(', ')}) as client:`,
    ...callLines(call, given),
    ...(of.raise ? ['    response.raise_for_status()'] : []),
    '    print(response.status_code, response.reason_phrase)',
    '    for name, value in response.headers.multi_items():',
    "        print(f'{name}: {value}')",
    `    print(${of.decode ? 'response.text' : 'response.content'})`,
    '',
  ].join('\n');
}

function callLines(call: string, given: readonly string[]): readonly string[] {
  const one = `    response = ${call}(${given.join(', ')})`;
  if (one.length <= 100 && !one.includes('\n')) return [one];
  return [`    response = ${call}(`, ...given.map((argument) => `        ${argument},`), '    )'];
}

function clientArguments({ timeouts, follow, redirects, insecure, written }: CodeOf): readonly string[] {
  const { userinfo } = written.spec.url;
  const wait = (ms: number) => (ms === 0 ? 'None' : seconds(ms));
  const { connect, read, write } = timeouts;
  const timeout =
    connect === read && read === write
      ? `timeout=${wait(read)}`
      : `timeout=httpx.Timeout(${wait(read)}, connect=${wait(connect)}, write=${wait(write)})`;
  return [
    timeout,
    ...(follow ? ['follow_redirects=True', `max_redirects=${redirects}`] : []),
    ...(insecure ? ['verify=False'] : []),
    ...(userinfo === null ? [] : [`auth=(${credentials(userinfo).join(', ')})`]),
  ];
}

function credentials(userinfo: Url['userinfo'] & string): readonly string[] {
  const [user = '', ...rest] = userinfo.split(':');
  return [user, rest.join(':')].map((part) => text(decodeUtf8(percentDecode(part)) ?? part));
}

function argumentsOf({ draft }: CodeOf): readonly string[] {
  const { params, fields, cookies, content, target } = draft;
  const type = typeOf(content);
  const typed = type === '' || fields.some(([name]) => name.toLowerCase() === 'content-type');
  const headers: readonly FieldPair[] = typed ? fields : [...fields, ['Content-Type', type]];
  return [
    ...(params.length === 0 ? [] : [`params=${pairsOf(params)}`]),
    ...(headers.length === 0 ? [] : [`headers=${pairsOf(headers)}`]),
    ...(cookies.length === 0 ? [] : [`cookies={${cookies.map(([n, v]) => `${text(n)}: ${text(v)}`).join(', ')}}`]),
    ...contentArguments(content),
    ...(target === null ? [] : [`extensions={'target': ${pythonBytes(utf8(target))}}`]),
  ];
}

const pairsOf = (pairs: Iterable<readonly [string, string]>): string =>
  `[${[...pairs].map(([name, value]) => `(${text(name)}, ${text(value)})`).join(', ')}]`;

function contentArguments(content: DraftContent): readonly string[] {
  switch (content.kind) {
    case 'none':
      return [];
    case 'text':
      return [`content=${text(content.text)}.encode()`];
    case 'octets':
      return [`content=${pythonBytes(content.bytes)}`];
    case 'json':
      return [jsonArgument(content.text)];
    case 'form':
      return [`data=${formDict(content.pairs)}`];
    case 'multipart':
      return [`files=[${content.parts.map(partOf).join(', ')}]`];
  }
}

/** The Content-Type, where httpx would not add it by itself. */
function typeOf(content: DraftContent): string {
  if (content.kind === 'text' || content.kind === 'octets') return content.type;
  return content.kind === 'json' && jsonArgument(content.text).startsWith('content=') ? JSON_TYPE : '';
}

function partOf(part: DraftPart): string {
  if (part.kind === 'text') return `(${text(part.name)}, (None, ${text(part.text)}))`;
  const type = part.type === '' ? '' : `, ${text(part.type)}`;
  return `(${text(part.name)}, (${text(part.fileName)}, ${pythonBytes(part.bytes)}${type}))`;
}

/** A repeated name has a list of values. */
function formDict(pairs: readonly (readonly [string, string])[]): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), text(value)]);
  const entries = [...values].map(
    ([name, all]) => `${text(name)}: ${all.length === 1 ? all[0] : `[${all.join(', ')}]`}`,
  );
  return `{${entries.join(', ')}}`;
}

/** JSON as a Python value where that means the same; else as the text it is. */
function jsonArgument(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (JSON.stringify(value) === json.trim() || JSON.stringify(value, null, 2) === json.trim())
      return `json=${literal(value)}`;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return `content=${text(json)}.encode()`;
}

function literal(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, of]) => `${text(name)}: ${literal(of)}`)
      .join(', ')}}`;
  return String(value);
}

/** A program with a socket: it does what the raw client does. */
export function socketCode(
  { origin: { scheme, host, port } }: Url,
  octets: Uint8Array,
  { halfClose, timeout }: { halfClose: boolean; timeout: number },
): string {
  const wait = timeout === 0 ? 'None' : seconds(timeout);
  const opened = `socket.create_connection((${text(host)}, ${port}), timeout=${wait})`;
  const tls = scheme === 'https';
  const client = tls ? `ssl.create_default_context().wrap_socket(${opened}, server_hostname=${text(host)})` : opened;
  return [
    ...(tls ? ['import socket', 'import ssl'] : ['import socket']),
    '',
    'request = (',
    ...linesOf(octets).map((line) => `    ${pythonBytes(line)}`),
    ')',
    '',
    `with ${client} as client:`,
    '    client.sendall(request)',
    ...(halfClose ? ['    client.shutdown(socket.SHUT_WR)'] : []),
    '    pieces = []',
    '    while piece := client.recv(4096):',
    '        print(len(piece), piece)',
    '        pieces.append(piece)',
    '',
    "head, _, content = b''.join(pieces).partition(b'\\r\\n\\r\\n')",
    "print(head.decode('iso-8859-1'))",
    'print(content)',
    '',
  ].join('\n');
}

/** One literal per line, each with its line ending; an empty literal where there is nothing. */
function linesOf(octets: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < octets.length; ) {
    const end = octets.indexOf(0x0a, start);
    const next = end < 0 ? octets.length : end + 1;
    lines.push(octets.subarray(start, next));
    start = next;
  }
  return lines.length === 0 ? [octets] : lines;
}
