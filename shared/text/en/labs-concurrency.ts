/** The concurrency lab: one load, several servers, and who waits for whom. */
import type { Phase, Totals } from '../../labs/lanes.ts';
import { duration } from '../duration.ts';

const ms = (value: number | null): string => (value === null ? '–' : duration(value));

const phases: Readonly<Record<Phase, string>> = {
  backlog: 'in the backlog',
  waits: 'server waits for its octets',
  works: 'server works',
};

/** By server id: how it divides its time among clients. */
const servers = {
  'tcp-upper': 'Serial: the next client waits until the first leaves.',
  'tcp-upper-select':
    'One loop over the ready sockets: a silent client delays no other, a busy handler delays them all.',
  'tcp-upper-tasks': 'A thread per connection (here a task that switches at calls).',
  'static-threads': 'A thread per connection, HTTP, and a visit counter that all of them change.',
  engine: 'Octet’s own: one event loop, HTTP.',
};

const states = {
  running: 'running',
  done: 'done',
  stopped: 'stopped: its connections were reset',
  late: 'ended after 20 s: its connections were reset',
  failed: 'ended early: a connection was refused or lost',
};

export const labConcurrency = {
  loadTitle: 'The load, the same for every server',
  clients: 'Clients',
  requests: 'Requests per client',
  think: 'Think time between requests',
  silence: 'Client 1 says nothing for',
  work: 'Client 1 asks for a second of work',
  workNote:
    'The handler sleeps for a second on request: one more line in the upper-casing servers, `/slow` on the engine. The file server has nothing slow, so it gets the usual request.',
  serversTitle: 'Servers',
  servers,
  run: 'Run',
  stop: 'Stop',
  progress: (server: string, answered: number, all: number) => `${server}: ${answered} of ${all} requests answered`,
  idle: 'Not running. Every connection is real, and can be opened in Play.',
  kept: 'The upper-casing servers keep their connections open. HTTP requests say `Connection: close`, so each has its own connection.',
  notRun: 'Not run yet.',
  states,
  phases,
  asks: 'asks',
  isAnswered: 'is answered',
  lanes: (server: string) => `Lanes of ${server}`,
  client: (number: number) => `client ${number}`,
  clientHeading: 'Client',
  backlogHeading: 'In the backlog',
  answersHeading: 'Answered after',
  openHeading: 'Open in Play',
  open: (lane: number) => `#${lane}`,
  openName: (lane: number) => `Open connection #${lane} in Play`,
  time: ms,
  totals: ({ answered, median, worst, perSecond }: Totals) =>
    `**${answered}** answered · median **${ms(median)}** · worst **${ms(worst)}** · **${perSecond === null ? '–' : perSecond.toFixed(1)}** finished per second`,
  longest: (client: number, time: number) =>
    `Client ${client} waited longest in the backlog: ${ms(time)}, because the server was busy with another.`,
  nobody: 'No client waited noticeably in the backlog.',
  raceTitle: 'The race for the visit counter',
  raceNone: 'No connection has loaded the counter yet.',
  raceLost: (lost: number, visits: number) =>
    `${visits} visits, and at least **${lost}** of them ${lost === 1 ? 'was' : 'were'} lost: several threads loaded the same number, and each stored that number plus one. A late store can set the counter back.`,
  raceKept: (visits: number) =>
    `${visits} visits, all of them counted: this time no thread came between another’s load and its store. Run it again.`,
  raceNote:
    'The loads are recorded. The stores follow from the code: each thread stores the number plus one, right before it first reads from its client.',
  raceStep: {
    loads: (value: number) => `loads ${value}`,
    stores: (value: number) => `stores ${value}`,
  },
  raceAlready: (value: number) => `the counter was already ${value} before: this visit is lost`,
};
