/** The inside of a profile's thread: equips it, lets it run, and tells what its sockets saw. */
import type { Address } from '../../../../../shared/profiles/calls.ts';
import type { Runnable } from '../../../../../shared/profiles/index.ts';
import { backlogOf } from '../../../../../shared/profiles/memory.ts';
import { DEFAULT_OPTIONS, Os } from '../../../../../shared/profiles/os.ts';
import type { Draft } from '../../../../../shared/transcript/entries.ts';
import { formatAddress } from '../address.ts';
import { Conditions, type Version } from '../conditions.ts';
import { Descriptors } from '../descriptors.ts';
import type { FromThread, ThreadStart, ToThread } from '../messages.ts';
import type { Outbox } from '../outbox.ts';
import { openOutbox } from '../thread.ts';
import { Datagrams } from './datagrams.ts';
import { Files } from './files.ts';
import { Listener } from './listener.ts';
import { Performer } from './performer.ts';
import { type Equipment, World } from './world.ts';

/** Runs `profile` in this thread. */
export function runProfile(profile: Runnable, version: Version, start: ThreadStart): void {
  const post = (message: FromThread): void => start.port.postMessage(message);
  const outbox = openOutbox(start);
  const open = opener(start, version, outbox);
  let performer: Performer | null = null;
  let busy: number | null = null;
  // Sockets are numbered as connections are: both count the accepts.
  const tellBusy = (connection: number | null): void => {
    outbox.flush();
    if (connection !== busy) post({ type: 'busy', connection });
    busy = connection;
  };
  const run = ({ port, ...sockets }: Sockets): void => {
    const { prints, ...options } = start.profile ?? { ...DEFAULT_OPTIONS, prints: false };
    const files = start.scratch === null || profile.tree === null ? null : new Files(start.scratch, profile.tree);
    performer = new Performer(new World({ ...sockets, files, prints }), profile.concurrency, {
      blocks: (socket) => tellBusy(socket),
      listens: () => tellBusy(null),
      ended: () => {
        outbox.flush();
        process.exit(0);
      },
    });
    post({ type: 'listening', port });
    performer.start(profile.serve, new Os([start.host, port], options));
  };
  // It shall not keep the thread alive: what ends, ends.
  start.port.on('message', (message: ToThread) => message.type === 'interrupt' && performer?.interrupt()).unref();
  openSockets(profile, start, open, () => performer?.go()).then(
    // In a turn of its own: what the profile dies of is a crash, not a failure to listen.
    (sockets) => setImmediate(run, sockets),
    (error: Error) => {
      post({ type: 'failed', message: error.message });
      process.exit(1);
    },
  );
}

type Sockets = Pick<Equipment, 'listener' | 'datagrams'> & { readonly port: number };

/** Begins the record of a connection, or of a sender of datagrams. */
type Opener = (local: string, from: Address) => (draft: Draft) => void;

function opener(start: ThreadStart, version: Version, outbox: Outbox): Opener {
  const conditions = new Conditions(start, version);
  const profile = start.profile === null ? null : { once: start.profile.once, name: start.profile.name };
  let connections = 0;
  return (local, from) => {
    const options = { ...conditions.of(from[1]), ...(profile !== null && { profile }) };
    const connection = ++connections;
    const record = (draft: Draft): void => outbox.record(connection, draft, options.origin === 'page');
    record({ kind: 'open', at: 'server', local, remote: formatAddress(...from), options });
    return record;
  };
}

async function openSockets(
  profile: Runnable,
  { host, ports, descriptors, slot }: ThreadStart,
  open: Opener,
  arrived: () => void,
): Promise<Sockets> {
  if (profile.transport === 'udp') {
    const datagrams = await Datagrams.bind(host, ports, open, arrived);
    return { datagrams, listener: null, port: datagrams.port };
  }
  // The number stands in the profile; played in memory, it says which.
  const backlog = backlogOf(profile.serve) ?? 0;
  const listener = new Listener({ backlog, descriptors: new Descriptors(descriptors), slot, open, arrived });
  return { listener, datagrams: null, port: await listener.listen(host, ports) };
}
