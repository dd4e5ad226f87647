/** From a transcript back to the lines that ran, the variables they saw, and what the server waits for. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { type SourceStep, Trace, type Traceable } from '#shared/profiles/replay-trace.ts';
import type { ValuePreview } from '#shared/profiles/value-preview.ts';
import type { Draft, Entry } from '#shared/transcript/record/entries.ts';
import {
  blocks,
  closed,
  crash,
  dropped,
  failed,
  fin,
  open,
  reads,
  rst,
  script,
  told,
  writes,
} from '../transcript/script.ts';
import { probed } from './probed.ts';

const profile = (server: string, once = false) => open({ server, profile: { once, name: 'example.local' } });

async function trace(id: string, ...drafts: readonly Draft[]): Promise<Trace> {
  const made = new Trace(await probed(id));
  made.append(script(profile(id), ...drafts));
  return made;
}

const HELLO = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>';
const NO_ACCEPT = 'GET /users HTTP/1.1\r\nHost: example.local\r\n\r\n';
const FAILED = "HTTP/1.1 500 b'Internal Server Error'\r\nContent-Length: 21\r\n\r\nInternal Server Error";
const PAGE = '<!doctype html>\n<html>\n<body>\n<h1>Welcome</h1>\n</body>\n</html>\n';
const WITH_FOOTER = PAGE.replace('</body>', '<footer>Visits: 2</footer></body>');
const STATIC = `HTTP/1.1 200 OK\r\nContent-Length: ${WITH_FOOTER.length}\r\nConnection: close\r\n\r\n${WITH_FOOTER}`;

/** `recv`, `sendall …` for what waits. */
const callsIn = ({ calls }: Trace): string[] =>
  calls.map(({ call, outcome }) => (outcome === null ? `${call.call} …` : call.call));
const linesOf = (file: readonly SourceStep[]): number[] => file.map(({ line }) => line);

function shown(value: ValuePreview | undefined): unknown {
  if (value?.kind === 'octets') return `${value.length}: ${latin1(value.head)}`;
  if (value?.kind === 'text') return value.head;
  return value;
}

const variable = (step: SourceStep | undefined, name: string): unknown =>
  shown(step?.variables.find((one) => one.name === name)?.value);

describe('a connection of web-server-1.0', () => {
  it('is at accept before the first client, and at recv after it', async () => {
    const made = await trace('web-server-1.0');
    expect(callsIn(made).slice(-3)).toEqual(['accept', 'print', 'recv …']);
    expect(made.steps.at(-1)).toMatchObject({ line: 22, within: 'main', position: 1 });
    expect(made.steps.filter(({ position }) => position === 0).at(-1)).toMatchObject({ line: 16 });
  });

  it('waits at recv after exactly 1024 octets, and knows them', async () => {
    const made = await trace('web-server-1.0', reads('x'.repeat(1024)));
    const last = made.steps.at(-1);
    expect(last).toMatchObject({ line: 22, position: 1025 });
    expect(variable(last, 'data')).toBe(`1024: ${'x'.repeat(64)}`);
    expect(made.calls.at(-1)).toMatchObject({ call: { call: 'recv', size: 1024 }, position: 1025, outcome: null });
    expect(linesOf(made.steps.filter(({ position }) => position === 1025))).toEqual([23, 25, 22]);
  });

  it('answers, closes and stands at accept again', async () => {
    const made = await trace('web-server-1.0', reads('hello'), writes(HELLO), fin('server'), closed());
    expect(callsIn(made).slice(-4)).toEqual(['print', 'sendall', 'close', 'accept …']);
    expect(made.strayed).toBe(null);
    expect(made.steps.at(-1)).toMatchObject({ line: 16, position: 6 + HELLO.length + 2 });
  });

  it('ends after one connection on request', async () => {
    const made = new Trace(await probed('web-server-1.0'));
    made.append(script(profile('web-server-1.0', true), reads('hello'), writes(HELLO), fin('server'), closed()));
    expect(callsIn(made).slice(-2)).toEqual(['close', 'close']);
    expect(made.steps.at(-1)?.line).toBe(35);
  });
});

describe('a connection of users-api', () => {
  it('fails where it looks for a text in no Accept, and answers that with a 500', async () => {
    const made = await trace(
      'users-api',
      reads(NO_ACCEPT),
      told('load', '[]'),
      writes(FAILED),
      fin('server'),
      closed(),
    );
    expect([made.strayed, made.died]).toEqual([null, null]);
    const raised = made.steps.filter((step) => step.raised !== null);
    expect(raised).toMatchObject([
      { within: 'represent', fatal: false, raised: { name: 'TypeError' }, position: 1 + NO_ACCEPT.length },
    ]);
    const at = made.steps.indexOf(raised[0]!);
    expect(made.steps.slice(at + 1).map(({ within }) => within)).toEqual([
      ...Array(2).fill('#serveClient'),
      ...Array(2).fill('#sendError'),
      ...Array(7).fill('#sendResponse'),
      ...Array(3).fill('#serveClient'),
      ...Array(2).fill('serveForever'),
    ]);
    const conversion = made.steps[at + 3];
    expect(conversion).toMatchObject({ within: '#sendError' });
    expect(conversion!.end).toBe(conversion!.line + 3);
    expect(variable(made.steps[at + 4], 'reason')).toBe("b'Internal Server Error'");
  });

  it('is left open after an error while parsing, until the next client is accepted', async () => {
    const answer = 'HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Length: 26\r\n\r\nHTTP Version Not Supported';
    const entries = [reads('GET / HTTP/1.0\r\n\r\n'), writes(answer)];
    const left = await trace('users-api', ...entries);
    expect(callsIn(left).slice(-3)).toEqual(['send', 'print', 'accept …']);
    const then = await trace('users-api', ...entries, fin('server'), closed());
    expect(callsIn(then).slice(-3)).toEqual(['print', 'accept', 'close']);
    expect(then.steps.at(-1)).toMatchObject({ within: 'serveForever', line: left.steps.at(-1)!.line + 2 });
  });

  it('takes the users from what was recorded', async () => {
    const users = JSON.stringify([{ id: 1, name: 'Vasya', age: '42' }]);
    const request = NO_ACCEPT.replace('\r\n\r\n', '\r\nAccept: text/html\r\n\r\n');
    const made = await trace('users-api', reads(request), told('load', users));
    expect(callsIn(made).at(-1)).toBe('send …');
    expect(
      variable(
        made.steps.find(({ within, line }) => within === 'represent' && line > 0),
        'html',
      ),
    ).toContain('#1 Vasya, 42');
  });
});

describe('threads', () => {
  const request = 'GET / HTTP/1.1\r\n\r\n';
  const served = [told('load', '1'), reads(request), told('isFile', 'true'), told('readFile', PAGE), told('load', '2')];

  it('are followed from their start, with what others did to the state they share', async () => {
    const made = await trace('static-threads', ...served, writes(STATIC), fin('server'), closed());
    expect(made.strayed).toBe(null);
    const thread = made.steps.findIndex(({ within }) => within === 'handleRequest');
    expect(new Set(made.steps.slice(thread).map(({ within }) => within))).toEqual(
      new Set(['handleRequest', 'generateSimpleResponse']),
    );
    expect(callsIn(made).slice(-2)).toEqual(['sendall', 'close']);
  });

  it('end with the uncaught exception', async () => {
    const made = await trace('tcp-upper-tasks', reads('\xff'), fin('server'), closed());
    expect(made.steps.at(-1)).toMatchObject({ within: 'handle', fatal: true, raised: { name: 'UnicodeDecodeError' } });
    expect(made.died).toBe(null);
  });
});

describe('a server that dies', () => {
  it('lights the line it dies of, despite later work on its way out', async () => {
    const made = await trace('tcp-upper', reads('\xff'), fin('server'), closed());
    expect(made.died).toMatchObject({ name: 'UnicodeDecodeError' });
    expect(made.steps.at(-1)).toMatchObject({ line: 22, fatal: true, raised: { name: 'UnicodeDecodeError' } });
    expect(made.steps.at(-2)).toMatchObject({ line: 36, fatal: false });
  });

  it('stays where it was when it was killed', async () => {
    const made = await trace('web-server-1.0', reads('x'.repeat(1024)), crash(), closed());
    expect([made.died, made.strayed]).toEqual([null, null]);
    expect(callsIn(made).at(-1)).toBe('recv …');
  });
});

describe('what the socket does not show', () => {
  it('is the send that waits for the client to read', async () => {
    const waits = await trace('echo', reads('a'), writes('a'), blocks('waits'));
    expect(callsIn(waits).at(-1)).toBe('send …');
    const done = await trace('echo', reads('a'), writes('a'), blocks('waits'), blocks('answered'));
    expect(callsIn(done).slice(-2)).toEqual(['send', 'close …']);
  });

  it('is what a call failed of', async () => {
    const sent = await trace('tcp-upper', reads('a'), writes('A'), failed('sendall', 'EPIPE'));
    expect(sent.steps.find(({ raised }) => raised !== null)).toMatchObject({
      line: 23,
      raised: { name: 'BrokenPipeError' },
    });
    const read = await trace('tcp-upper', rst('client'), failed('recv', 'ECONNRESET'), {
      ...closed(),
      error: 'ECONNRESET',
    } as Draft);
    expect(read.strayed).toBe(null);
    expect(read.steps.find(({ raised }) => raised !== null)).toMatchObject({
      raised: { name: 'ConnectionResetError' },
    });
    const named = await trace('tcp-upper-select', rst('client'), failed('getpeername', 'ENOTCONN'));
    expect(named.died).toMatchObject({ name: 'OSError' });
  });
});

describe('a transcript of another server', () => {
  it.each([
    ['another answer', [reads('a'), writes('b')], 2],
    ['a read nobody asked for', [reads('a'), reads('b')], 2],
    ['state it does not have', [told('load', '1')], 1],
  ])('is detected by %s', async (_what, drafts, strayed) => {
    expect((await trace('echo', ...drafts)).strayed).toBe(strayed);
  });

  it('cannot be traced behind a gap', async () => {
    const made = await trace('echo', dropped(5, 5), reads('a'));
    expect([made.lost, made.steps, made.calls]).toEqual([true, [], []]);
  });
});

describe('UDP', () => {
  it('goes from datagram to datagram', async () => {
    const made = await trace('udp-upper', reads('abc'), writes('ABC'), reads('d'), writes('D'));
    expect(callsIn(made).slice(-5)).toEqual(['recvfrom', 'sendto', 'recvfrom', 'sendto', 'recvfrom …']);
    expect(variable(made.steps.at(-1), 'modifiedMessage')).toBe(undefined);
  });
});

describe('a trace', () => {
  const CASES: [string, Draft[]][] = [
    ['web-server-1.0', [reads('x'.repeat(1024)), fin('client'), writes(HELLO), fin('server'), closed()]],
    [
      'users-api',
      [reads('GET /users HTTP/1.1\r\n'), reads('Host: example.local\r\n\r\n'), told('load', '[]'), writes(FAILED)],
    ],
    ['static-threads', [told('load', '1'), reads('GET\r\n'), fin('server'), closed()]],
    ['tcp-upper', [reads('a'), writes('A'), rst('client'), failed('sendall', 'ECONNRESET'), closed()]],
    ['tcp-upper-select', [reads('a'), writes('A'), rst('client'), failed('getpeername', 'ENOTCONN'), crash()]],
    ['echo', [reads('a'), writes('a'), blocks('waits'), blocks('answered'), fin('server'), closed()]],
    ['three-answers', [reads('GET'), crash(), closed()]],
  ];

  const seen = ({ steps, calls, strayed, died }: Trace): unknown => [
    steps.map(({ variables, ...step }) => [step, variables]),
    calls.map(({ call, outcome, ...rest }) => [call.call, outcome, rest]),
    strayed,
    died,
  ];

  it.each(CASES)('of %s is the same in any batches of entries', async (id, drafts) => {
    const source: Traceable = await probed(id);
    const entries: readonly Entry[] = script(profile(id), ...drafts);
    const growing = new Trace(source);
    for (let end = 1; end <= entries.length; end++) {
      growing.append(entries.slice(end - 1, end));
      const whole = new Trace(source);
      whole.append(entries.slice(0, end));
      expect(whole.strayed).toBe(null);
      expect(seen(growing)).toEqual(seen(whole));
    }
  });
});
