import { describe, expect, it } from 'vitest';
import { parseCommand, UsageError } from '../../apps/server/src/cli/flags.ts';
import { HELP } from '../../apps/server/src/cli/help.ts';
import { SETTING_NAMES } from '../../apps/server/src/cli/serve-settings.ts';

const app = { kind: 'app', port: 5173, host: null, origins: [], mode: 'production', targets: [], tls: null };

describe('a command line', () => {
  it.each([
    { words: '', means: app },
    { words: '--port 6000', means: { ...app, port: 6000 } },
    { words: '--port=0', means: { ...app, port: 0 } },
    { words: '--host 0.0.0.0', means: { ...app, host: '0.0.0.0' } },
    { words: '--dev', means: { ...app, mode: 'dev' } },
    {
      words: '--origin https://octet.example --origin http://box:8080/',
      means: { ...app, origins: ['https://octet.example', 'http://box:8080'] },
    },
    {
      words: '--allow-target localhost:8000 --allow-target [::1]:9000',
      means: {
        ...app,
        targets: [
          { host: 'localhost', port: 8000 },
          { host: '::1', port: 9000 },
        ],
      },
    },
    { words: '--cert c.pem --key k.pem', means: { ...app, tls: { key: 'k.pem', cert: 'c.pem' } } },
    { words: 'serve', means: { kind: 'serve', given: {}, config: null } },
    {
      words: 'serve --port 9000 --host ::1',
      means: { kind: 'serve', given: { port: 9000, host: '::1' }, config: null },
    },
    { words: 'serve public', means: { kind: 'serve', given: { dir: 'public' }, config: null } },
    {
      words: 'serve --list --log off public --config c.json --max-body 1GiB --idle-timeout 90s --mode rfc',
      means: {
        kind: 'serve',
        given: { dir: 'public', list: true, log: 'off', 'max-body': 2 ** 30, 'idle-timeout': 90_000, mode: 'rfc' },
        config: 'c.json',
      },
    },
    {
      words: 'serve --key k.pem --cert c.pem --header-timeout 500ms --body-timeout 2m --write-timeout 1h',
      means: {
        kind: 'serve',
        given: {
          key: 'k.pem',
          cert: 'c.pem',
          'header-timeout': 500,
          'body-timeout': 120_000,
          'write-timeout': 3_600_000,
        },
        config: null,
      },
    },
    {
      words: 'serve --lenient cl-te,obs-fold --lenient bare-lf',
      means: { kind: 'serve', given: { lenient: ['bare-lf', 'obs-fold', 'cl-te'] }, config: null },
    },
    { words: '--help', means: { kind: 'help' } },
    { words: 'serve -h', means: { kind: 'help' } },
    { words: '--version', means: { kind: 'version' } },
  ])('$words', ({ words, means }) => {
    expect(parseCommand(words.split(' ').filter(Boolean))).toEqual(means);
  });
});

describe('serve --profile', () => {
  const of = (words: string) => parseCommand(['serve', ...words.split(' ')]);

  it('means a profile, by default on its own port and on loopback', () => {
    expect(of('--profile one-page')).toMatchObject({ kind: 'profile', port: 8102, host: '127.0.0.1' });
    expect(of('--profile web-server-1.0 --port 0 --once')).toMatchObject({ port: 0, options: { once: true } });
    expect(of('--profile users-api --name box')).toMatchObject({ options: { name: 'box', once: false } });
    expect(of('--profile users-api+mended:stored-xss --name box')).toMatchObject({
      profile: { id: 'users-api+mended:stored-xss', file: 'patched/users-api-stored-xss.ts' },
      options: { name: 'box' },
    });
  });

  it.each([
    [
      '--profile nobody',
      "Unknown profile 'nobody'. Known profiles: web-server-1.0, one-page, static-threads, users-api,",
    ],
    ['--profile constructor', "Unknown profile 'constructor'"],
    ['--profile users-api+mended:serial', "Unknown profile 'users-api+mended:serial'"],
    ['--profile echo --once', 'The profile echo does not take --once.'],
    ['--profile echo --name a', 'The profile echo does not take --name.'],
    ['--profile users-api --name=', '--name takes a host name.'],
    ['--profile echo --host 0.0.0.0', '--host cannot be used with --profile'],
    ['--profile echo public', 'A folder is for the engine; it cannot be used with --profile.'],
    ['--profile echo --mode rfc', '--mode is for the engine; it cannot be used with --profile.'],
    ['--profile echo --config x', '--config is for the engine; it cannot be used with --profile.'],
    ['--profile echo --lenient bws', '--lenient is for the engine; it cannot be used with --profile.'],
    ['--lenient all', '--lenient takes names of leniencies'],
    ['--lenient bws,', '--lenient takes names of leniencies'],
    ['--lenient reason-space', '--lenient takes names of leniencies'],
    ['--once', '--once needs --profile.'],
    ['--name a', '--name needs --profile.'],
  ])('refuses %s', (words, says) => {
    expect(() => of(words)).toThrow(UsageError);
    expect(() => of(words)).toThrow(says);
  });
});

describe('a command line that means nothing', () => {
  it.each([
    { words: ['--colour'], says: "Unknown option '--colour'" },
    { words: ['sing'], says: "Unknown command 'sing'" },
    { words: ['--port', '80', 'serve'], says: "Unexpected argument 'serve'" },
    { words: ['--port'], says: "Option '--port <value>' argument missing" },
    { words: ['--port', '-1'], says: "Option '--port' argument is ambiguous" },
    { words: ['--port', '65536'], says: "--port takes a number from 0 to 65535, not '65536'." },
    { words: ['--port', '5e3'], says: '--port takes a number' },
    { words: ['--port='], says: '--port takes a number' },
    { words: ['--host='], says: '--host takes an address' },
    { words: ['--origin', 'octet.example'], says: '--origin takes a scheme, host and port' },
    { words: ['--origin', 'https://octet.example/page'], says: '--origin takes a scheme, host and port' },
    { words: ['--origin', 'file:///etc/passwd'], says: '--origin takes a scheme, host and port' },
    { words: ['--origin', 'null'], says: '--origin takes a scheme, host and port' },
    { words: ['serve', '--origin', 'https://octet.example'], says: "Unknown option '--origin'" },
    { words: ['serve', 'a', 'b'], says: "octet serve takes one folder, but 'b' is a second one." },
    { words: ['serve', ''], says: "DIR takes the path of a folder, not ''." },
    { words: ['serve', '--mode', 'loose'], says: "--mode takes hardened or rfc, not 'loose'." },
    { words: ['serve', '--max-body', '1GB'], says: '--max-body takes a number of octets, perhaps with KiB, MiB' },
    { words: ['serve', '--max-body', '1e9'], says: '--max-body takes' },
    { words: ['serve', '--max-body', '9999999999999999'], says: '--max-body takes' },
    {
      words: ['serve', '--idle-timeout', '5'],
      says: '--idle-timeout takes a time such as 500ms, 10s or 2m, up to 24h',
    },
    { words: ['serve', '--idle-timeout', '0s'], says: '--idle-timeout takes' },
    { words: ['serve', '--idle-timeout', '25h'], says: '--idle-timeout takes' },
    { words: ['serve', '--log', 'json'], says: "--log takes combined, common or off, not 'json'." },
    { words: ['serve', '--key='], says: '--key takes the path of a PEM file' },
    { words: ['--cert='], says: '--cert takes the path of a PEM file.' },
    { words: ['--key', 'k.pem'], says: 'HTTPS needs both a key and a cert.' },
    { words: ['serve', '--config='], says: '--config takes the path of a file.' },
    { words: ['serve', '--list=yes'], says: "Option '--list' does not take an argument" },
  ])('$words', ({ words, says }) => {
    const complain = () => parseCommand(words);
    expect(complain).toThrow(UsageError);
    expect(complain).toThrow(says);
    expect(complain).toThrow(/^[^\n]+$/);
  });
});

it('explains every flag people may use in the help text', () => {
  for (const name of SETTING_NAMES) if (name !== 'dir') expect(HELP).toContain(`--${name}`);
  for (const flag of [
    '--config',
    'DIR',
    '--port',
    '--host',
    '--origin',
    '--help',
    '--version',
    'serve',
    '--profile',
    '--once',
    '--name',
  ])
    expect(HELP).toContain(flag);
  expect(HELP).not.toContain('--dev');
});
