/** The server picker: what it says about each server besides the profile's text, its state, its controls. */

import type { ChoiceGroup, Serving } from '../../profiles/choices.ts';
import type { FixEffect } from '../../profiles/fix-effect.ts';
import { originalOf } from '../../servers/facts.ts';
import { isBusy, patchedIn } from '../../servers/names.ts';
import { isPeer, NAIVE_PROXY } from '../../servers/peers.ts';
import type { Standing } from '../../wire/server-state.ts';
import { group } from './count.ts';
import { NAIVE_TITLE, peerTexts } from './peers.ts';
import { profileTexts } from './profiles.ts';

const lanes = (numbers: readonly number[]) => numbers.map((lane) => `#${lane}`).join(', ');

const groups: Readonly<Record<ChoiceGroup, string>> = {
  engine: 'The engine',
  tutorials: 'Tutorial servers, bugs included',
  references: 'For comparison',
  peers: 'Third-party, on this machine',
};

const serves: Readonly<Record<Serving, { readonly name: string; readonly note: string }>> = {
  serial: { name: 'serial', note: 'One client after another; the next waits in the kernel’s backlog.' },
  select: { name: 'select', note: 'All clients that are ready, in one loop.' },
  tasks: { name: 'threads', note: 'A thread for each connection.' },
  datagrams: { name: 'datagrams', note: 'One datagram after another, from any sender.' },
  many: { name: 'all at once', note: 'All clients at once, with its own event loops and threads.' },
  events: { name: 'event loop', note: 'All clients at once, in one event loop.' },
};

/** The name of a server, wherever it is shown, or its id if it is unknown. A patched one says what was fixed. */
export function serverName(id: string): string {
  const texts: Partial<Record<string, { readonly title: string }>> = profileTexts;
  const fixed = patchedIn(id);
  const original = originalOf(id)?.id;
  if (fixed !== null && original !== undefined) return `${profileTexts[original].title}, ${fixed} fixed`;
  if (isPeer(id)) return peerTexts[id].title;
  if (id === NAIVE_PROXY) return NAIVE_TITLE;
  if (isBusy(id) && original !== undefined) return `${profileTexts[original].title}, with work`;
  return Object.hasOwn(texts, id) ? (texts[id]?.title ?? id) : id;
}

/** In a word or two, for a list and a chip. */
function brief(standing: Standing): string {
  switch (standing.is) {
    case 'unknown':
      return '';
    case 'busy':
      return `busy with #${standing.lane}`;
    case 'absent':
      return 'not here';
    case 'ended':
      return 'stopped';
    default:
      return standing.is;
  }
}

/** In a sentence. `address` is empty while it does not listen. */
function whole(standing: Standing, address: string, datagrams: boolean): string {
  switch (standing.is) {
    case 'unknown':
      return 'Its state is not known yet.';
    case 'absent':
      return '**Not on this machine.**';
    case 'stopped':
      return '**Stopped.** It starts when you connect.';
    case 'starting':
      return '**Starting** …';
    case 'ended':
      return '**Stopped:** it served its one connection, and its program ended. It starts again when you connect.';
    case 'crashed':
      return standing.why === '' ? '**Crashed.**' : `**Crashed:** \`${standing.why}\``;
    case 'busy': {
      const { lane, backlog } = standing;
      const others =
        backlog.length === 0 ? 'the next client waits' : `${lanes(backlog)} wait${backlog.length === 1 ? 's' : ''}`;
      return `**Busy with #${lane}** at \`${address}\`: it waits for that client, forever if need be, since no timer runs. Until then ${others} in the backlog.`;
    }
    case 'listening': {
      if (datagrams) return `**Listening** at \`${address}\` for datagrams.`;
      const { serving } = standing;
      const open = serving.length === 0 ? '' : ` ${lanes(serving)} ${serving.length === 1 ? 'is' : 'are'} open.`;
      return `**Listening** at \`${address}\`.${open}`;
    }
  }
}

/** How the connections that show a shortcoming went, in one line. */
function effect({ octets, line, differs, end, waits, died }: FixEffect): string {
  const answer =
    line === null
      ? 'No response'
      : `\`${line}\`${differs === null ? '' : ` … \`${differs}\``}, ${octets === 1 ? '1 octet' : `${group(octets)} octets`}`;
  const death = died === null ? '' : `the server crashed with \`${died}\``;
  // The kernel closes what a dead server left open.
  const open = died === null ? 'left open' : '';
  const ends = { open, fin: 'closed', reset: 'reset because of unread octets', none: '' }[end];
  const waiting = waits === null || end === 'fin' || end === 'reset' ? '' : `it waits in \`${waits}\``;
  const said = [answer, ends, waiting, death];
  return `${said.filter((part) => part !== '').join('; ')}.`;
}

export const servers = {
  title: 'Servers',
  find: 'Find a server',
  none: 'No server matches.',
  keys: 'Arrows choose, Enter connects, Tab moves to the details.',
  list: 'Servers to choose from',
  groups,
  serves,
  transports: { tcp: 'TCP', udp: 'UDP' },
  shown: 'connected now',

  brief,
  whole,
  restarts: (count: number) => (count === 1 ? 'Restarted once.' : `Restarted ${group(count)} times.`),
  facts: {
    teaches: 'Teaches',
    transport: 'Transport',
    serves: 'Serves',
    port: 'Port',
    state: 'State',
    version: 'Version',
  },
  portNow: (now: number, usual: number) => (now === 0 || now === usual ? `${usual}` : `${now} (${usual} was taken)`),

  connect: 'Connect',
  start: 'Start',
  restart: 'Restart',
  crash: 'Crash it',
  crashNote: {
    back: 'Kills its thread, to show what its clients see. It restarts by itself.',
    down: 'Kills its thread, to show what its clients see. It stays down until you start it.',
    peer: 'Kills its process, to show what its clients see. It stays down until you start it.',
  },

  options: 'Start it with',
  once: '--once',
  onceNote: 'serves one connection, then exits, as the tutorial’s program does',
  name: '--name',
  nameNote: 'the name it answers to in Host',
  nameWrong: 'A host name: letters, digits, dots, hyphens, underscores.',
  optionsLater: 'It is running with other options. These take effect when it restarts.',

  shortcomings: (count: number) =>
    count === 1 ? 'What it gets wrong: one thing' : `What it gets wrong: ${count} things`,
  trigger: 'Trigger it',
  triggerNote: 'Connects, and puts the shortest octets that show it into the terminal. Enter sends them.',
  triggerSecond: 'Connects twice: the first client stays silent, the second waits.',
  noRule: 'not a rule of HTTP',

  fix: 'Fix it',
  fixes: 'The lines that fix it',
  tooLarge: 'A few lines do not fix this.',
  followed: (section: string) => `follows ${section}`,
  alsoMends: (others: readonly string[]) => `The same lines also fix ${others.map((one) => `\`${one}\``).join(', ')}.`,
  hunk: (line: number, end: number) => (end - line <= 1 ? `line ${line}` : `lines ${line} to ${end - 1}`),
  removed: 'removed',
  added: 'added',
  runMended: 'Run the fixed server',
  runMendedNote: 'Connects to it, and puts the same octets into the terminal. Enter sends them.',
  runMendedSecond: 'Connects to it twice: the first client stays silent, the second waits.',
  prove: 'Prove it',
  proveNote: 'Gives both the same octets, in this page’s memory: no socket, no server.',
  proof: 'Proof',
  before: 'original',
  after: 'fixed',
  effect,

  inBacklog: (name: string, busy: number | null) =>
    busy === null
      ? `In the backlog of **${name}**: the kernel has connected you, but the server has not accepted yet. What you send waits in the kernel.`
      : `In the backlog: **${name}** is serving **#${busy}**, and accepts no other client until it is done. What you send waits in the kernel.`,
  showLane: (lane: number) => `Show #${lane}`,
  endLane: (lane: number) => `Half-close #${lane}`,
  endLaneNote: 'Sends FIN on that connection: its server has nothing more to wait for.',
  dialling: (name: string, busy: number | null) =>
    busy === null
      ? `Connecting to **${name}** …`
      : `Connecting to **${name}** … It is serving **#${busy}** and its backlog is full, so the kernel does not even answer the SYN.`,
} as const;
