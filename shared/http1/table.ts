/**
 * The vocabulary of the transition table: what a row may say. The rows themselves are in states.ts.
 *
 * Read a row as: in state `from`, on an octet of class `on`, go `to`. A row may also open or close a token, run one
 * small action on the machine's integer registers, arm a limit, raise an event, or leave the choice of the next state
 * to a named decision (`to.by`), which must pick one of `to.of`. Nothing else moves the machine.
 */
import type { RequestLeniency } from '../base/options.ts';
import type { TokenKind } from './events.ts';
import type { OctetClass } from './grammar.ts';
import type { RuleId } from './rules.ts';

/**
 * Inputs that are not octets: the peer's FIN, a time-out, the first octet over the armed limit or over the total for
 * all chunk extensions of a message (TOTAL), and a response that no request waits for (UNASKED).
 */
export const SIGNALS = ['FIN', 'TIMEOUT', 'LIMIT', 'TOTAL', 'UNASKED'] as const;
export type Signal = (typeof SIGNALS)[number];

/** The machine's input: an octet of a class, one that no other row takes, or something other than an octet. */
export type InputSymbol = OctetClass | 'else' | Signal;

/** Where in a message a state lies. */
export type Phase = 'between' | 'start-line' | 'header-section' | 'content' | 'chunk' | 'trailer-section' | 'end';

/** Every state of both machines, with the phase it lies in. */
export const STATES = {
  start: 'between',
  'start-lf': 'between',
  'start-again': 'between',
  'start-again-lf': 'between',
  method: 'start-line',
  'target-start': 'start-line',
  target: 'start-line',
  'version-start': 'start-line',
  'version-H': 'start-line',
  'version-HT': 'start-line',
  'version-HTT': 'start-line',
  'version-HTTP': 'start-line',
  'version-major': 'start-line',
  'version-dot': 'start-line',
  'version-minor': 'start-line',
  'version-end': 'start-line',
  'version-space': 'start-line',
  'status-1': 'start-line',
  'status-2': 'start-line',
  'status-3': 'start-line',
  'status-end': 'start-line',
  'reason-start': 'start-line',
  reason: 'start-line',
  'start-line-lf': 'start-line',
  'header-start': 'header-section',
  'skipped-line': 'header-section',
  'skipped-lf': 'header-section',
  'field-start': 'header-section',
  'field-name': 'header-section',
  'value-start': 'header-section',
  value: 'header-section',
  'value-space': 'header-section',
  'field-lf': 'header-section',
  'section-lf': 'header-section',
  content: 'content',
  'content-excess': 'content',
  'until-close': 'content',
  tunnel: 'content',
  'chunk-start': 'chunk',
  'chunk-size': 'chunk',
  'extension-start': 'chunk',
  'extension-name': 'chunk',
  'extension-value-start': 'chunk',
  'extension-value': 'chunk',
  'extension-quoted': 'chunk',
  'extension-escape': 'chunk',
  'extension-quoted-end': 'chunk',
  'extension-name-space': 'chunk',
  'extension-space': 'chunk',
  'size-space': 'chunk',
  'chunk-lf': 'chunk',
  'chunk-data': 'chunk',
  'chunk-data-cr': 'chunk',
  'chunk-data-lf': 'chunk',
  'trailer-start': 'trailer-section',
  'trailer-next': 'trailer-section',
  'trailer-name': 'trailer-section',
  'trailer-value-start': 'trailer-section',
  'trailer-value': 'trailer-section',
  'trailer-value-space': 'trailer-section',
  'trailer-lf': 'trailer-section',
  'trailer-end-lf': 'trailer-section',
  'after-last': 'end',
  refused: 'end',
  ended: 'end',
} as const satisfies Record<string, Phase>;

export type StateName = keyof typeof STATES;

/** A result that depends on more than one octet; parser code answers with one of the row's states. */
export type Decision =
  | 'request-line'
  | 'field-line'
  | 'framing'
  | 'count'
  | 'excess'
  | 'chunk'
  | 'trailer-line'
  | 'message-end';

/**
 * Actions on the registers. `mark` keeps this offset as the possible end of a value; `hex` shifts a digit into the
 * size (`hex-first` starts it); `digit` and `digit-first` do the same for the status code; `tab` keeps this offset as
 * the one of the last HTAB before a value.
 */
export type Action = 'mark' | 'tab' | 'hex' | 'hex-first' | 'digit' | 'digit-first';

/**
 * Limits a row may arm; `none` lifts the current one. limit.ts says from which octet each is counted. A line's
 * CR lifts the limit of its line: what the limit counts ends before it.
 */
export type Limit =
  | 'none'
  | 'empty-lines'
  | 'method'
  | 'start-line'
  | 'header-section'
  | 'chunk-size'
  | 'chunk-extension'
  | 'trailer-section';

/** `begin`: first octet of a message; `complete`: a message ends by FIN; `finished`: FIN between messages. */
export type RowEvent = 'begin' | 'complete' | 'finished';

/** A named leniency: fixed when a machine is compiled. `reason-space` is only for readers of responses. */
export type Leniency = RequestLeniency | 'reason-space';

export interface Row {
  readonly from: StateName;
  readonly on: InputSymbol;
  readonly to: StateName | { readonly by: Decision; readonly of: readonly StateName[] };
  /** The token that starts with this octet. */
  readonly opens?: TokenKind;
  /** The token that ended before this octet; with the same kind in `opens`, an empty token. */
  readonly closes?: TokenKind;
  /** The token ended at `mark`, not before this octet. */
  readonly atMark?: true;
  readonly do?: Action;
  readonly arm?: Limit;
  /** Octets are taken in bulk: `length`, as many as the count register holds; `rest`, all that are left. */
  readonly count?: 'length' | 'rest';
  readonly event?: RowEvent;
  /** A refusal blames the previous octet (a CR without its LF). */
  readonly blames?: 'before';
  /** The row lets a violation pass and reports it. */
  readonly tolerates?: true;
  readonly rule: RuleId;
  /** Only with this leniency (with all of these) / only without it. */
  readonly when?: Leniency | readonly Leniency[];
  readonly unless?: Leniency;
}

/** Whether a row is part of the table compiled for these leniencies. */
export function holds({ when, unless }: Row, leniencies: ReadonlySet<Leniency>): boolean {
  if (unless !== undefined && leniencies.has(unless)) return false;
  if (when === undefined) return true;
  return typeof when === 'string' ? leniencies.has(when) : when.every((one) => leniencies.has(one));
}

/** Whether a symbol is not an octet. */
export function isSignal(on: InputSymbol): on is Signal {
  return (SIGNALS as readonly InputSymbol[]).includes(on);
}

/** The stable name of a row: `field-name.tchar`, with the leniencies it requires and the one it excludes. */
export function rowId(row: Row): string {
  return `${row.from}.${row.on}${row.when === undefined ? '' : `+${row.when}`}${row.unless === undefined ? '' : `-${row.unless}`}`;
}

/** Whether taking the row refuses the message. The discarding that follows in `refused` is not a new refusal. */
export function refuses(row: Row): boolean {
  return row.to === 'refused' && row.from !== 'refused';
}

/** All states a row can lead to. */
export function targetsOf(row: Row): readonly StateName[] {
  return typeof row.to === 'string' ? [row.to] : row.to.of;
}
