/** A connection that is none: datagrams on the terminal, the tape and the ladder. And one that is not accepted yet. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { Screen } from '#shared/screen/screen.ts';
import { en } from '#shared/text/en/index.ts';
import { columnLabel } from '#shared/text/entry-label.ts';
import { decodeEntries, encodeEntries } from '#shared/transcript/record/codec.ts';
import type { Draft, Entry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { Ladder } from '#shared/transcript/view/ladder.ts';
import { RowLayout } from '#shared/transcript/view/rows.ts';
import { waitingAt } from '#shared/waiting/waiting.ts';
import { OPTIONS } from './script.ts';

const numbered = (drafts: readonly Draft[]): Entry[] =>
  drafts.map((draft, seq) => ({ ...draft, seq, t: seq }) as Entry);

const replayOf = (...drafts: Draft[]): Replay => {
  const replay = new Replay();
  replay.append(numbered(drafts));
  return replay;
};

const ENDS = { local: '127.0.0.1:1', remote: '127.0.0.1:2' };
const connect: Draft = { kind: 'connect', at: 'client', ...ENDS, server: 'udp-upper', transport: 'udp' };
const open: Draft = {
  ...{ kind: 'open', at: 'server', ...ENDS },
  options: { ...OPTIONS, server: 'udp-upper', transport: 'udp', origin: 'page' },
};
const bytes = utf8('a\nb');
const there: Draft[] = [
  { kind: 'write', at: 'client', bytes },
  { kind: 'read', at: 'server', length: 3, bytes },
];
const back: Draft[] = [
  { kind: 'write', at: 'server', bytes },
  { kind: 'read', at: 'client', length: 3 },
];

describe('datagrams', () => {
  const replay = replayOf(connect, open, ...there, ...there, ...back);

  it('are read as no HTTP', () => {
    expect(replay.datagrams).toBe(true);
    expect(replay.request.log.verdicts).toEqual([]);
    expect(waitingAt(replay, replay.total).for).toEqual({ what: 'message', datagrams: true });
  });

  it('stand apart on the tape, each under its label', () => {
    const layout = new RowLayout({ columns: 16, lines: true });
    layout.update(replay);
    const kinds = Array.from({ length: layout.length }, (_, i) => layout.row(i).kind);
    expect(kinds).toEqual(['event', 'label-in', 'in', 'in', 'label-in', 'in', 'in', 'label-out', 'out', 'out']);
  });

  it('are counted on the terminal, with their octets', () => {
    const screen = new Screen(en, replay, []);
    screen.update();
    const said = screen.rows.kept.map((row) => (row.kind === 'note' ? row.text : row.kind));
    expect(said.slice(1)).toEqual([
      ...['datagram 1: 3 octets', 'octets', 'octets', 'datagram 2: 3 octets', 'octets', 'octets'],
      ...['datagram back 1: 3 octets', 'octets', 'octets'],
    ]);
  });

  it('are named on the ladder, and none is ever on its way', () => {
    const ladder = new Ladder((of, place, direction) => columnLabel(en, of, place, direction).length);
    const cut = replayOf(
      connect,
      open,
      { kind: 'write', at: 'client', bytes },
      {
        ...{ kind: 'read', at: 'server', length: 1, bytes: utf8('a') },
      },
    );
    ladder.update(cut);
    expect(ladder.inFlight).toEqual({ inbound: 0, outbound: 0 });
    expect(ladder.columns.map(({ place, direction }) => columnLabel(en, cut, place, direction))).toEqual([
      'first datagram',
      'a · datagram 1, 1 octet',
    ]);
  });

  it('travel with the fact that they are datagrams', () => {
    const entries = numbered([connect, open]);
    expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
  });

  it('end when the client closes its socket', () => {
    const over = replayOf(connect, open, { kind: 'close', at: 'client' });
    expect(waitingAt(over, over.total).for).toEqual({ what: 'closed', reset: null });
  });
});

describe('a connection in the backlog', () => {
  const waits: Draft[] = [
    { kind: 'connect', at: 'client', ...ENDS, server: 'web-server-1.0' },
    { kind: 'write', at: 'client', bytes },
  ];
  const accepted: Draft = {
    ...{ kind: 'open', at: 'server', ...ENDS },
    options: { ...OPTIONS, server: 'web-server-1.0', origin: 'page' },
  };

  it('shows what the client sent, and waits for its accept', () => {
    const replay = replayOf(...waits);
    expect(replay).toMatchObject({ total: 0, accepted: false, sent: 3 });
    expect(waitingAt(replay, 0).for).toEqual({ what: 'accept' });
    const screen = new Screen(en, replay, []);
    screen.update();
    expect(screen.rows.kept[0]).toMatchObject({ kind: 'note', text: 'connected to Web server 1.0 on 127.0.0.1:2' });
    expect(screen.sent).toBe(3);
  });

  it('continues like any other once it is accepted', () => {
    const replay = replayOf(...waits, accepted, { kind: 'read', at: 'server', length: 3, bytes });
    expect(replay).toMatchObject({ total: 4, accepted: true });
    const screen = new Screen(en, replay, []);
    screen.update();
    expect(screen.sent).toBe(3);
    expect(waitingAt(replay, 1).for).toMatchObject({ what: 'octets', state: 'start' });
  });

  it('is over when its client leaves, and not when it is accepted all the same', () => {
    const left = replayOf(...waits, { kind: 'close', at: 'client' });
    expect(waitingAt(left, 0).for).toEqual({ what: 'closed', reset: null });
    const late = replayOf(...waits, { kind: 'close', at: 'client' }, accepted);
    expect(waitingAt(late, late.total).for).toMatchObject({ what: 'octets' });
  });
});
