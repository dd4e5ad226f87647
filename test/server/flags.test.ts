import { describe, expect, it } from 'vitest';
import { HELP, parseCommand, UsageError } from '../../apps/server/src/flags.ts';

const app = { kind: 'app', port: 5173, host: null, origins: [], mode: 'production' };

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
    { words: 'serve', means: { kind: 'serve', port: 8100, host: '127.0.0.1' } },
    { words: 'serve --port 9000 --host ::1', means: { kind: 'serve', port: 9000, host: '::1' } },
    { words: '--help', means: { kind: 'help' } },
    { words: 'serve -h', means: { kind: 'help' } },
    { words: '--version', means: { kind: 'version' } },
  ])('$words', ({ words, means }) => {
    expect(parseCommand(words.split(' ').filter(Boolean))).toEqual(means);
  });
});

describe('serve --profile', () => {
  const of = (words: string) => parseCommand(['serve', ...words.split(' ')]);

  it('means a profile, on its own port and on loopback, unless told otherwise', () => {
    expect(of('--profile one-page')).toMatchObject({ kind: 'profile', port: 8102, host: '127.0.0.1' });
    expect(of('--profile web-server-1.0 --port 0 --once')).toMatchObject({ port: 0, options: { once: true } });
    expect(of('--profile users-api --name box')).toMatchObject({ options: { name: 'box', once: false } });
    expect(of('--profile users-api+mended:stored-xss --name box')).toMatchObject({
      profile: { id: 'users-api+mended:stored-xss', file: 'mended/users-api-stored-xss.ts' },
      options: { name: 'box' },
    });
  });

  it.each([
    [
      '--profile nobody',
      "There is no profile 'nobody'. There are: web-server-1.0, one-page, static-threads, users-api,",
    ],
    ['--profile constructor', "There is no profile 'constructor'"],
    ['--profile users-api+mended:serial', "There is no profile 'users-api+mended:serial'"],
    ['--profile echo --once', 'The profile echo has no --once.'],
    ['--profile echo --name a', 'The profile echo has no --name.'],
    ['--profile users-api --name=', '--name takes a host name.'],
    ['--profile echo --host 0.0.0.0', '--host does not go with --profile'],
    ['--once', '--once goes with --profile.'],
    ['--name a', '--name goes with --profile.'],
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
  ])('$words', ({ words, says }) => {
    const complain = () => parseCommand(words);
    expect(complain).toThrow(UsageError);
    expect(complain).toThrow(says);
    expect(complain).toThrow(/^[^\n]+$/);
  });
});

it('explains every flag people may use in the help text', () => {
  for (const flag of ['--port', '--host', '--origin', '--help', '--version', 'serve', '--profile', '--once', '--name'])
    expect(HELP).toContain(flag);
  expect(HELP).not.toContain('--dev');
});
