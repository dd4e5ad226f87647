/**
 * A server outside Octet, as the user types it and as transcripts name it: `localhost:8000`, `192.0.2.7:80`,
 * `[::1]:8080`. Ids of Octet's own servers never contain a colon.
 */
import { type Address, readIPv4, readIPv6 } from './address.ts';
import { shortForm } from './forms.ts';

export interface Target {
  /** A name in lower case, or an address in its short form, without brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** Why a text is not a target; t.targets.fault has a sentence for each. */
export type TargetFault = 'empty' | 'no-host' | 'no-port' | 'bad-port' | 'bad-name' | 'bad-address' | 'https' | 'path';

export type ReadTarget =
  | { readonly ok: true; readonly target: Target }
  /** `piece`: the offending part, as typed. */
  | { readonly ok: false; readonly fault: TargetFault; readonly piece: string };

/** The longest name of the DNS as text (RFC 1035 §2.3.4, without the root's octet). */
const MOST_NAME = 253;

/** The most characters of a server's id: the longest is a target, a name with its port. */
export const MOST_SERVER_ID = MOST_NAME + ':65535'.length;

const no = (fault: TargetFault, piece: string): ReadTarget => ({ ok: false, fault, piece });

/** Parses typed text. Ignores `http://` before it and `/` after it, which are often copied along. */
export function readTarget(typed: string): ReadTarget {
  const text = typed.trim();
  if (text === '') return no('empty', text);
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  if (scheme !== '' && scheme.toLowerCase() !== 'http://') return no('https', scheme);
  const [, authority = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  if (path !== '' && path !== '/') return no('path', path);
  // Colons but no brackets: it is unclear which of them begins the port.
  const [found, host = '', port] = /^(\[[^\]]*\]|[^:[]*)(?::([^:]*))?$/s.exec(authority) ?? [];
  if (found === undefined) return no('bad-address', authority);
  if (host === '') return no('no-host', authority);
  if (port === undefined || port === '') return no('no-port', authority);
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number < 1 || number > 65_535) return no('bad-port', port);
  return readHost(host.toLowerCase(), number);
}

function readHost(host: string, port: number): ReadTarget {
  const address = addressIn(host);
  if (address !== null) return { ok: true, target: { host: shortForm(address), port } };
  if (host.startsWith('[') || endsInNumber(host)) return no('bad-address', host);
  const isName = host.length <= MOST_NAME && host.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
  return isName ? { ok: true, target: { host, port } } : no('bad-name', host);
}

function addressIn(host: string): Address | null {
  const found = host.startsWith('[') ? readIPv6(host.slice(1, -1)) : readIPv4(host);
  return found.ok ? found.value : null;
}

/** Some resolvers accept `127.1`, `0x7f.1` and `2130706433` as addresses; here they are mistakes, not names. */
function endsInNumber(host: string): boolean {
  return /^(\d+|0x[0-9a-f]*)$/.test(host.slice(host.lastIndexOf('.') + 1));
}

/** `localhost:8000`, `[::1]:8080`: its id in transcripts and messages. */
export function showTarget({ host, port }: Target): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The target that a server's id names; null for Octet's own servers, and unless spelled as {@link showTarget} does. */
export function targetOf(id: string): Target | null {
  const found = readTarget(id);
  return found.ok && showTarget(found.target) === id ? found.target : null;
}
