import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../apps/server/src/base/config-error.ts';
import { parseConfig, readConfig } from '../../apps/server/src/cli/config-file.ts';
import { settingsOf } from '../../apps/server/src/cli/serve-command.ts';
import { DEFAULT_SETTINGS } from '../../apps/server/src/cli/serve-settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octet-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = path.join(folder, 'octet.json');
  writeFileSync(file, text);
  return file;
}

describe('a configuration file', () => {
  it('accepts what flags accept, as numbers and strings', () => {
    const text = '{ "port": 80, "max-body": "2MiB", "idle-timeout": "1m", "list": true, "log": "off" }';
    expect(parseConfig('c', text)).toEqual({
      port: 80,
      'max-body': 2 * 1024 * 1024,
      'idle-timeout': 60_000,
      list: true,
      log: 'off',
    });
    expect(parseConfig('c', '{ "max-body": 100, "port": "81" }')).toEqual({ 'max-body': 100, port: 81 });
    expect(parseConfig('c', '{ "lenient": ["cl-te", "bare-lf"] }')).toEqual({ lenient: ['bare-lf', 'cl-te'] });
    expect(parseConfig('c', '{}')).toEqual({});
  });

  it('means paths from its own folder', () => {
    const file = fileOf('{ "dir": "public", "key": "/keys/k.pem", "cert": "../c.pem" }');
    expect(readConfig(file)).toEqual({
      dir: path.join(folder, 'public'),
      key: '/keys/k.pem',
      cert: path.join(folder, '..', 'c.pem'),
    });
  });

  it.each([
    ['{ "port": "eighty" }', 'c: "port" takes a number from 0 to 65535, not "eighty".'],
    ['{ "port": 80.5 }', 'c: "port" takes a number from 0 to 65535, not 80.5.'],
    ['{ "port": null }', 'c: "port" takes a number from 0 to 65535, not null.'],
    ['{ "max-body": true }', 'c: "max-body" takes a number of octets, perhaps with KiB, MiB or GiB, not true.'],
    ['{ "max-body": -1 }', 'c: "max-body" takes'],
    ['{ "max-body": [1] }', 'c: "max-body" takes a number of octets, perhaps with KiB, MiB or GiB, not [1].'],
    ['{ "list": "yes" }', 'c: "list" takes true or false, not "yes".'],
    ['{ "idle-timeout": 5 }', 'c: "idle-timeout" takes a time such as 500ms, 10s or 2m, up to 24h, not 5.'],
    ['{ "dir": 7 }', 'c: "dir" takes the path of a folder, not 7.'],
    ['{ "prot": 80 }', 'c: unknown setting "prot". Known settings: dir, app, port, host, mode, lenient, max-body,'],
    ['{ "__proto__": 80 }', 'c: unknown setting "__proto__".'],
    ['{ "constructor": 80 }', 'c: unknown setting "constructor".'],
    ['[]', 'c contains a list, not an object such as { "port": 8100 }.'],
    ['null', 'c contains null, not'],
    ['"x"', 'c contains a string, not'],
    ['{ "port": }', 'c is not JSON: '],
    ['', 'c is not JSON: '],
  ])('%s is refused', (text, says) => {
    expect(() => parseConfig('c', text)).toThrow(ConfigError);
    expect(() => parseConfig('c', text)).toThrow(says);
  });

  it('that is not there, or a folder, is named', () => {
    expect(() => readConfig('/nowhere/octet.json')).toThrow('Cannot read /nowhere/octet.json: there is no such file.');
    expect(() => readConfig(folder)).toThrow(`Cannot read ${folder}: it is a folder.`);
  });
});

describe('the settings of a command', () => {
  const settings = (given: object, config: string | null = null) => settingsOf({ kind: 'serve', given, config });

  it('are the defaults, over them the file, over that the flags', () => {
    expect(settings({})).toEqual(DEFAULT_SETTINGS);
    const file = fileOf('{ "port": 80, "host": "::1" }');
    expect(settings({ port: 81 }, file)).toEqual({ ...DEFAULT_SETTINGS, port: 81, host: '::1' });
  });

  it.each([
    [{ key: 'k' }, 'HTTPS needs both a key and a cert.'],
    [{ cert: 'c' }, 'HTTPS needs both a key and a cert.'],
    [{ list: true }, 'Only a folder can be listed'],
  ])('do not contradict one another: %j', (given, says) => expect(() => settings(given)).toThrow(says));
});
