/** Hold: where a server stops and how it continues, on the strip, in the dialog, on the tape and in the explanations. */
import type { HeldBy, Releaser, StepUnit, Stop } from '../../hold/stops.ts';
import type { HoldEntry } from '../../transcript/record/entries.ts';
import { group, octets } from './count.ts';
import { stateTexts } from './states.ts';

function stopWords(stop: Stop): string {
  switch (stop.kind) {
    case 'octet':
      return `after ${octets(stop.after)}`;
    case 'state':
      return `on entering “${stateTexts[stop.state].name}”`;
    case 'field':
      return `after the field name \`${stop.name}\``;
    case 'message':
      return 'between two messages';
  }
}

const stepping: Readonly<Record<StepUnit, string>> = {
  octet: 'Advancing by **one octet**',
  token: 'Advancing to the end of **a token**',
  line: 'Advancing to the end of **a line**',
  state: 'Advancing to **the next state**',
};

/** Where it is held, besides the octet. */
function place(by: HeldBy): string {
  if (by.kind === 'state' || by.kind === 'field' || by.kind === 'message') return `, ${stopWords(by)}`;
  return '';
}

const releasers: Readonly<Record<Releaser, string>> = {
  page: 'released by the page',
  left: 'released: the page that held it is gone',
  time: 'released: it was held for 10 minutes',
  end: 'released: the connection broke',
};

/** One line of the tape, and of WHY. */
function event(entry: HoldEntry): string {
  switch (entry.what) {
    case 'held':
      return `held at octet ${group(entry.consumed)}${place(entry.by)}`;
    case 'released':
      return releasers[entry.by];
    case 'fin':
      return 'the client’s FIN reaches the held server';
    default:
      return 'hold';
  }
}

/** WHY, in a sentence or two. */
function paragraph(entry: HoldEntry): string {
  switch (entry.what) {
    case 'held':
      return '**The gate in front of the server lets nothing through.** What the client sends is received but not consumed; the client waits, and its own timers run.';
    case 'released':
      return '**The gate is open again.** What it held back reaches the server at once.';
    case 'fin':
      return 'The FIN came while the server was held. **Only now does the server see it.**';
    default:
      return '';
  }
}

export const hold = {
  /** The badge never uses the word for replaying the past. */
  badge: 'Hold',
  label: 'Hold',
  open: 'Hold',
  openNote: 'Stop the server from consuming: the client really waits',
  heldState: 'held',
  stopWords,
  held: (consumed: number, received: number, fin: boolean, by: HeldBy) =>
    `**Held at octet ${group(consumed)}**${place(by)}: the server has read ${octets(received)}${fin ? ' and a FIN' : ''} and consumed **${group(consumed)}**.`,
  /** At a gate before recv the octets have arrived but are not read. */
  heldBefore: (consumed: number, received: number, fin: boolean, by: HeldBy) =>
    `**Held at octet ${group(consumed)}**${place(by)}: ${octets(received)}${fin ? ' and a FIN' : ''} have arrived, its recv has returned **${group(consumed)}**.`,
  waits: (time: string) => `The client has waited ${time}.`,
  stepping: (unit: StepUnit) => `${stepping[unit]}: the server waits for what the client sends.`,
  armed: (stops: readonly Stop[]) =>
    stops.length === 0
      ? '**Armed, without a stop**: the server runs until you hold it.'
      : `**Armed**: the server runs, and will be held ${stops.map(stopWords).join(', or ')}.`,
  other: (lane: number) => `Connection **#${lane}** is held.`,
  show: (lane: number) => `Show #${lane}`,
  nextArmed: (server: string) => `**The next connection** to ${server} will be held, whoever opens it.`,
  takeBack: 'Cancel',
  steps: { octet: 'Octet', token: 'Token', line: 'Line', state: 'State' } satisfies Record<StepUnit, string>,
  stepNotes: {
    octet: 'The held server consumes one octet',
    token: 'The held server consumes to the end of a token',
    line: 'The held server consumes to the end of a line',
    state: 'The held server consumes until its state changes',
  } satisfies Record<StepUnit, string>,
  stepsLabel: 'Advance the held server by',
  run: 'To next stop',
  runNote: 'The server runs until the next stop',
  release: 'Release',
  releaseNote: 'Nothing holds the server any longer',
  now: 'Hold now',
  nowNote: 'The server consumes nothing from now on',
  stops: 'Stops…',
  frozen: 'Clock frozen',
  running: 'Clock running',
  freezeNote: 'The server’s clock stops while it is held',
  thawNote: 'The server’s clock keeps running while it is held, and may run out',
  clockFrozen: (left: string, whole: string) => `frozen with ${left} left of ${whole}`,

  title: 'Hold the server',
  intro:
    'Replay walks through the past; **Hold stops the present**. The server consumes nothing more, and the client really waits for it. It is released after 10 minutes, or when this page is gone.',
  stopsTitle: 'Stop',
  noStops: 'No stop yet. Add one, or hold the server now.',
  kind: 'Where to stop',
  kinds: { octet: 'after octets', state: 'on entering a state', field: 'at a field', message: 'between messages' },
  octetField: 'How many octets',
  octetHint: '16 or 0x10',
  nameField: 'Field name',
  nameHint: 'host',
  stateField: 'State',
  add: 'Add',
  remove: (stop: string) => `Remove the stop ${stop}`,
  hereTitle: (lane: number | null) => (lane === null ? 'This connection' : `This connection, #${lane}`),
  here: 'Hold at these stops',
  nextTitle: (server: string) => `The next connection to ${server}`,
  nextIntro: 'Whoever opens it: this page, curl, a browser.',
  nextAt: 'Hold it at these stops',
  nextNow: 'Hold it from its first octet',
  over: 'The connection is over: there is nothing to hold.',
  waitsForAccept: 'The server has not accepted it yet.',
  profileNote:
    'This server does not use Octet’s parser. The gate stands in front of its `recv`, which returns only what the gate lets through. State and field stops use the engine’s parse of the same octets.',
  foreignNote:
    'This server does not speak HTTP: it can be held after a number of octets, and stepped by octet and line.',
  unable: {
    node: '**Node’s own server cannot be held**: its parser reads from its stream by itself, and Octet has no gate in front of it.',
    udp: '**A UDP server cannot be held**: there is no connection, and no octet waits for the one before it.',
    other: '**This server cannot be held**: Octet has no gate in front of it.',
  },

  kept: (count: number) => `Read, not consumed: ${octets(count)}`,
  arrived: (count: number) => `Arrived, not passed to recv: ${octets(count)}`,
  keptFin: 'and then a FIN',
  keptNote: 'These octets wait at the gate. The server has not consumed them, so no step leads to them yet.',
  more: (count: number) => `and ${octets(count)} more`,

  waiting: 'The server is **held**. It waits for you, and the client waits for it.',
  /** The octets read lie between the two. */
  sums: (consumed: number, written: number) => `${octets(consumed)} consumed, ${group(written)} written`,
  event,
  paragraph,
  ladder: { held: 'held', released: 'released', fin: 'FIN consumed' },
} as const;
