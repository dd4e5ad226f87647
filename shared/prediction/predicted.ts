/** What is predicted: of octets that may come next on a connection, and of a server that would read them. */

import type { Reading } from '../base/options.ts';
import type { RuleId } from '../http1/rules.ts';
import type { StateName } from '../http1/table.ts';
import type { ProfileOptions } from '../servers/start-options.ts';
import type { Fate } from '../transcript/judge/outcome.ts';

/** How the octets go on: not at all; with an empty line, which ends a header section; with the client's FIN. */
export type Ending = 'now' | 'empty-line' | 'fin';

export const ENDINGS: readonly Ending[] = ['now', 'empty-line', 'fin'];

/** Octets on their way to a server, from the first of a connection on. */
export interface Sent {
  /** What each read would carry, one for each write; a server may take them in smaller pieces. */
  readonly reads: readonly Uint8Array[];
  readonly fin: boolean;
}

/** Which server, as far as a prediction needs to know it. */
export type PredictedServer =
  | { readonly kind: 'engine'; readonly reading: Reading }
  /** `port`: where it listens, which some look for in the Host field. */
  | { readonly kind: 'profile'; readonly id: string; readonly options: ProfileOptions; readonly port: number }
  /** Its code is not ours: what it would do cannot be known. */
  | { readonly kind: 'unknown'; readonly id: string };

/** One final answer. */
export interface PredictedAnswer {
  /** Null: a handler decides, from what is not known here. */
  readonly status: number | null;
  readonly reason: string;
  /** The rule by which the engine refuses; null where it does not, and of every other server. */
  readonly rule: RuleId | null;
  /** The octet at which a refusal is decided; null where nothing is refused by the octets. */
  readonly at: number | null;
  /** What was asked for, where the request is handed to a handler: `GET /hello`. */
  readonly asked: string | null;
}

/** What is missing before the request in hand is complete. `octets` of content or of a chunk; 0 where no length says so. */
export interface Awaited {
  readonly state: StateName;
  readonly octets: number;
}

/** What is not certain in a prediction, each with its reason on the page. */
export type Doubt =
  /** It reads or changes what other connections have changed before: predicted as of a server just started. */
  | 'state'
  /** More octets than come in one piece: where the network divides them decides. */
  | 'divided';

export interface PredictedOutcome {
  readonly answers: readonly PredictedAnswer[];
  /** 100 (Continue) is sent before content comes. */
  readonly continues: boolean;
  readonly fate: Fate;
  /** Octets it takes. */
  readonly consumed: number;
  readonly requests: number;
  /** The octets it sends; null where a handler decides on some of them, or the engine's words and the date do. */
  readonly response: Uint8Array | null;
  /** What it waits for; null when it does not, or when its own reading is not the engine's. */
  readonly awaits: Awaited | null;
  /** The exception that ends the whole server, `ValueError: …`; null when it goes on. */
  readonly dies: string | null;
  readonly doubts: readonly Doubt[];
}
