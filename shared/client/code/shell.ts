/** The same request as a command: for curl, and for Octet's own client. */
import { latin1 } from '../../base/octets.ts';
import type { DraftContent, DraftPart } from '../draft/content.ts';
import { showUrl } from '../url.ts';
import { printfOf, shellCanHold, shellWord } from './quote.ts';
import { type CodeOf, fieldNamed, seconds } from './request.ts';

/** A command: words grouped in twos and threes, one group per line; `input` is piped into it. */
interface Command {
  readonly groups: readonly (readonly string[])[];
  readonly input?: Uint8Array;
}

function shown({ groups, input }: Command): string {
  const lines = groups.map((words, at) => (at === 0 ? words : words.map(shellWord)).join(' '));
  const command = lines.join(' \\\n  ');
  return `${input === undefined ? '' : `${printfOf(input)} | `}${command}\n`;
}

/** Fields that clients add by themselves unless told otherwise. */
const NOT_WANTED = ['User-Agent', 'Accept'];

const fieldWords = (flag: string, of: CodeOf, none: (name: string) => string): readonly (readonly string[])[] => [
  ...NOT_WANTED.filter((name) => fieldNamed(of, name.toLowerCase()) === undefined).map((name) => [flag, none(name)]),
  ...of.draft.fields.map(([name, value]) => [flag, value === '' ? `${name};` : `${name}: ${value}`]),
];

/** A text that can be passed as an argument, or octets that must come through standard input. */
function plainOf(content: DraftContent, bytes: Uint8Array): { text: string } | { input: Uint8Array } {
  if ((content.kind === 'text' || content.kind === 'json') && shellCanHold(content.text)) return { text: content.text };
  if (content.kind === 'form') return { text: latin1(bytes) };
  return { input: bytes };
}

/** For curl, which chooses the multipart boundary itself. */
export function curlCode(of: CodeOf): string {
  const { draft, written, follow, redirects, raise, decode, insecure, timeouts } = of;
  const { url, content } = written.built;
  const { userinfo } = written.spec.url;
  const sent = curlContent(draft.content, content.kind === 'octets' ? content.bytes : null);
  const method = draft.method === 'HEAD' ? ['--head'] : ['-X', draft.method];
  const type = content.kind === 'octets' && !sent.typed ? content.type : null;
  const plain = draft.method === 'GET' && draft.content.kind === 'none';
  const given = fieldNamed(of, 'content-type') !== undefined;
  const groups: (readonly string[])[] = [
    ['curl', '--http1.1', '--include', '--globoff', '--path-as-is', ...(plain ? [] : method.map(shellWord))],
    [showUrl({ ...url, fragment: null })],
    ...(draft.target === null ? [] : [['--request-target', draft.target]]),
    ...fieldWords('-H', of, (name) => `${name}:`),
    ...(type !== null && !given ? [['-H', `Content-Type: ${type}`]] : []),
    ...(content.kind === 'octets' && content.type === null && !given ? [['-H', 'Content-Type:']] : []),
    ...(userinfo === null ? [] : [['-u', decodeURIComponentSafe(userinfo)]]),
    ...(draft.cookies.length === 0 ? [] : [['-b', draft.cookies.map(([n, v]) => `${n}=${v}`).join('; ')]]),
    ...sent.groups,
    ...(follow ? [['--location', '--max-redirs', String(redirects)]] : []),
    ...(decode && fieldNamed(of, 'accept-encoding') !== undefined ? [['--compressed']] : []),
    ...(raise ? [['--fail']] : []),
    ...(insecure ? [['--insecure']] : []),
    ...(timeouts.connect === 0 ? [] : [['--connect-timeout', seconds(timeouts.connect)]]),
    ...(timeouts.total === 0 ? [] : [['--max-time', seconds(timeouts.total)]]),
  ];
  return shown(sent.input === undefined ? { groups } : { groups, input: sent.input });
}

interface SentWords extends Command {
  /** The arguments imply the Content-Type. */
  readonly typed: boolean;
}

/** A `=` ends a name, and an argument cannot hold NUL: use standard input instead. */
const canName = (pairs: readonly (readonly string[])[]): boolean =>
  pairs.every(([name = '', ...rest]) => !name.includes('=') && [name, ...rest].every(shellCanHold));

const wordsOf = (part: DraftPart): readonly string[] =>
  part.kind === 'text' ? [part.name, part.text] : [part.name, part.fileName, part.type];

function curlContent(content: DraftContent, bytes: Uint8Array | null): SentWords {
  if (content.kind === 'none' || bytes === null) return { groups: [], typed: false };
  if (content.kind === 'multipart' && canName(content.parts.map(wordsOf)))
    return { groups: content.parts.map(curlPart), typed: true };
  const plain = plainOf(content, bytes);
  if ('text' in plain) return { groups: [['--data-raw', plain.text]], typed: false };
  return { groups: [['--data-binary', '@-']], input: plain.input, typed: false };
}

/** Files are given by name: their octets stay on the user's disk, under their original name. */
function curlPart(part: DraftPart): readonly string[] {
  if (part.kind === 'text') return ['--form-string', `${part.name}=${part.text}`];
  const quoted = `"${part.fileName.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const type = part.type === '' ? '' : `;type=${part.type}`;
  return ['-F', `${part.name}=@${quoted}${type}`];
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}

const VERBS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** For `octet`: the same client without a page. */
export function octetCode(of: CodeOf): string {
  const { draft, written, follow, redirects, raise, decode, insecure, timeouts } = of;
  const { url, content } = written.built;
  const verb = VERBS.has(draft.method) ? [draft.method.toLowerCase()] : ['request', draft.method].map(shellWord);
  const sent = octetContent(draft.content, content.kind === 'octets' ? content.bytes : null);
  const type = content.kind === 'octets' && !sent.typed ? content.type : null;
  const { userinfo } = written.spec.url;
  const shownUrl = showUrl({ ...url, fragment: null });
  const withUser = userinfo === null ? shownUrl : shownUrl.replace('://', `://${userinfo}@`);
  const { connect, write, read, total } = timeouts;
  const each = connect === write && write === read;
  const groups: (readonly string[])[] = [
    ['npx', 'octet', ...verb, '--trace'],
    [withUser],
    ...(draft.target === null ? [] : [['--target', draft.target]]),
    ...fieldWords('-H', of, (name) => `${name}:`),
    ...(type !== null && fieldNamed(of, 'content-type') === undefined ? [['-H', `Content-Type: ${type}`]] : []),
    ...draft.cookies.map(([name, value]) => ['--cookie', `${name}=${value}`]),
    ...sent.groups,
    ...(follow ? [['--follow', '--max-redirects', String(redirects)]] : []),
    ...(decode ? [] : [['--as-sent']]),
    ...(raise ? [['--raise-for-status']] : []),
    ...(insecure ? [['--insecure']] : []),
    ...(each
      ? [['--timeout', seconds(read)]]
      : [
          ['--connect-timeout', seconds(connect)],
          ['--write-timeout', seconds(write)],
          ['--read-timeout', seconds(read)],
        ]),
    ...(total === 0 ? [] : [['--total-timeout', seconds(total)]]),
  ];
  return shown(sent.input === undefined ? { groups } : { groups, input: sent.input });
}

/** A leading `@` or `-` means a file or standard input. */
function octetContent(content: DraftContent, bytes: Uint8Array | null): SentWords {
  if (content.kind === 'none' || bytes === null) return { groups: [], typed: false };
  if (content.kind === 'form' && canName(content.pairs))
    return { groups: content.pairs.map(([name, value]) => ['--form', `${name}=${value}`]), typed: true };
  if (content.kind === 'multipart' && hasFile(content.parts) && canName(content.parts.map(wordsOf)))
    return { groups: [...content.parts.map(octetPart), ['--boundary', content.boundary]], typed: true };
  const plain = plainOf(content, bytes);
  const words = 'text' in plain && !/^[@-]/.test(plain.text) ? ['--data', plain.text] : ['--data', '-'];
  return words[1] === '-' ? { groups: [words], input: bytes, typed: false } : { groups: [words], typed: false };
}

/** Without a file the same flags mean a form. */
const hasFile = (parts: readonly DraftPart[]): boolean => parts.some(({ kind }) => kind === 'file');

function octetPart(part: DraftPart): readonly string[] {
  if (part.kind === 'text') return ['--form', `${part.name}=${part.text}`];
  return ['--file', `${part.name}=@${part.fileName}${part.type === '' ? '' : `;type=${part.type}`}`];
}

/** The raw octets as a command: it does what the raw client does. */
export function octetRawCode(url: string, octets: Uint8Array, halfClose: boolean): string {
  const groups = [['npx', 'octet', 'request', '--trace', '--raw', '-', ...(halfClose ? ['--half-close'] : [])], [url]];
  return shown({ groups, input: octets });
}
