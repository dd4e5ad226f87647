/** The ladder and the step controls. */
import { group, octets } from './count.ts';

export const ladder = {
  title: 'Ladder',
  client: 'client',
  server: 'server',
  slider: 'Position in the connection',
  /** Value text of the slider. */
  position: (step: number, total: number, what: string) => `step ${step} of ${total}${what === '' ? '' : `: ${what}`}`,
  empty: 'Every read, write and ending of the connection appears here as an arrow. Drag along it to go back and forth.',
  step: 'step',
  unit: 'Step by',
  units: { octet: 'octet', token: 'token', line: 'line', read: 'read', message: 'message', problem: 'problem' },
  first: 'To the start',
  back: (unit: string) => `Back one ${unit}`,
  forward: (unit: string) => `Forward one ${unit}`,
  run: 'Run to the next breakpoint',
  last: 'To the end, and follow live',
  octets,
  /** What a read or write carried: its first line, and how many octets in all. */
  carried: (line: string, count: number) => (line === '' ? octets(count) : `${line} · ${count}`),
  datagram: (line: string, number: number, count: number) =>
    `${line === '' ? '' : `${line} · `}datagram ${number}, ${octets(count)}`,
  accepted: 'accepted',
  /** Seen from the client, which cannot know whether the server has accepted. */
  connected: 'connected',
  /** Over UDP there is nothing to accept. */
  heard: 'first datagram',
  /** Nothing has reached the server yet. */
  notAccepted: (count: number) =>
    count === 0 ? 'connected, not accepted yet' : `${octets(count)} sent into the backlog, not accepted yet`,
  fin: 'FIN',
  reset: 'RST',
  closed: 'closed',
  crashed: 'crashed',
  timer: 'timeout',
  dropped: (entries: number) => `${group(entries)} entries dropped`,
  decisions: {
    continue: '100',
    respond: 'answers',
    refuse: 'refuses',
    abort: 'aborts',
    keep: 'keeps open',
    close: 'will close',
  },
  gap: (time: string) => `+${time}`,
  unread: (count: number) => `${octets(count)} written, not read yet`,
} as const;
