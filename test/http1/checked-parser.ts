/** The two parsers, watched: each decision must answer with a state its row names. */
import type { MessageSink, RequestHead, ResponseHead } from '#shared/http1/events.ts';
import type { Table } from '#shared/http1/machine.ts';
import { RequestParser, ResponseParser } from '#shared/http1/parser.ts';
import type { Decision, StateName } from '#shared/http1/table.ts';
import type { RowTrace } from '#shared/http1/trace.ts';
import type { CaseOptions } from '../cases/load.ts';

export type Parser = RequestParser | ResponseParser;

/** A decision must give one of the states its row names: that is all that keeps the table the whole truth. */
function checkDecision(table: Table, from: StateName, by: Decision, answer: StateName): void {
  const rows = table.rows.filter((row) => row.from === from && typeof row.to !== 'string' && row.to.by === by);
  const allowed = rows.flatMap((row) => (typeof row.to === 'string' ? [] : row.to.of));
  if (!allowed.includes(answer)) throw new Error(`decision ${by} in ${from} answered ${answer}, not one of ${allowed}`);
}

class CheckedRequestParser extends RequestParser {
  override decide(decision: Decision, at: number): StateName {
    const from = this.state;
    const answer = super.decide(decision, at);
    checkDecision(this.table, from, decision, answer);
    return answer;
  }
}

class CheckedResponseParser extends ResponseParser {
  override decide(decision: Decision, at: number): StateName {
    const from = this.state;
    const answer = super.decide(decision, at);
    checkDecision(this.table, from, decision, answer);
    return answer;
  }
}

export function parserFor(
  options: CaseOptions,
  sink: MessageSink<RequestHead | ResponseHead>,
  trace: RowTrace,
): Parser {
  const { kind, mode, limits, methods, asked, leniencies } = options;
  const common = { mode, limits, trace, ...(leniencies === null ? {} : { leniencies }) };
  if (kind === 'request') return new CheckedRequestParser(sink, common);
  return new CheckedResponseParser(sink, {
    ...common,
    methods: (request) => methods[request],
    asked: (request) => asked === null || request < asked,
  });
}
