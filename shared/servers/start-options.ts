/** A profile's options, and their decoder: they arrive over the WebSocket and from the browser's storage. */
import { type Decoder, flag, record } from '../base/decode.ts';

/** The options of a profile at its start. */
export interface ProfileOptions {
  /** Serve one connection, then end. */
  readonly once: boolean;
  /** The server's own name in the Host field. */
  readonly name: string;
}

export const DEFAULT_OPTIONS: ProfileOptions = { once: false, name: 'example.local' };

/** Letters, digits, dots, hyphens, underscores, at most 253 of them (RFC 1035 §2.3.4 less the length octets). */
const HOST_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$/;

/** A host name, in its Host field form without a port. */
export const hostName: Decoder<string> = (value) =>
  typeof value === 'string' && HOST_NAME.test(value) ? value : undefined;

export const profileOptions: Decoder<ProfileOptions> = record<ProfileOptions>({ once: flag, name: hostName });
