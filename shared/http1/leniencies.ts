/**
 * The named leniencies: what each lets pass, the section of the RFC, and whether the RFC leaves a server that choice.
 * Those that concern single octets are rows of the table (`when`); the checks on lines and sections apply the others.
 *
 * None exists for what a server MUST refuse because it enables request smuggling: white space before a colon (RFC 9112
 * §5.1), two Host fields (§3.2) or LF alone after a chunk-size (§7.1: it ends neither a start-line nor a field).
 */
import { type Mode, REQUEST_LENIENCIES, type Reading, type RequestLeniency } from '../base/options.ts';
import { compile, type Table } from './compile.ts';
import { tableDigest } from './digest.ts';
import type { RuleId } from './rules.ts';
import { REQUEST_ROWS, RESPONSE_ROWS } from './states.ts';
import { holds, type Leniency } from './table.ts';

/** The facts about a leniency. */
export interface LeniencyFacts {
  /** The rule whose violation passes, as the verdict names it. */
  readonly rule: RuleId;
  /** Where the RFC says what a recipient may do. */
  readonly section: string;
  /**
   * `may`: the RFC leaves it to the recipient; `must`: a recipient has to accept it, so mode `rfc` always does;
   * `breaks`: the RFC requires a server to refuse it, and one that does not is not conformant.
   */
  readonly stance: 'may' | 'must' | 'breaks';
}

const facts = (rule: RuleId, section: string, stance: LeniencyFacts['stance'] = 'may'): LeniencyFacts => ({
  rule,
  section: `RFC ${section}`,
  stance,
});

export const LENIENCY_FACTS: Readonly<Record<RequestLeniency, LeniencyFacts>> = {
  'leading-empty-lines': facts('empty-lines-before', '9112 §2.2'),
  'request-line-space': facts('request-line-spaces', '9112 §3'),
  'target-octets': facts('target-octets', '9112 §3.2'),
  'bare-lf': facts('bare-lf', '9112 §2.2'),
  'bare-cr': facts('bare-cr', '9112 §2.2'),
  'ctl-in-value': facts('field-value', '9110 §5.5'),
  'obs-fold': facts('obs-fold', '9112 §5.2'),
  'space-before-first-field': facts('space-before-first-field', '9112 §2.2'),
  'host-missing': facts('host-missing', '9112 §3.2', 'breaks'),
  'cl-te': facts('transfer-encoding-and-length', '9112 §6.1'),
  'cl-list': facts('content-length-duplicate', '9112 §6.3'),
  bws: facts('bad-white-space', '9110 §5.6.3', 'must'),
  'chunk-size-space': facts('bad-white-space', '9110 §2.4'),
};

/**
 * The leniencies of a reader: a user agent must accept some (RFC 9112 §5.2, RFC 9110 §5.6.3), may accept the others.
 */
export const READER_LENIENCIES: readonly Leniency[] = ['bare-lf', 'reason-space', 'bws', 'obs-fold'];

/** Those of the mode itself: what every recipient MUST accept. */
const OF_MODE: Readonly<Record<Mode, readonly RequestLeniency[]>> = {
  hardened: [],
  rfc: REQUEST_LENIENCIES.filter((name) => LENIENCY_FACTS[name].stance === 'must'),
};

const requestTables = new Map<string, Table>();
const responseTables = new Map<string, Table>();

function cached(tables: Map<string, Table>, rows: Table['rows'], leniencies: readonly Leniency[]): Table {
  const key = [...leniencies].sort().join();
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = compile(rows, leniencies);
  tables.set(key, table);
  return table;
}

/** Only the mode's own leniencies: the usual case, found without a lookup for every connection. */
const PLAIN: Readonly<Record<Mode, Table>> = {
  hardened: cached(requestTables, REQUEST_ROWS, OF_MODE.hardened),
  rfc: cached(requestTables, REQUEST_ROWS, OF_MODE.rfc),
};

/** The request table for a server's options: compiled once for each set of leniencies. */
export function requestTable(mode: Mode, leniencies: readonly Leniency[] = []): Table {
  if (leniencies.length === 0) return PLAIN[mode];
  return cached(requestTables, REQUEST_ROWS, [...new Set([...OF_MODE[mode], ...leniencies])]);
}

/** The response table for a set of leniencies. */
export function responseTable(leniencies: readonly Leniency[] = READER_LENIENCIES): Table {
  return cached(responseTables, RESPONSE_ROWS, leniencies);
}

const digests = new Map<string, string>();

/**
 * The digest of a server's parsing: of the active rows, and of the mode and the leniencies, which the checks also read.
 * Two servers with the same digest report the same events for the same octets.
 */
export function readingDigest({ mode, leniencies }: Reading): string {
  const key = `${mode} ${leniencies}`;
  const known = digests.get(key);
  if (known !== undefined) return known;
  const table = requestTable(mode, leniencies);
  const digest = tableDigest([{ mode, leniencies }, ...table.rows.filter((row) => holds(row, table.leniencies))]);
  digests.set(key, digest);
  return digest;
}
