/** A client command, as read from its flags. */
import type { FormPair } from '#shared/client/form.ts';
import type { ClientTimeouts } from '#shared/client/run-request.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { Headers } from './values.ts';

/** Where content comes from: the argument itself, a file or standard input. */
export type Words =
  | { readonly from: 'text'; readonly text: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'stdin' };

export interface FileArgument {
  readonly name: string;
  readonly path: string;
  readonly type: string | null;
}

export type ContentArgument =
  | { readonly kind: 'none' }
  | { readonly kind: 'data' | 'json'; readonly words: Words; readonly chunked: boolean }
  | {
      readonly kind: 'form';
      readonly pairs: readonly FormPair[];
      readonly files: readonly FileArgument[];
      readonly boundary: string | null;
    };

export interface RawFlags {
  readonly words: Words;
  readonly crlf: boolean;
  readonly halfClose: boolean;
}

export interface ClientCommand {
  readonly kind: 'send';
  readonly method: string;
  readonly urls: readonly string[];
  readonly params: readonly FormPair[];
  readonly headers: Headers;
  readonly cookies: readonly FieldPair[];
  readonly content: ContentArgument;
  readonly raw: RawFlags | null;
  readonly target: string | null;
  readonly compressed: boolean;
  readonly follow: boolean;
  readonly redirects: number;
  readonly asSent: boolean;
  readonly mostDecoded: number;
  readonly include: boolean;
  readonly output: string | null;
  readonly raise: boolean;
  readonly trace: boolean;
  readonly timeouts: ClientTimeouts;
  readonly insecure: boolean;
  readonly ca: string | null;
}
