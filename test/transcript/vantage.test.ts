/**
 * A connection seen from the client alone: its requests are parsed from what the client wrote, its responses from what it
 * read, and all that is derived is what the server's own socket would have given, where it read and wrote the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { linesOfRow } from '#shared/screen/row.ts';
import { Screen } from '#shared/screen/screen.ts';
import { textOf } from '#shared/screen/span.ts';
import { en } from '#shared/text/en/index.ts';
import { columnLabel } from '#shared/text/entry-label.ts';
import { waitingSentence } from '#shared/text/waiting-sentence.ts';
import { divergenceOf } from '#shared/transcript/judge/compare.ts';
import { outcomeOf } from '#shared/transcript/judge/outcome.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { move } from '#shared/transcript/replay/navigate.ts';
import { type Replay, stepsOf } from '#shared/transcript/replay/replay.ts';
import { stepAt, takenAt } from '#shared/transcript/replay/step.ts';
import { explainAt } from '#shared/transcript/view/explain.ts';
import { Ladder } from '#shared/transcript/view/ladder.ts';
import { RowLayout } from '#shared/transcript/view/rows.ts';
import { Structure } from '#shared/transcript/view/structure.ts';
import { statusAt, waitingAt } from '#shared/waiting/waiting.ts';
import { loadCases } from '../cases/load.ts';
import { mixed } from './mixed.ts';
import {
  clientReads,
  clientTakes,
  clientWrites,
  closed,
  dropped,
  fin,
  open,
  reached,
  reads,
  replayed,
  rst,
  script,
  writes,
} from './script.ts';

const SERVER = 'localhost:8000';
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';

/** The same connection as its server's socket would have seen it, had it read what was written at once; and as seen from the client. */
function bothOf(drafts: readonly Draft[]): { server: Replay; client: Replay; mirrored: readonly Draft[] } {
  const seen = drafts.filter(({ kind }) => kind !== 'timer' && kind !== 'decision' && kind !== 'crash');
  const mirrored = seen.map(mirror);
  return { server: replayed(...seen.map(ours)), client: replayed(...mirrored), mirrored };
}

const ours = (draft: Draft): Draft => (draft.kind === 'open' ? open({ server: SERVER }) : draft);

function mirror(draft: Draft): Draft {
  if (draft.kind === 'open') return reached(SERVER);
  if (draft.kind === 'read') return clientWrites(latin1(draft.bytes ?? new Uint8Array()));
  if (draft.kind === 'write') return clientTakes(latin1(draft.bytes));
  return { ...draft, at: 'client' } as Draft;
}

const logOf = ({ log, boundaries, length, state }: Replay['request']) => ({
  messages: log.messages,
  verdicts: log.verdicts,
  tokens: Array.from({ length: log.tokens.length }, (_, index) => log.tokens.at(index)),
  boundaries,
  length,
  state,
});

/** All that a panel could show, but the entries themselves. */
function shownOf(replay: Replay) {
  const steps = Array.from({ length: replay.total + 1 }, (_, position) => {
    const step = stepAt(replay, position);
    return step === null ? null : { ...step, entry: null };
  });
  return { total: replay.total, request: logOf(replay.request), response: logOf(replay.response), steps };
}

/** The walk has the same shape in every panel. */
function expectSame(server: Replay, client: Replay): void {
  expect(shownOf(client)).toEqual(shownOf(server));
  for (let position = 0; position <= server.total; position += 7) {
    expect(takenAt(client, position)).toEqual(takenAt(server, position));
    for (const unit of ['token', 'line', 'read', 'message', 'problem'] as const)
      expect(move(client, position, unit, 1)).toBe(move(server, position, unit, 1));
  }
  expect(laddersOf(client)).toEqual(laddersOf(server));
  expect(rowsOf(client)).toEqual(rowsOf(server));
  expect(treeOf(client)).toEqual(treeOf(server));
}

function laddersOf(replay: Replay) {
  const ladder = new Ladder(() => 60);
  ladder.update(replay);
  return ladder.columns.map(({ x, width, direction }) => ({ x, width, direction }));
}

function rowsOf(replay: Replay) {
  const rows = new RowLayout({ columns: 24, lines: true });
  rows.update(replay);
  return Array.from({ length: rows.length }, (_, index) => rows.row(index));
}

function treeOf(replay: Replay) {
  const rows = new Structure(replay).rows(new Set());
  return Array.from({ length: rows.length }, (_, index) => rows.at(index));
}

describe('a replay from the client’s vantage', () => {
  it('is the server’s, for any octets and any cuts', () => {
    fc.assert(
      fc.property(mixed, (drafts) => {
        const { server, client } = bothOf(drafts);
        expectSame(server, client);
      }),
      { numRuns: 60 },
    );
  });

  it('is that of the server’s over every wire case', () => {
    const cases = loadCases();
    expect(cases.length).toBeGreaterThan(100);
    for (const { kind, octets } of cases) {
      const text = latin1(octets);
      if (text === '') continue;
      const { server, client } = bothOf(
        kind === 'request' ? [open(), reads(text)] : [open(), reads(GET), writes(text)],
      );
      expect(shownOf(client)).toEqual(shownOf(server));
    }
  });

  it('takes no step for what another vantage saw', () => {
    const replay = replayed(reached(), clientWrites(GET), reads(GET), writes(OK), clientTakes(OK), closed('client'));
    expect(replay.total).toBe(1 + GET.length + OK.length + 1);
    expect(replay.vantage).toBe('client');
    expect(stepsOf({ ...reads(GET), seq: 0, t: 0 } as never, 'client')).toBe(0);
  });

  it('counts what was dropped at the client, and continues after the gap', () => {
    const gap = { ...dropped(10, 20), at: 'client' } as Draft;
    const replay = replayed(reached(), gap, clientWrites(GET), clientTakes(OK));
    expect([replay.request.base, replay.response.base]).toEqual([10, 20]);
    expect([replay.request.length, replay.response.length]).toEqual([GET.length, OK.length]);
    expect(replay.places.at(-1)?.status).toMatchObject({ vantage: 'client', accepted: true });
  });

  it('has the reads of a connection that is recorded at both ends only as their lengths', () => {
    const replay = replayed(open(), clientWrites(GET), reads(GET), writes(OK), clientReads(OK.length));
    expect(replay.vantage).toBe('server');
    expect(replay.total).toBe(1 + GET.length + OK.length);
  });
});

describe('the sentences about it', () => {
  const whole = [reached(), clientWrites(GET), clientTakes(OK)];

  it('names the vantage where the connection begins, and whose socket ended', () => {
    const replay = replayed(...whole, fin('server', 'client'), fin('client', 'client'), closed('client'));
    const opened = explainAt(replay, 1);
    expect(en.why.sentence(opened)).toBe('The connection to the server was established');
    expect(en.why.paragraph(opened)).toContain('seen from the client’s side');
    const ended = explainAt(replay, replay.total);
    expect(en.why.sentence(ended)).toBe('The client’s socket is closed');
    expect(en.why.paragraph(ended)).toContain(`The client read ${OK.length} octets and wrote ${GET.length} octets`);
    expect(statusAt(replay, replay.total)).toMatchObject({ closed: true, clientFin: true, serverFin: true });
    const place = replay.places[0];
    expect(place && columnLabel(en, replay, place, null)).toBe('connected');
  });

  it('calls the calls what they were: our writes, our reads', () => {
    const replay = replayed(...whole);
    expect([replay.request.call, replay.response.call]).toEqual(['write', 'read']);
    expect([...(['in', 'out'] as const)].map((way) => replayed(open(), reads(GET)).stream(way).call)).toEqual([
      'read',
      'write',
    ]);
    expect(explainAt(replay, 2)).toMatchObject({ kind: 'octet', call: 'write' });
  });

  it('never says that the server has read anything, or what it waits for', () => {
    const positions = replayed(...whole);
    for (let position = 1; position <= positions.total; position++) {
      const { for: waited } = waitingAt(positions, position);
      expect(waited.what).toBe('outside');
    }
  });

  it.each<[string, readonly Draft[], RegExp]>([
    ['nothing was written', [], /Nothing has been sent yet/],
    ['a request is begun', [clientWrites('GET / HT')], /request is incomplete.*Octet cannot see/],
    ['content is missing', [clientWrites('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab')], /3 octets/],
    ['a request is written', [clientWrites(GET)], /has not answered.*Octet cannot see what it has read/],
    ['the answer has begun', [clientWrites(GET), clientTakes(OK.slice(0, 20))], /response has begun/],
    ['it is answered', [clientWrites(GET), clientTakes(OK)], /has been answered/],
    [
      'the engine would read no further',
      [clientWrites('G(T / HTTP/1.1\r\n\r\n')],
      /The engine would stop reading here/,
    ],
    ['the server has said FIN', [clientWrites(GET), fin('server', 'client')], /it will send nothing more/],
    [
      'the client has said FIN',
      [clientWrites(GET), clientTakes(OK), fin('client', 'client')],
      /client has closed its side/,
    ],
    ['it is closed', [clientWrites(GET), closed('client')], /closed/],
    ['it was reset', [clientWrites(GET), { ...rst('server'), at: 'client' } as Draft], /server \*\*reset/],
  ])('when %s', (_when, drafts, said) => {
    const replay = replayed(reached(), ...drafts);
    expect(waitingSentence(en, waitingAt(replay, replay.total))).toMatch(said);
  });

  it('has nothing in flight: what was read is unknown', () => {
    const ladder = new Ladder(() => 60);
    ladder.update(replayed(reached(), clientWrites(GET)));
    expect(ladder.inFlight).toEqual({ inbound: 0, outbound: 0 });
  });
});

describe('the terminal', () => {
  it('shows what was written and what came, and where it goes', () => {
    const replay = replayed(reached(), clientWrites(GET), clientTakes(OK), fin('server', 'client'));
    const screen = new Screen(en, replay, []);
    screen.update();
    const drawn = screen.rows.kept
      .flatMap((row) => linesOfRow(en, row, 80))
      .map(({ spans }) => textOf(spans).trimEnd());
    const text = drawn.join('\n');
    expect(text).toContain('connected to localhost:8000 at 127.0.0.1:8000 (not an Octet server)');
    expect(text).toContain('GET / HTTP/1.1');
    expect(text).toContain('HTTP/1.1 200 OK');
    expect(screen.sent).toBe(GET.length);
  });
});

describe('an outcome seen from the client', () => {
  const lane = (...drafts: Draft[]) => outcomeOf(script(reached(), ...drafts));

  it('does not know how many octets were taken, and may have been decided at any of them', () => {
    const outcome = lane(clientWrites('GET / HT'), clientWrites('TP/1.1\r\nHost: a\r\n\r\n'), clientTakes(OK));
    expect(outcome).toMatchObject({ statuses: [200], consumed: null, requests: 1, fate: 'kept', exact: false });
    expect(outcome.effects).toEqual([{ kind: 'answered', from: 1, to: GET.length }]);
    expect(outcome.ms).toBe(1);
  });

  it('parts from the engine where its answer came before the rest was written', () => {
    const early = lane(
      clientWrites('GET / HT'),
      clientTakes('HTTP/1.1 400 Bad Request\r\n\r\n'),
      clientWrites('TP/1.1\r\n\r\n'),
    );
    const engine = outcomeOf(script(open(), reads('GET / HT'), reads('TP/1.1\r\n\r\n'), writes(OK)));
    expect(early.effects[0]).toEqual({ kind: 'refused', from: 1, to: 8 });
    expect(divergenceOf(early, engine)).toBe(7);
  });

  it('diverges from no server that may have done the same', () => {
    const late = lane(clientWrites('GET / HT'), clientWrites('TP/1.1\r\nHost: a\r\n\r\n'), clientTakes(OK));
    const engine = outcomeOf(script(open(), reads(GET), writes(OK)));
    expect(divergenceOf(late, engine)).toBeNull();
  });

  it('ends as it was seen to end', () => {
    expect(lane(clientWrites(GET), fin('server', 'client')).fate).toBe('closed');
    expect(lane(clientWrites(GET), { ...rst('server'), at: 'client' } as Draft)).toMatchObject({ fate: 'reset' });
    expect(lane(clientWrites(GET)).fate).toBe('waiting');
  });
});
