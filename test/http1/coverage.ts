/** Which rows of the tables the wire cases go through: whole, cut short by FIN or a time-out, and under small limits. */

import { concat, fromLatin1, latin1 } from '#shared/base/octets.ts';
import type { Limits } from '#shared/base/options.ts';
import { rowFor } from '#shared/http1/machine.ts';
import { REQUEST_ROWS, RESPONSE_ROWS } from '#shared/http1/states.ts';
import { type Row, rowId, type StateName } from '#shared/http1/table.ts';
import { loadCases, type WireCase } from '../cases/load.ts';
import { type Run, run, runCase } from './record.ts';

export type Kind = WireCase['kind'];

export const ROWS: Readonly<Record<Kind, readonly Row[]>> = { request: REQUEST_ROWS, response: RESPONSE_ROWS };

export const CASES: readonly WireCase[] = loadCases();

/**
 * A request as a response: another start-line before the same sections, which both tables read by the same rows. Null
 * when the case does not get beyond its start-line.
 */
export function asResponse(wireCase: WireCase): WireCase | null {
  const line = /^[^\r\n]* (HTTP\/1\.[01])\r\n/.exec(latin1(wireCase.octets));
  if (wireCase.kind !== 'request' || line === null) return null;
  const octets = concat([fromLatin1(`${line[1]} 200 OK\r\n`), wireCase.octets.subarray(line[0].length)]);
  const leniencies = wireCase.leniencies ?? (wireCase.mode === 'rfc' ? (['bws'] as const) : []);
  return { ...wireCase, kind: 'response', methods: ['GET', 'GET'], octets, leniencies };
}

const CASES_OF: Readonly<Record<Kind, readonly WireCase[]>> = {
  request: CASES.filter(({ kind }) => kind === 'request'),
  response: [
    ...CASES.filter(({ kind }) => kind === 'response'),
    ...CASES.map(asResponse).filter((one) => one !== null),
  ],
};

/** The rows a run went through, octet by octet. */
export function rowsOf(kind: Kind, { trace }: Run): Row[] {
  return Array.from({ length: trace.length }, (_, offset) => ROWS[kind][trace.at(offset)] as Row);
}

/** Everything seen while the cases ran. */
export class Coverage {
  readonly rows = new Set<string>();
  /** `decision answer`, for the rows that leave the next state to a decision. */
  readonly answers = new Set<string>();

  /** Runs the cases of a kind. */
  addCases(kind: Kind): this {
    for (const wireCase of CASES_OF[kind]) {
      const ran = runCase(wireCase);
      const rows = rowsOf(kind, ran);
      for (const [offset, row] of rows.entries()) this.#add(row, rows[offset + 1]?.from ?? ran.parser.state);
      if (wireCase.end === null) continue;
      const last = rowFor(ran.parser.table, ran.before, wireCase.end);
      if (last !== undefined) this.rows.add(rowId(last));
    }
    return this;
  }

  #add(row: Row, answer: StateName): void {
    this.rows.add(rowId(row));
    if (typeof row.to !== 'string') this.answers.add(`${row.to.by} ${answer}`);
  }
}

/** A case fed up to an offset at which the machine is in a given state. */
export interface Place {
  readonly wireCase: WireCase;
  readonly offset: number;
}

/** For each state of a machine, the first place in a case where it is in that state with an octet still to come. */
export function placesOf(kind: Kind): ReadonlyMap<StateName, Place> {
  const places = new Map<StateName, Place>();
  for (const wireCase of CASES_OF[kind]) {
    const ran = run(wireCase, wireCase.octets);
    const states = [...rowsOf(kind, ran).map((row) => row.from), ran.parser.state];
    states.forEach((state, offset) => {
      if (!places.has(state)) places.set(state, { wireCase, offset });
    });
  }
  return places;
}

const LIMITS: readonly (keyof Limits)[] = [
  'method',
  'startLine',
  'headerSection',
  'chunkLine',
  'chunkExtensions',
  'trailerSection',
];

/** The run of a case, among those under one small limit, whose octet at the place goes through the row of that symbol. */
export function runOverLimit(kind: Kind, { wireCase, offset }: Place, symbol: 'LIMIT' | 'TOTAL'): Run | null {
  for (const name of LIMITS) {
    for (let limit = 0; limit <= offset; limit++) {
      const limits = { ...wireCase.limits, [name]: limit };
      const ran = run({ ...wireCase, limits }, wireCase.octets.subarray(0, offset + 1));
      if (rowsOf(kind, ran)[offset]?.on === symbol) return ran;
    }
  }
  return null;
}

/** The places where the machine is in a state and an octet follows: the first in each case. */
export function placesWithOctet(kind: Kind, state: StateName): readonly Place[] {
  return CASES_OF[kind].flatMap((wireCase) => {
    const offset = rowsOf(kind, run(wireCase, wireCase.octets)).findIndex((row) => row.from === state);
    return offset < 0 ? [] : [{ wireCase, offset }];
  });
}
