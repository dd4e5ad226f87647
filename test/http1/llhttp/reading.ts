/** What a reader of requests makes of some octets, in terms that apply to both readers. */

/** A request as far as it was read. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** `Name: value`, in order. */
  readonly fields: readonly string[];
  readonly content: string;
  readonly trailers: readonly string[];
  readonly complete: boolean;
}

export interface SeenOctets {
  readonly requests: readonly SeenRequest[];
  /** Why it stopped: one of Octet's rules, or a code of llhttp's; null if it did not refuse. */
  readonly refused: string | null;
  /** The octet at which it refused; −1 if it did not. */
  readonly at: number;
  /** It knows that it has seen the last request, and takes nothing more. */
  readonly ended: boolean;
}
