/** Servers outside Octet: how to add one, and the consent Octet asks for before it sends the first octet. */
import type { Nearness } from '../../net/nearness.ts';
import type { TargetFault } from '../../net/target.ts';

const faults: Readonly<Record<TargetFault, (piece: string) => string>> = {
  empty: () => 'Enter where your server listens, such as `localhost:8000`.',
  'no-host': (piece) => `The host is missing before \`${piece}\`. Write \`localhost${piece}\` for this machine.`,
  'no-port': (piece) =>
    `The port is missing: a host alone does not identify a server. Write \`${piece.replace(/:$/, '')}:8000\`, for example.`,
  'bad-port': (piece) => `\`${piece}\` is not a port: a port is a number from 1 to 65535.`,
  'bad-name': (piece) =>
    `\`${piece}\` is not a host: a name has letters, digits, hyphens and underscores between its dots.`,
  'bad-address': (piece) =>
    `\`${piece}\` is not an address: IPv4 is four numbers up to 255, and IPv6 goes in brackets, as in \`[::1]:8000\`.`,
  https: (piece) =>
    `\`${piece}\` is not supported here: octets are sent as you write them, over plain TCP. Enter only the host and the port.`,
  path: (piece) =>
    `\`${piece}\` belongs in the request-target, which you write yourself. Enter only the host and the port here.`,
};

const nearness: Readonly<Record<Nearness, string>> = {
  machine: 'this machine',
  network: 'a network of your own',
  beyond: 'beyond your own networks',
};

export const targets = {
  group: 'Your own servers',
  add: 'Your own server…',
  addNote: 'Any host and port you allow: talk to the server you are writing, with the tape and everything.',
  line: 'Yours or someone else’s, seen from our side of the wire only.',
  about:
    'Octet did not start this server and cannot look inside it. **Everything is seen from our side of the wire:** what we wrote, and what came back. Octet cannot see what the server has read, or when it accepted.',
  cuts: 'Each cut is a separate write. Your server may still read several at once; add a pause to keep them apart.',
  brief: 'allowed',
  chip: 'your own',
  asks: 'Octet asks you before it sends anything.',
  allowed: '**Allowed in this session.** Octets you send go there.',
  cutsHere: 'Octet cannot see your server’s reads, so a cut waits only for its pause.',
  /** Accessible name of the small cross. */
  remove: (server: string) => `Remove ${server}`,
  removeNote: 'Withdraws your consent. Open connections stay open.',
  removeShort: 'Remove',

  title: 'Your own server',
  field: 'Host and port',
  hint: 'Where your server listens: `localhost:8000`, `192.168.1.20:3000`, `[::1]:8080`.',
  look: 'Look it up',
  looking: 'Looking it up …',
  fault: (fault: TargetFault, piece: string) => faults[fault](piece),

  consentTitle: (server: string) => `Send octets to ${server}?`,
  leadsTo: (count: number) => (count === 1 ? 'It leads to this address:' : `It leads to these ${count} addresses:`),
  nearness: (near: Nearness) => nearness[near],
  really:
    '**Whatever you send really goes there,** octet for octet, however wrong it is. Allow only a server that is yours, or that you have permission to treat like this.',
  lasts:
    'Your consent covers these addresses, in this session. The Octet you started keeps it, and forgets it when it stops.',
  allow: 'Allow and continue',
  back: 'Back',
} as const;
