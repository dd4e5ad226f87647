/** What a person typed cannot be made into a request. The sentence for each code stands in text/en/client.ts. */

export type InputCode =
  | 'url-empty'
  | 'url-scheme'
  | 'url-host-missing'
  | 'url-host'
  | 'url-port'
  | 'target'
  | 'method'
  | 'field-name'
  | 'field-value'
  | 'cookie'
  | 'boundary'
  | 'boundary-in-content';

/** Thrown before anything is sent. `detail` is the part of the input that is to blame. */
export class InputError extends Error {
  readonly code: InputCode;
  readonly detail: string;

  constructor(code: InputCode, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * What was typed and what is sent differ, and how. Nothing is changed without one of these: whoever shows a request
 * shows its changes.
 */
export interface Change {
  readonly what:
    | 'scheme-added'
    | 'host-encoded'
    | 'fragment-dropped'
    | 'percent-encoded'
    | 'userinfo-moved'
    | 'userinfo-dropped'
    | 'crlf';
  /** Both as far as a person needs them. */
  readonly before: string;
  readonly after: string;
}
