/** The servers to choose from, how they stand, and the octets that show what is wrong with them. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { CHOICES, choiceOf, needsSecondClient, visitsOf } from '#shared/profiles/choices.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import { PEER_IDS } from '#shared/servers/peers.ts';
import { DEFAULT_OPTIONS, hostName } from '#shared/servers/start-options.ts';
import { en } from '#shared/text/en/index.ts';
import { fitsQuery, textsOf } from '#shared/text/server-texts.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { standingOf } from '#shared/wire/server-state.ts';

const INFO: ServerInfo = {
  ...{ id: 'web-server-1.0', state: 'listening', host: '127.0.0.1', port: 8101, restarts: 0, error: null },
  ...{ options: DEFAULT_OPTIONS, serving: [], busy: null, backlog: [] },
};

describe('the choices', () => {
  it('are every server once, the engine first, those of others last', () => {
    const ids = CHOICES.map(({ id }) => id);
    expect(ids).toEqual(['engine', 'engine-tls', ...PROFILES.map(({ id }) => id), 'node-http', ...PEER_IDS]);
    for (const id of ids) expect(textsOf(en, id).title, id).not.toBe('');
  });

  it.each([
    ['udp', ['udp-upper']],
    ['web-server', ['web-server-1.0']],
    ['USERS api', ['users-api']],
    ['8100', ['engine']],
    ['select loop', ['tcp-upper-select']],
    ['haproxy', ['haproxy']],
    ['nothing like this', []],
  ])('that fit %j are %j', (query, ids) => {
    expect(CHOICES.filter((choice) => fitsQuery(en, choice, query)).map(({ id }) => id)).toEqual(ids);
  });
});

describe('how a server stands', () => {
  it.each([
    [{ busy: 3, serving: [3], backlog: [4] }, 'busy with #3'],
    [{ serving: [1, 2] }, 'listening'],
    [{ state: 'crashed', port: 0, error: 'ValueError: no' }, 'crashed'],
    [{ state: 'ended', port: 0 }, 'stopped'],
    [{ state: 'stopped', port: 0 }, 'stopped'],
    [{ state: 'stopped', port: 0, program: { found: false, version: null } }, 'not here'],
  ] as const)('fits in a word: %j, %s', (change, words) => {
    expect(en.servers.brief(standingOf({ ...INFO, ...change } as ServerInfo))).toBe(words);
  });

  it('says that a serial server may wait forever, and which clients wait behind it', () => {
    const said = en.servers.whole(standingOf({ ...INFO, busy: 3, backlog: [4, 5] }), '127.0.0.1:8101', false);
    expect(said).toContain('forever');
    expect(said).toContain('#4, #5 wait in the backlog');
  });

  it('says that it has served its one connection', () => {
    expect(en.servers.whole(standingOf({ ...INFO, state: 'ended', port: 0 }), '', false)).toContain('one connection');
  });
});

describe('the octets that show a shortcoming', () => {
  const wrong = (id: string, which: string) => {
    const found = choiceOf(id)?.shortcomings.find((one) => one.id === which);
    if (found === undefined) throw new Error(`no ${which} of ${id}`);
    return found;
  };

  const visits = (id: string, which: string, options = DEFAULT_OPTIONS) => {
    const choice = choiceOf(id);
    if (choice === undefined) throw new Error(`no ${id}`);
    return visitsOf(choice, wrong(id, which), options);
  };

  it('are octets, not characters', () => {
    expect(visits('udp-upper', 'not-utf8')).toEqual([{ writes: [Uint8Array.of(0xff)], after: 'stays' }]);
  });

  it('name the server as it was started', () => {
    const options = { ...DEFAULT_OPTIONS, name: 'my.test' };
    const sent = (which: string): string =>
      latin1(visits('users-api', which, options)[0].writes[0] ?? new Uint8Array());
    expect(sent('bare-lf')).toContain('Host: my.test\n');
    expect(sent('host-case')).toContain('Host: My.test\r\n');
  });

  it('come on as many connections as it takes', () => {
    const lines = visits('users-api', 'any-method').map(({ writes }) => latin1(writes[0] ?? new Uint8Array()));
    expect(lines).toEqual([expect.stringMatching(/^POST \/users\?/), expect.stringMatching(/^DELETE \/users\/1 /)]);
    expect(visits('users-api', 'stored-xss')).toHaveLength(2);
    expect(visits('users-api', 'no-accept')).toHaveLength(1);
  });

  it('need a second client only where the shortcoming is serving one at a time', () => {
    const needing = CHOICES.flatMap(({ id, shortcomings }) =>
      shortcomings.filter((one) => needsSecondClient(id, one)).map((one) => `${id} ${one.id}`),
    );
    expect(needing).toEqual(
      ['web-server-1.0', 'one-page', 'users-api', 'echo', 'tcp-upper'].map((id) => `${id} serial`),
    );
  });
});

describe('a host name', () => {
  it.each(['example.local', 'a', 'my_service', '127.0.0.1'])('may be %j', (name) => expect(hostName(name)).toBe(name));
  it.each(['', ' ', 'a b', 'a\r\nX: y', 'a/b', 'a:80', '-a', 'é', 'x'.repeat(254), null, 5])('may not be %j', (name) =>
    expect(hostName(name)).toBeUndefined(),
  );
});
