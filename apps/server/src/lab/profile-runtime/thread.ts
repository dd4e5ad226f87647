/** The inside of a profile's thread: sets it up, runs it, and reports what happens on its sockets. */
import type { Address } from '#shared/profiles/calls.ts';
import type { Runnable } from '#shared/profiles/index.ts';
import { backlogOf } from '#shared/profiles/memory.ts';
import { Os } from '#shared/profiles/os.ts';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import type { ConnectionOptions, Draft } from '#shared/transcript/record/entries.ts';
import { formatAddress } from '../../base/address.ts';
import { Gates, WakeSignal } from '../gate/gates.ts';
import { RecvGate } from '../gate/recv-gate.ts';
import { Descriptors } from '../memory/descriptors.ts';
import type { FromThread, ThreadStart, ToThread } from '../memory/messages.ts';
import { Conditions, type Version } from '../thread/conditions.ts';
import type { Outbox } from '../thread/outbox.ts';
import { openOutbox, reporter } from '../thread/thread.ts';
import { Datagrams } from './datagrams.ts';
import { Files } from './files.ts';
import { Listener, type ListenerSetup } from './listener.ts';
import { ProfileRuntime } from './runtime.ts';
import { type Equipment, Syscalls } from './syscalls.ts';

/** Runs `profile` in this thread. */
export function runProfile(profile: Runnable, version: Version, start: ThreadStart): void {
  const post = (message: FromThread): void => start.port.postMessage(message);
  const outbox = openOutbox(start);
  let runtime: ProfileRuntime | null = null;
  const gates = new Gates(start.gates, new WakeSignal(start.wake), {
    heard: () => runtime?.go(),
    settled: reporter(start, outbox),
  });
  const open = opener(start, version, outbox);
  let busy: number | null = null;
  // Sockets and connections have the same numbers: both count the accepts.
  const tellBusy = (connection: number | null): void => {
    outbox.flush();
    if (connection !== busy) post({ type: 'busy', connection });
    busy = connection;
  };
  const run = ({ port, ...sockets }: Sockets): void => {
    const { prints, ...options } = start.profile ?? { ...DEFAULT_OPTIONS, prints: false };
    const files = start.scratch === null || profile.tree === null ? null : new Files(start.scratch, profile.tree);
    runtime = new ProfileRuntime(new Syscalls({ ...sockets, files, prints }), profile.concurrency, {
      blocks: (socket) => tellBusy(socket),
      sleep: (ms) => {
        gates.sleep(ms);
        gates.hear();
      },
      listens: () => tellBusy(null),
      ended: () => {
        outbox.flush();
        process.exit(0);
      },
    });
    post({ type: 'listening', port });
    runtime.start(profile.serve, new Os([start.host, port], options));
  };
  // Must not keep the thread alive.
  start.port.on('message', (message: ToThread) => message.type === 'interrupt' && runtime?.interrupt()).unref();
  openSockets(profile, start, { open, gates }, () => runtime?.go()).then(
    // In a separate turn of the event loop: an error in the profile is a crash, not a failure to listen.
    (sockets) => setImmediate(run, sockets),
    (error: Error) => {
      post({ type: 'failed', message: error.message });
      process.exit(1);
    },
  );
}

type Sockets = Pick<Equipment, 'listener' | 'datagrams'> & { readonly port: number };

interface Record {
  readonly record: (draft: Draft) => void;
  readonly connection: number;
  readonly options: ConnectionOptions;
}

/** Begins the record of a connection, or of a sender of datagrams. */
type Opener = (local: string, from: Address) => Record;

function opener(start: ThreadStart, version: Version, outbox: Outbox): Opener {
  const conditions = new Conditions(start, version);
  const profile = start.profile === null ? null : { once: start.profile.once, name: start.profile.name };
  let connections = 0;
  return (local, from) => {
    const options = { ...conditions.of(from[1]), ...(profile !== null && { profile }) };
    const connection = ++connections;
    const record = (draft: Draft): void => outbox.record(connection, draft, options.origin === 'page');
    record({ kind: 'open', at: 'server', local, remote: formatAddress(...from), options });
    return { record, connection, options };
  };
}

/** Begins the record of an accepted connection, and puts a gate in front of it. */
function gated(open: Opener, gates: Gates, http: boolean): ListenerSetup['open'] {
  return (local, from) => {
    const { record, connection, options } = open(local, from);
    const gate = new RecvGate(record, http ? options : null);
    gates.add(connection, gate);
    return { record, gate, closed: () => gates.remove(connection) };
  };
}

interface Openers {
  readonly open: Opener;
  readonly gates: Gates;
}

async function openSockets(
  profile: Runnable,
  { host, ports, descriptors, slot }: ThreadStart,
  { open, gates }: Openers,
  arrived: () => void,
): Promise<Sockets> {
  if (profile.transport === 'udp') {
    const datagrams = await Datagrams.bind(host, ports, (local, from) => open(local, from).record, arrived);
    return { datagrams, listener: null, port: datagrams.port };
  }
  // The number is in the profile's code; running it in memory reveals it.
  const backlog = backlogOf(profile.serve) ?? 0;
  const budget = { descriptors: new Descriptors(descriptors), slot };
  const listener = new Listener({ backlog, ...budget, open: gated(open, gates, profile.http), arrived });
  return { listener, datagrams: null, port: await listener.listen(host, ports) };
}
