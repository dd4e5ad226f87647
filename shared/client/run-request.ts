/** A request of the page to its client, as it travels to the server. Content, or raw octets, are the frame's octets. */
import { type Decoder, flag, integer, list, nullable, record, tagged, text } from '../base/decode.ts';
import type { FieldPair } from '../http1/writer.ts';
import type { Change } from './input.ts';
import type { RequestSpec } from './request.ts';
import { parseUrl, type ToAscii } from './url.ts';

/** In milliseconds; 0 waits forever. */
export interface ClientTimeouts {
  /** From the first name lookup to an open connection, TLS included. */
  readonly connect: number;
  /** Without the kernel taking what was written. */
  readonly write: number;
  /** Without an octet while waiting for one. */
  readonly read: number;
  /** From the first request to the last octet of the last response. */
  readonly total: number;
}

/** How the client runs a request. */
export interface RunSettings {
  readonly follow: boolean;
  /** Maximum number of hops. */
  readonly redirects: number;
  /** False delivers content without decoding it. */
  readonly decode: boolean;
  /** Accept any certificate. */
  readonly insecure: boolean;
  readonly timeouts: ClientTimeouts;
}

/** What the page's user sets. `raise` stays in the page: 4xx and 5xx count as failures. */
export interface ClientSettings extends RunSettings {
  readonly raise: boolean;
}

export interface HttpRunRequest extends RunSettings {
  readonly kind: 'request';
  readonly method: string;
  readonly url: string;
  readonly target: string | null;
  readonly params: readonly FieldPair[];
  /** Octets, one code unit each. */
  readonly fields: readonly FieldPair[];
  readonly cookies: readonly FieldPair[];
  readonly exact: boolean;
  /** Whether to add the jar's cookies. */
  readonly jar: boolean;
  /** null: no content. `type` holds octets. */
  readonly content: { readonly type: string | null } | null;
}

export interface RawRunRequest extends Pick<RunSettings, 'insecure' | 'timeouts'> {
  readonly kind: 'raw';
  /** Where to connect; only scheme, host and port count. */
  readonly url: string;
  /** Send FIN after the last octet. */
  readonly halfClose: boolean;
}

export type RunRequest = HttpRunRequest | RawRunRequest;

/** Which part of the client's memory to clear. */
export type Forget = 'cookies' | 'connections';

/** The longest name, value or URL. */
const LONGEST = 16_384;
const MOST_PAIRS = 512;
/** Timers take at most 2^31 − 1 ms. */
const ms = integer(0, 2 ** 31 - 1);

const word = text(LONGEST);
const pair: Decoder<FieldPair> = (value) => {
  const both = list(word, 2)(value);
  const [first, second] = both ?? [];
  return first === undefined || second === undefined ? undefined : [first, second];
};
const pairs = list(pair, MOST_PAIRS);
const timeouts: Decoder<ClientTimeouts> = record<ClientTimeouts>({ connect: ms, write: ms, read: ms, total: ms });

const kindOf =
  <K extends RunRequest['kind']>(kind: K): Decoder<K> =>
  (value) =>
    value === kind ? kind : undefined;

export const runRequest: Decoder<RunRequest> = tagged<RunRequest>('kind', {
  request: record<HttpRunRequest>({
    kind: kindOf('request'),
    method: text(64),
    url: word,
    target: nullable(word),
    params: pairs,
    fields: pairs,
    cookies: pairs,
    exact: flag,
    jar: flag,
    content: nullable(record<NonNullable<HttpRunRequest['content']>>({ type: nullable(word) })),
    follow: flag,
    redirects: integer(0, 100),
    decode: flag,
    insecure: flag,
    timeouts,
  }),
  raw: record<RawRunRequest>({ kind: kindOf('raw'), url: word, halfClose: flag, insecure: flag, timeouts }),
});

/** Builds the request. @throws InputError for an invalid one; the page reports that before it sends the request. */
export function requestSpecOf(
  { method, url: typed, target, params, fields, cookies, exact, content }: HttpRunRequest,
  bytes: Uint8Array,
  toAscii: ToAscii,
): { spec: RequestSpec; changes: readonly Change[] } {
  const { url, changes } = parseUrl(typed, toAscii);
  const spec: RequestSpec = {
    method,
    url,
    ...(target === null ? {} : { target }),
    params,
    fields,
    cookies,
    ...(exact ? { exact } : {}),
    content: content === null ? { kind: 'none' } : { kind: 'octets', bytes, type: content.type },
  };
  return { spec, changes };
}
