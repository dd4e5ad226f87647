/** The servers of others on this machine, the naive proxy, and the chains of two servers. */

import type { ChainVerdict } from '../../chain/chain.ts';
import type { NaiveShortcoming } from '../../chain/naive.ts';
import type { PeerId } from '../../servers/peers.ts';
import { ruleSentences } from './rules.ts';
import { group } from './waiting.ts';

const octets = (count: number) => (count === 1 ? '1 octet' : `${group(count)} octets`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const requests = (count: number) => (count === 1 ? 'one request' : `${group(count)} requests`);

interface PeerText {
  readonly title: string;
  /** What it is. */
  readonly line: string;
  /** What one sees with it. */
  readonly teaches: string;
}

const configured = 'Started by Octet with a configuration of its own: one page, on loopback.';

export const peerTexts: Readonly<Record<PeerId, PeerText>> = {
  nginx: {
    title: 'nginx',
    line: `The server and proxy behind much of the web. ${configured}`,
    teaches: 'What the internet’s front doors let pass.',
  },
  apache: {
    title: 'Apache httpd',
    line: `The oldest server still in wide use. ${configured}`,
    teaches: 'How strict an old server has become.',
  },
  haproxy: {
    title: 'HAProxy',
    line: `A proxy: with nothing behind it, it answers by a rule. ${configured}`,
    teaches: 'What a proxy takes, refuses, and rewrites.',
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
    line: 'What `python3 -m http.server` starts. It speaks HTTP/1.0 and says itself that it is not for production.',
    teaches: 'What a server does that reads lines and little more.',
  },
};

export const NAIVE_TITLE = 'Naive proxy';

const get: Readonly<Record<PeerId, string>> = {
  nginx: 'Install the package `nginx`; Octet starts its own copy, whatever the system’s does.',
  apache: 'Install the package `apache2` (Debian, Ubuntu) or `httpd` (Fedora, Homebrew).',
  haproxy: 'Install the package `haproxy`.',
  lighttpd: 'Install the package `lighttpd`.',
  caddy: 'Install the package `caddy`, or put its one file on PATH.',
  python: 'Install Python 3: `python3` has to be on PATH.',
};

const naive: Readonly<Record<NaiveShortcoming, string>> = {
  'length-only':
    'It believes `Content-Length` and never looks at `Transfer-Encoding`, which overrides it (RFC 9112 §6.3).',
  'first-length': 'Of two lengths it takes the first, and of `5x` the 5: both are to be refused (RFC 9112 §6.3).',
  'lf-alone':
    'Its header section ends at the first CR LF CR LF. A back that takes LF alone for a line’s end sees another end (RFC 9112 §2.2).',
  'folded-length':
    'It cuts white space off around a name, so a folded line counts as a field of its own (RFC 9112 §5.2).',
  'forwards-all':
    'It forwards every field as it came, those too that are for this hop alone (RFC 9110 §7.6.1), and adds no `Via`.',
  'shared-back':
    'All its clients share one connection to the back: an answer that nobody waited for goes to whoever asks next.',
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
        ? `**${capital(requests(one.requests))}** for both: the back cut where the front did.`
        : `**${capital(requests(one.requests))}** for both, by their answers: the front relayed as many as the back gave.`;
    case 'front-refused':
      return `**The front refused:** it answered ${one.status} itself. Nothing reached the back.`;
    case 'front-waits':
      return '**Nothing reached the back:** the front has not forwarded a request.';
    case 'back-refused':
      return `**The back refused** at octet ${one.at.octet}: ${ruleSentences[one.rule]}`;
    case 'smuggled': {
      const seen = one.exact && one.requests === 1 ? 'a request' : requests(one.requests);
      const place = one.at === null ? '' : ` It begins at octet ${one.at.octet} of what was forwarded.`;
      return one.exact
        ? `**Smuggled:** the back saw ${seen} the front never did.${place}`
        : `**Smuggled,** by their answers: the back saw ${seen} more than the front relayed answers.${place}`;
    }
    case 'begun':
      return `**Smuggled:** the back has read ${octets(one.octets)} of a request the front never saw, from octet ${one.at.octet} on. What is forwarded next will be taken for its rest.`;
    case 'left-aside':
      return `**Desync at octet ${one.at.octet}:** there the back’s request had ended, and the front’s went on for ${octets(one.octets)}. The back closed, so they became no request; one that keeps the connection would read them as the next.`;
    case 'back-waits':
      return `**Desync at octet ${one.at.octet}:** there the front’s request had ended, and the back’s had not. It waits, and would take what is forwarded next for the rest.`;
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
  note: 'Both are started for this one connection. All the back reads was caused by it.',

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
    front: 'as the front cut it',
    back: 'as the back cut it',
    unknownFront: 'How this front cut it is not known; the answers it relayed are counted.',
    unknownBack: 'Where this back cut it is not known; its answers are counted.',
  },
  octets,
  range: (start: number, end: number) => `octets ${start} to ${end - 1}`,
  request: (number: number, line: string | null, complete: boolean) =>
    `Request ${number}${line === null ? '' : `: ${line}`}${complete ? '' : ', not complete'}`,
  rest: 'Read as nothing',
  refused: 'refused here',
  parts: 'they part here',
  cutShort: (from: number, to: number, all: number) => `Octets ${group(from)} to ${group(to - 1)} of ${group(all)}.`,
  answers: (front: string, back: string | null) =>
    back === null ? `The client got ${front}.` : `The client got ${front}. The back answered ${back}.`,
  naiveTitle: 'What the naive proxy gets wrong',
  naive,
  backConnection: (number: number) => `the back’s connection ${number}`,
} as const;
