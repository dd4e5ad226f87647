/** The frame of the page: header, banners, commands, dialogs. */
import { MOST_DATAGRAM, type RefusalCode } from '../../wire/messages.ts';
import { group } from './count.ts';
import { serverName } from './servers.ts';

/** Refusals that the page makes by itself. */
type LocalRefusal = 'offline' | 'no-connection' | 'coded-too-large';

const refusals: Record<RefusalCode | LocalRefusal, (detail: string) => string> = {
  'unknown-lane': () => 'The server no longer knows this connection.',
  'unknown-server': (detail) => `There is no server named \`${detail}\`.`,
  'no-reading': (detail) => `\`${detail}\` reads in only one way: its strictness cannot be set.`,
  'lane-closed': () => 'This connection is closed: nothing more can be sent on it.',
  'connect-failed': (detail) => `The connection was not made: \`${detail}\`.`,
  'connect-timeout': (detail) => `The connection was not made: ${detail}.`,
  'target-unasked': (detail) =>
    `You have not allowed \`${detail}\`, so nothing was sent. Add it as a server of your own, or start Octet with \`--allow-target ${detail}\`.`,
  'target-nowhere': (detail) => `This name has no address: ${detail}.`,
  'too-many-targets': () => 'Too many servers of your own were added. Remove one first.',
  'target-control': (detail) =>
    `${detail} is Octet’s own port: a page that could write there could pass itself off as you. It is always denied.`,
  'target-metadata': (detail) =>
    `${detail} is where a cloud provider hands out this machine’s own secrets. It is always denied.`,
  'target-link-local': (detail) =>
    `${detail} is a link-local address: it means whichever host has it on this link, cloud metadata services included. It is always denied.`,
  'target-multicast': (detail) =>
    `${detail} is a multicast address: it means a group, not a server. It is always denied.`,
  'target-broadcast': (detail) =>
    `${detail} is a broadcast address: it means every host on a network, not a server. It is always denied.`,
  'target-unspecified': (detail) =>
    `${detail} is not the address of a host; some systems take it to mean this machine. Write \`localhost\` or \`127.0.0.1\`.`,
  'too-many-lanes': (detail) => `This page has ${detail} connections open, the most it may have. Close one first.`,
  'too-many-recorded': (detail) =>
    `Octet records at most ${detail} connections at once, those of all pages and outside clients together, and all ${detail} are open. Close one first.`,
  'too-many-chains': (detail) => `${detail} chains are running, the most that Octet runs at once. Wait for one to end.`,
  'no-descriptors': () => 'Octet may open no more files and sockets (EMFILE). Close a connection first.',
  'no-reset': () => 'UDP has no connection to reset. Close the socket instead: nothing goes over the wire.',
  'datagram-too-large': (detail) =>
    `A datagram holds at most ${group(MOST_DATAGRAM)} octets over IPv4; this is ${detail}. Nothing was sent.`,
  'decode-failed': (detail) => `The content cannot be decoded: ${detail}.`,
  'coded-too-large': () => 'The content is larger than 1 MiB, the most this page can have decoded.',
  'decode-too-large': () => 'The decoded content is larger than 8 MiB, the limit for this page.',
  'no-gate': (detail) => `${detail} cannot be held: Octet has no gate in front of it.`,
  'not-accepted': () => 'The server has not accepted this connection yet: there is nothing to hold.',
  'not-held': () => 'This connection is not held, or no longer is.',
  'too-many-holds': () => 'Too many connections are held or waiting to be held. Release one first.',
  'lab-busy': () => 'This page is already running an experiment. Wait for it to end, or stop it.',
  'client-busy': () => 'Another request from this page is still running.',
  'client-input': (detail) => `That is not a valid request: ${detail}.`,
  'lab-failed': (detail) => `The experiment could not be set up: ${detail}`,
  'answer-too-large': () => 'The answer is too large to be sent to this page.',
  offline: () => 'Not sent: the link to Octet is lost. Nothing is queued for later.',
  'no-connection': () => 'There is no open connection. Connect first.',
};

export const shell = {
  serverName,
  restart: 'Restart now',

  placesTitle: 'Places',
  places: { play: 'Play', client: 'Client', compare: 'Compare', experiments: 'Experiments', labs: 'Labs' },
  goTo: (place: string) => `Go to ${place}`,

  connections: 'Connections',
  noConnection: 'not connected',
  laneName: (lane: number) => `#${lane}`,
  laneState: {
    connecting: 'connecting',
    backlog: 'in the backlog',
    open: 'open',
    held: 'held',
    'half-closed': 'half-closed',
    'server-closed': 'closed by server',
    closed: 'closed',
    reset: 'reset',
    crashed: 'server crashed',
    detached: 'lost',
  },
  laneOutside: 'from outside',
  laneBehind: (lane: number) => `behind #${lane}, through its front`,
  laneOtherPage: 'from another page',
  newOutside: (lane: number) => `New outside connection #${lane}`,
  olderLanes: (count: number) => `and ${count} older`,

  connect: 'Connect',
  connectAgain: 'Connect again',
  newConnection: 'New connection',
  halfClose: 'Half-close',
  halfCloseNote: 'Sends FIN: you send nothing more, but still receive.',
  reset: 'Reset',
  closeSocket: 'Close socket',
  closeSocketNote: 'Ends your side. Nothing goes over the wire: UDP has no FIN.',
  resetNote: 'Sends RST: the connection ends at once, on both sides.',
  more: 'More',

  enterSends: 'Enter sends',
  /** The same as two words: a narrow header shows only the first. */
  enterKey: 'Enter',
  enterVerb: 'sends',
  enter: {
    crlf: { name: 'CR LF', note: 'what HTTP requires' },
    lf: { name: 'LF', note: 'as in Unix text files' },
    cr: { name: 'CR', note: 'alone: refused as a line end' },
    none: { name: 'nothing', note: 'only what you type' },
  },
  clocks: 'Clocks',
  clock: {
    patient: { name: 'patient', note: 'The server waits 10 minutes for you.' },
    strict: { name: 'strict', note: '10 s for a header section, 5 s between requests.' },
  },
  clocksNext: 'Takes effect on the next connection.',

  theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', system: 'Match system' },

  palette: 'Commands',
  paletteHint: 'Type a command',
  paletteEmpty: 'No command matches.',
  help: 'Keyboard shortcuts',
  helpIntro: 'Keys are identified by their position on the keyboard, so they work with any layout.',
  helpSingle: 'Single-key commands',
  helpSingleNote: 'Letters and arrows act on the tape while you are not typing.',
  close: 'Close',
  dismiss: 'Dismiss',

  details: 'Details',
  resize: (name: string) => `Resize ${name}`,
  openSheet: 'Show the panel',
  closeSheet: 'Hide the panel',

  linkConnecting: 'Linking to Octet…',
  linkLost: (seconds: number) =>
    seconds > 0
      ? `**The link to Octet is lost.** Trying again in ${seconds} s. What you see stays.`
      : '**The link to Octet is lost.** Trying again… What you see stays.',
  linkRetry: 'Try now',
  tokenRefused: '**Octet does not accept this page.** Open it again from the address printed in your terminal.',
  protocolRefused: '**This page and the server are different versions.** Reload the page.',
  reload: 'Reload',
  serverCrashed: (name: string, error: string, comesBack: boolean) =>
    `**${name} crashed${error === '' ? '.' : ':'}**${error === '' ? '' : ` \`${error}\`.`} ${
      comesBack ? 'It restarts by itself.' : 'It stays down.'
    }`,
  serverEnded: (name: string) => `**${name} has ended:** it served its one connection, as \`--once\` asks.`,
  witnessMismatch: (request: number) =>
    `**The replay and the live server disagree** about request ${request}. What you see may differ from what the server did.`,
  detached: (lane: number) => `**Octet no longer holds connection #${lane}.** You can still replay it here.`,

  refusals,

  groups: { walk: 'Walk', look: 'Look', talk: 'Talk', hold: 'Hold the server', page: 'Page' },
  commands: {
    'octet.back': 'One octet back',
    'octet.forward': 'One octet forward',
    'token.back': 'One token back',
    'token.forward': 'One token forward',
    'line.back': 'One line back',
    'line.forward': 'One line forward',
    'read.back': 'One read back',
    'read.forward': 'One read forward',
    'message.back': 'One message back',
    'message.forward': 'One message forward',
    'source.back': 'One line of the server’s source back',
    'source.forward': 'One line of the server’s source forward',
    'problem.back': 'Previous problem',
    'problem.forward': 'Next problem',
    'walk.first': 'Go to the beginning',
    'walk.last': 'Go to the end, and follow',
    run: 'Run to the next breakpoint, or pause',
    breakpoint: 'Breakpoint on this octet',
    goto: 'Go to an offset',
    find: 'Find text or octets',
    hex: 'Show text, hex or both',
    send: 'Send',
    server: 'Choose a server',
    connect: 'New connection',
    'half-close': 'Half-close',
    reset: 'Reset the connection',
    'lane.next': 'Next connection',
    'lane.back': 'Previous connection',
    terminal: 'Go to the terminal',
    composer: 'Go to the composer',
    cut: 'Send again, with a cut after this octet',
    compare: 'Open the same octets in Compare',
    'compare.here': 'Send the same octets to other servers, from here',
    theme: 'Switch between light and dark',
    help: 'Keyboard shortcuts',
    'hold.now': 'Hold the server now',
    'hold.stops': 'Where to hold the server…',
    'hold.octet': 'Held server: one octet',
    'hold.token': 'Held server: one token',
    'hold.line': 'Held server: one line',
    'hold.state': 'Held server: run to the next state',
    'hold.run': 'Held server: run to the next stop',
    'hold.release': 'Release the held server',
    'hold.freeze': 'Freeze or thaw the held server’s clock',
    palette: 'Commands',
  },
};
