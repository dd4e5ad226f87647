/** Events on a connection, in the words of the terminal. */
import type { Messages } from '../text/index.ts';
import type { CloseEntry, Entry, FinEntry, OpenEntry, Side, Vantage } from '../transcript/record/entries.ts';
import type { Place } from '../transcript/replay/replay.ts';
import type { NoteRow, Tone } from './row.ts';

const note = (text: string, tone: Tone = 'dim'): NoteRow => ({ kind: 'note', tone, text });

/** The terminal's words for an entry, seen from `vantage`; null when it says nothing. */
export function eventNote(t: Messages, place: Place, vantage: Vantage, places: readonly Place[]): NoteRow | null {
  const { entry } = place;
  const { terminal } = t;
  switch (entry.kind) {
    case 'open':
      if (entry.at === 'client') return reached(t, entry);
      return vantage === 'server' ? opened(t, entry) : null;
    case 'connect': {
      const name = t.shell.serverName(entry.server ?? serverOf(places));
      return note(
        entry.transport === 'udp' ? terminal.bound(name, entry.remote) : terminal.connected(name, entry.remote),
      );
    }
    case 'tls':
      return note(t.tls.event(entry), entry.agreed === null ? 'warn' : 'dim');
    case 'fin':
      return entry.at === vantage ? finished(t, entry, vantage) : null;
    case 'reset':
      return entry.at === entry.by ? note(terminal.reset[entry.by], 'warn') : null;
    case 'timer':
      return entry.what === 'fired' && entry.name !== null ? note(terminal.ranOut(t.waiting.clocks[entry.name])) : null;
    case 'crash':
      return note(terminal.crashed(entry.message), 'bad');
    case 'dropped':
      return note(terminal.dropped(entry.inbound + entry.outbound));
    case 'close':
      return entry.at === vantage ? closed(t, entry, place, places) : null;
    default:
      return null;
  }
}

function serverOf(places: readonly Place[]): string {
  const open = places.find(({ entry }) => entry.kind === 'open')?.entry;
  return open?.kind === 'open' ? open.options.server : '';
}

function opened(t: Messages, { remote, local, options }: OpenEntry): NoteRow {
  const said = options.transport === 'udp' ? t.terminal.heard : t.terminal.accepted;
  return note(said(remote, t.shell.serverName(options.server), local));
}

/** A server outside Octet: Octet cannot see whether it has accepted. */
function reached(t: Messages, { remote, options }: OpenEntry): NoteRow {
  return note(t.terminal.reached(t.shell.serverName(options.server), remote));
}

function finished(t: Messages, { by }: FinEntry, vantage: Vantage): NoteRow {
  const { fin } = t.terminal;
  if (by === 'server') return note(fin.server);
  return note(vantage === 'client' ? fin.you : fin.client);
}

function closed(t: Messages, entry: CloseEntry, place: Place, places: readonly Place[]): NoteRow | null {
  if (place.status.crash !== null || place.status.reset !== null) return null;
  if (place.status.datagrams && entry.at === 'client' && entry.error === undefined)
    return note(t.terminal.closedSocket);
  const by = firstToFinish(places, place);
  if (by === null) return note(t.terminal.closedBy.nobody(entry.error ?? ''));
  return note(t.terminal.closedBy[by]);
}

/** Who sent FIN first, up to `last`. */
function firstToFinish(places: readonly Place[], last: Place): Side | null {
  const isFin = (entry: Entry): entry is FinEntry => entry.kind === 'fin';
  for (const { entry } of places) {
    if (isFin(entry)) return entry.by;
    if (entry === last.entry) return null;
  }
  return null;
}
