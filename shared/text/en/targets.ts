/** Servers that are not ours: how one is added, and what is asked before the first octet goes there. */
import type { Nearness } from '../../net/nearness.ts';
import type { TargetFault } from '../../net/target.ts';

const faults: Readonly<Record<TargetFault, (piece: string) => string>> = {
  empty: () => 'Write where your server listens, such as `localhost:8000`.',
  'no-host': (piece) => `The host is missing before \`${piece}\`. Write \`localhost${piece}\` for this machine.`,
  'no-port': (piece) =>
    `The port is missing: a host alone does not say which server. Write \`${piece.replace(/:$/, '')}:8000\`, say.`,
  'bad-port': (piece) => `\`${piece}\` is no port: that is a number from 1 to 65535.`,
  'bad-name': (piece) =>
    `\`${piece}\` is no host: a name has letters, digits, hyphens and underscores between its dots.`,
  'bad-address': (piece) =>
    `\`${piece}\` is no address: IPv4 is four numbers up to 255, IPv6 stands in brackets, as in \`[::1]:8000\`.`,
  https: (piece) =>
    `\`${piece}\` is not spoken here: octets go out as you write them, over plain TCP. Write the host and the port alone.`,
  path: (piece) =>
    `\`${piece}\` belongs into the request-target, which you write yourself. Here are only the host and the port.`,
};

const nearness: Readonly<Record<Nearness, string>> = {
  machine: 'this machine',
  network: 'a network of your own',
  beyond: 'beyond your own networks',
};

export const targets = {
  group: 'Your own servers',
  add: 'Your own server…',
  addNote: 'Any host and port you consent to: speak to the server you are writing, with the tape and everything.',
  line: 'Yours, or another’s: seen from our side of the wire only.',
  about:
    'Octet did not start this server and has no tap in it. **Everything is seen from our side of the wire:** what we wrote, and what came back. What it has read, and when it accepted, nobody can know from here.',
  cuts: 'Cuts are writes of ours, one after the other; how your server reads them nobody can tell, so a pause between them helps.',
  brief: 'allowed',
  chip: 'your own',
  asks: 'You are asked before anything is sent.',
  allowed: '**Allowed in this session.** Octets you send go there.',
  cutsHere: 'What your own server reads nobody tells: a cut waits there for its pause alone.',
  /** Accessible name of the small cross. */
  remove: (server: string) => `Remove ${server}`,
  removeNote: 'Takes your consent back. Connections that are open stay.',
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
    '**Whatever you send will really be sent there,** octet for octet, however wrong it is. Consent only for a server that is yours, or that you may treat so.',
  lasts:
    'Your consent holds for these addresses, in this session. It is kept by the Octet you started, and forgotten with it.',
  allow: 'Allow, and go on',
  back: 'Back',
} as const;
