/** What the client did, in the words of the command line's trace. */
import type { RunEvent } from '#shared/client/hops.ts';
import type { RunNote } from '#shared/client/run-notes.ts';
import { duration } from '#shared/text/duration.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { t } from '../../../session/state/text.ts';

const text = t.client.trace;

/** The lines for an event; none if the event is shown elsewhere. */
export function sentencesOf(event: RunEvent): readonly string[] {
  return event.kind === 'entry' ? ofEntry(event.entry) : ofNote(event.note);
}

function ofEntry(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'connect':
      return [`${text.connect}: ${entry.local} → ${entry.remote}`];
    case 'write':
      return [text.write(entry.bytes.length)];
    case 'read':
      return [text.read(entry.length)];
    case 'fin':
      return [`${text.fin} ${entry.by === 'client' ? '→' : '←'}`];
    case 'reset':
      return [`${text.reset} ${entry.by === 'client' ? '→' : '←'}`];
    case 'close':
      return [text.closed(entry.error)];
    default:
      return [];
  }
}

function ofNote(note: RunNote): readonly string[] {
  switch (note.what) {
    case 'request':
      return note.changes.map((change) => t.client.change(change));
    case 'resolved':
      return [text.resolved(note.host, note.addresses.join(', '), duration(note.ms))];
    case 'connecting':
      return [text.connecting(note.remote)];
    case 'not-connected':
      return [text.notConnected(note.remote, t.client.system(note.error))];
    case 'tls':
      return [
        text.tls(note.protocol, note.cipher),
        text.certificate(note.subject, note.issuer),
        ...(note.trusted ? [] : [text.untrusted]),
      ];
    case 'reused':
      return [text.reused(note.connection)];
    case 'interim':
      return [text.interim(note.status, '')];
    case 'head':
      return [];
    default:
      return ofLater(note);
  }
}

type Early = 'request' | 'resolved' | 'connecting' | 'not-connected' | 'tls' | 'reused' | 'interim' | 'head';

function ofLater(note: Exclude<RunNote, { what: Early }>): readonly string[] {
  switch (note.what) {
    case 'tolerated':
      return [text.tolerated(t.client.rule(note.rule))];
    case 'complete':
      return [text.complete(note.content, note.trailers)];
    case 'keep':
      return [(note.kept ? text.kept : text.notKept)(t.client.keepReason(note.why))];
    case 'repeat':
      return [text.repeat];
    case 'redirect':
      return [
        text.redirect(note.status, note.method, note.url),
        ...(note.methodChanged ? [text.methodChanged] : []),
        ...(note.dropped.length > 0 ? [text.dropped(note.dropped.join(', '))] : []),
        ...(note.downgraded ? [text.downgraded] : []),
      ];
    case 'halt':
      return [text.halt(note.status, t.client.halt(note.halt, note.detail))];
    case 'cookie-set':
      return [note.removed ? text.cookieRemoved(note.name) : text.cookieSet(note.name, note.domain, note.path)];
    case 'cookie-refused':
      return [text.cookieRefused(note.line, t.client.cookieRefusal(note.why))];
    case 'coding-unknown':
      return [text.codingUnknown(note.codings.join(', '))];
    case 'decoded':
      return [text.decoded(note.codings.join(', '), note.before, note.after)];
  }
}
