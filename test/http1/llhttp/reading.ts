/** What a reader of requests made of some octets, in terms both readers can be asked in. */

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
  /** Why it read no further: a rule of ours, a code of llhttp's; null when it did not refuse. */
  readonly refused: string | null;
  /** The octet at which it refused; −1 when it did not. */
  readonly at: number;
  /** It knows that the last request came, and takes nothing more. */
  readonly ended: boolean;
}
