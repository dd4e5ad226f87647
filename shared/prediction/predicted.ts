/** Predictions: about octets that may come next on a connection, and about a server that would read them. */

import type { Reading } from '../base/options.ts';
import type { RuleId } from '../http1/rules.ts';
import type { StateName } from '../http1/table.ts';
import type { ProfileOptions } from '../servers/start-options.ts';
import type { Fate } from '../transcript/judge/outcome.ts';

/** How the octets continue: not at all; with an empty line, which ends a header section; with the client's FIN. */
export type Ending = 'now' | 'empty-line' | 'fin';

export const ENDINGS: readonly Ending[] = ['now', 'empty-line', 'fin'];

/** Octets on their way to a server, from the first octet of a connection on. */
export interface Sent {
  /** The octets of each read, one for each write; a server may take them in smaller pieces. */
  readonly reads: readonly Uint8Array[];
  readonly fin: boolean;
}

/** The server, as far as a prediction needs to know it. */
export type PredictedServer =
  | { readonly kind: 'engine'; readonly reading: Reading }
  /** `port`: where it listens; some servers look for it in the Host field. */
  | { readonly kind: 'profile'; readonly id: string; readonly options: ProfileOptions; readonly port: number }
  /** Its code is not Octet's: what it would do is unknown. */
  | { readonly kind: 'unknown'; readonly id: string };

/** One final answer. */
export interface PredictedAnswer {
  /** Null: a handler decides, from data that is not known here. */
  readonly status: number | null;
  readonly reason: string;
  /** The rule by which the engine refuses; null where it does not, and for every other server. */
  readonly rule: RuleId | null;
  /** The octet at which a refusal is decided; null where no octet is refused. */
  readonly at: number | null;
  /** Method and target of a request that goes to a handler: `GET /hello`. */
  readonly asked: string | null;
}

/** What the current request still needs. `octets` of content or of a chunk; 0 where no length is declared. */
export interface Awaited {
  readonly state: StateName;
  readonly octets: number;
}

/** The uncertainties of a prediction, each explained on the page. */
export type Doubt =
  /** It reads or changes what earlier connections may have changed: predicted as for a server just started. */
  | 'state'
  /** More octets than arrive in one piece: the outcome depends on how the network divides them. */
  | 'divided';

export interface PredictedOutcome {
  readonly answers: readonly PredictedAnswer[];
  /** 100 (Continue) is sent before the content arrives. */
  readonly continues: boolean;
  readonly fate: Fate;
  /** Octets it consumes. */
  readonly consumed: number;
  readonly requests: number;
  /** The octets it sends; null where some depend on a handler, or on the engine's phrases and the date. */
  readonly response: Uint8Array | null;
  /** What it waits for; null when it does not wait, or does not parse as the engine does. */
  readonly awaits: Awaited | null;
  /** The exception that ends the whole server, `ValueError: …`; null when it keeps running. */
  readonly dies: string | null;
  readonly doubts: readonly Doubt[];
}
