/** Third-party servers on this machine, the naive proxy, and chains of two servers. */

import type { ChainVerdict } from '../../chain/chain.ts';
import type { NaiveShortcoming } from '../../chain/naive.ts';
import type { PeerId } from '../../servers/peers.ts';
import { group, octets } from './count.ts';
import { ruleSentences } from './rules.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const requests = (count: number) => (count === 1 ? 'one request' : `${group(count)} requests`);

interface PeerText {
  readonly title: string;
  /** What it is. */
  readonly line: string;
  /** What you learn from it. */
  readonly teaches: string;
}

const configured = 'Octet starts it with a configuration of its own: one page, on loopback.';

export const peerTexts: Readonly<Record<PeerId, PeerText>> = {
  nginx: {
    title: 'nginx',
    line: `The server and proxy behind much of the web. ${configured}`,
    teaches: 'What the internet’s front doors let through.',
  },
  apache: {
    title: 'Apache httpd',
    line: `The oldest server still in wide use. ${configured}`,
    teaches: 'How strict an old server has become.',
  },
  haproxy: {
    title: 'HAProxy',
    line: `A proxy: with nothing behind it, a rule gives the response. ${configured}`,
    teaches: 'What a proxy accepts, refuses and rewrites.',
  },
  lighttpd: {
    title: 'lighttpd',
    line: `A small, fast server. ${configured}`,
    teaches: 'How little a server needs to be strict.',
  },
  caddy: {
    title: 'Caddy',
    line: `A server in Go, on its standard library’s HTTP. ${configured}`,
    teaches: 'What every server written in Go does with the same octets.',
  },
  python: {
    title: 'Python http.server',
    line: 'What `python3 -m http.server` starts. It speaks HTTP/1.0 and is, by its own account, not for production.',
    teaches: 'What happens when a server reads lines and little more.',
  },
};

export const NAIVE_TITLE = 'Naive proxy';

const get: Readonly<Record<PeerId, string>> = {
  nginx: 'Install the package `nginx`; Octet starts its own instance, independent of the system’s.',
  apache: 'Install the package `apache2` (Debian, Ubuntu) or `httpd` (Fedora, Homebrew).',
  haproxy: 'Install the package `haproxy`.',
  lighttpd: 'Install the package `lighttpd`.',
  caddy: 'Install the package `caddy`, or put its single file on PATH.',
  python: 'Install Python 3: `python3` must be on PATH.',
};

const naive: Readonly<Record<NaiveShortcoming, string>> = {
  'length-only':
    'It believes `Content-Length` and never looks at `Transfer-Encoding`, which overrides it (RFC 9112 §6.3).',
  'first-length': 'Given two lengths it takes the first, and it reads `5x` as 5: both must be refused (RFC 9112 §6.3).',
  'lf-alone':
    'It ends the header section at the first CR LF CR LF. A back that accepts a bare LF as a line end sees a different end (RFC 9112 §2.2).',
  'folded-length': 'It trims white space around a name, so a folded line counts as a field of its own (RFC 9112 §5.2).',
  'forwards-all':
    'It forwards every field unchanged, even those meant for this hop alone (RFC 9110 §7.6.1), and adds no `Via`.',
  'shared-back':
    'All its clients share one connection to the back: a response no client is waiting for goes to the next one that asks.',
};

/** In a word or two, for the matrix. */
const brief: Readonly<Record<ChainVerdict['is'], string>> = {
  agree: 'agree',
  'front-refused': 'refused',
  'front-waits': 'waits',
  'back-refused': 'refused',
  smuggled: 'smuggled',
  begun: 'smuggled',
  'left-aside': 'desync',
  'back-waits': 'desync',
  fewer: 'fewer',
};

/** In a sentence. */
function verdict(one: ChainVerdict): string {
  switch (one.is) {
    case 'agree':
      return one.exact
        ? `**${capital(requests(one.requests))}** for both: the back split them where the front did.`
        : `**${capital(requests(one.requests))}** for both, judging by their responses: the front relayed as many as the back sent.`;
    case 'front-refused':
      return `**The front refused:** it answered ${one.status} itself. Nothing reached the back.`;
    case 'front-waits':
      return '**Nothing reached the back:** the front has not forwarded a request.';
    case 'back-refused':
      return `**The back refused** at octet ${one.at.octet}: ${ruleSentences[one.rule]}`;
    case 'smuggled': {
      const seen = one.exact && one.requests === 1 ? 'a request' : requests(one.requests);
      const place = one.at === null ? '' : ` It begins at octet ${one.at.octet} of the forwarded octets.`;
      return one.exact
        ? `**Smuggled:** the back saw ${seen} the front never saw.${place}`
        : `**Smuggled,** judging by their responses: the back sent responses to ${seen} more than the front relayed.${place}`;
    }
    case 'begun':
      return `**Smuggled:** the back has read ${octets(one.octets)} of a request the front never saw, from octet ${one.at.octet} on. The next octets forwarded will be read as the rest of it.`;
    case 'left-aside':
      return `**Desync at octet ${one.at.octet}:** the back’s request ended there, and the front’s ran on for ${octets(one.octets)}. The back closed, so they became no request; a back that keeps the connection open would read them as the next one.`;
    case 'back-waits':
      return `**Desync at octet ${one.at.octet}:** the front’s request ended there, and the back’s did not. The back waits, and would read the next octets forwarded as the rest.`;
    case 'fewer':
      return `**Fewer at the back:** ${requests(one.front)} at the front, ${requests(one.back)} at the back.`;
  }
}

export const peers = {
  ours: 'Ours',
  title: 'On this machine',
  absent: 'is not on this machine',
  absentCount: (count: number) => (count === 1 ? '1 more, not on this machine' : `${count} more, not on this machine`),
  get,
  about: peerTexts,

  chains: 'Proxy chains',
  front: 'Front',
  back: 'Back',
  add: 'Add chain',
  remove: (chain: string) => `Remove ${chain}`,
  chain: (front: string, back: string) => `${front} → ${back}`,
  note: 'Both are started for this one connection, so it is the cause of everything the back reads.',

  picture: 'Proxy chains, octet by octet',
  brief,
  verdict,
  counts: (front: number, back: number) => `${front} → ${back}`,
  countsLong: (front: number, back: number) => `front saw ${requests(front)}, back ${requests(back)}`,
  received: 'What the front received',
  sentToFront: 'What was sent to the front',
  forwarded: (number: number, of: number) =>
    of === 1 ? 'What reached the back' : `What reached the back, connection ${number} of ${of}`,
  same: 'The front forwarded it octet for octet.',
  rewritten: 'The front wrote its own request: compare the two.',
  notForwarded: '**Nothing** reached the back.',
  legend: {
    front: 'as the front split it',
    back: 'as the back split it',
    unknownFront: 'Octet cannot see how this front split it, so it counts the responses relayed.',
    unknownBack: 'Octet cannot see where this back split it, so it counts its responses.',
  },
  octets,
  range: (start: number, end: number) => `octets ${start} to ${end - 1}`,
  request: (number: number, line: string | null, complete: boolean) =>
    `Request ${number}${line === null ? '' : `: ${line}`}${complete ? '' : ', not complete'}`,
  rest: 'Not read as a request',
  refused: 'refused here',
  parts: 'they diverge here',
  cutShort: (from: number, to: number, all: number) => `Octets ${group(from)} to ${group(to - 1)} of ${group(all)}.`,
  answers: (front: string, back: string | null) =>
    back === null ? `The client got ${front}.` : `The client got ${front}. The back answered ${back}.`,
  naiveTitle: 'What the naive proxy gets wrong',
  naive,
  backConnection: (number: number) => `the back’s connection ${number}`,
} as const;
