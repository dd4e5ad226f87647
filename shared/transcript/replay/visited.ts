/** The states a message has passed: for the diagram, which marks those visited up to the cursor. */
import { STATES, type StateName } from '../../http1/table.ts';
import type { Stream } from './stream.ts';

/** For each state, the first octet of the message that arrived in it or led to it. */
type First = Map<StateName, number>;

interface Walked {
  readonly first: First;
  /** The next octet to process. */
  at: number;
}

const known = new WeakMap<Stream, Map<number, Walked>>();

/** States visited in the message of octet `offset`, up to that octet and the state it led to. */
export function visitedBy(stream: Stream, offset: number): ReadonlySet<StateName> {
  if (stream.blind || offset < 0) return new Set();
  const { first } = walk(stream, startOf(stream, offset), offset);
  return new Set([...first].filter(([, at]) => at <= offset).map(([state]) => state));
}

/** Where the message of an octet starts; between messages, where the last one ended. */
function startOf(stream: Stream, offset: number): number {
  const message = stream.log.messageAt(offset);
  if (message === null) return 0;
  return message.end !== null && offset >= message.end ? message.end : message.start;
}

/** Looks at each octet once. Octets taken in bulk, or discarded for good, need one look. */
function walk(stream: Stream, start: number, offset: number): Walked {
  const walks = known.get(stream) ?? new Map<number, Walked>();
  known.set(stream, walks);
  const walked = walks.get(start) ?? { first: new Map(), at: start };
  walks.set(start, walked);
  while (walked.at <= offset) {
    const { at } = walked;
    const row = stream.row(at);
    if (row === undefined) break;
    const discards = STATES[row.from] === 'end';
    const bulk = row.count === undefined ? null : stream.tokenAt(at);
    const last = discards ? offset : bulk === null ? at : Math.min(bulk.end, stream.length) - 1;
    note(walked.first, row.from, at);
    note(walked.first, stream.stateAfter(last + 1), last);
    walked.at = last + 1;
  }
  return walked;
}

function note(first: First, state: StateName, at: number): void {
  if (!first.has(state)) first.set(state, at);
}
