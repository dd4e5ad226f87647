/** What a person typed cannot be made into a request. text/en/client.ts has the sentence for each code. */

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

/** Thrown before anything is sent. `detail` is the offending part of the input. */
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
 * A difference between what was typed and what is sent. Every change has one of these: code that shows a request
 * also shows its changes.
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
  /** Both as far as a person needs to see them. */
  readonly before: string;
  readonly after: string;
}
