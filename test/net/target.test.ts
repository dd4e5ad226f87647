/** A server of one's own as somebody types it: what it names, or which piece is to blame. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SERVER_ID, readTarget, showTarget, targetOf } from '#shared/net/target.ts';
import { CHOICES } from '#shared/profiles/choices.ts';

describe('what names a target', () => {
  it.each([
    ['localhost:8000', 'localhost:8000'],
    ['  LocalHost:8000 ', 'localhost:8000'],
    ['http://localhost:8000/', 'localhost:8000'],
    ['HTTP://127.0.0.1:80', '127.0.0.1:80'],
    ['[::1]:8080', '[::1]:8080'],
    ['[0:0:0:0:0:0:0:1]:8080', '[::1]:8080'],
    ['[::ffff:127.0.0.1]:1', '[::ffff:127.0.0.1]:1'],
    ['my_box-2.example:65535', 'my_box-2.example:65535'],
  ])('%s', (typed, id) => {
    const found = readTarget(typed);
    expect(found.ok && showTarget(found.target)).toBe(id);
    expect(found.ok && targetOf(id)).toEqual(found.ok && found.target);
  });
});

describe('what names none, and why', () => {
  it.each([
    ['', 'empty', ''],
    ['   ', 'empty', ''],
    ['localhost', 'no-port', 'localhost'],
    ['localhost:', 'no-port', 'localhost:'],
    [':8000', 'no-host', ':8000'],
    ['localhost:0', 'bad-port', '0'],
    ['localhost:65536', 'bad-port', '65536'],
    ['localhost:http', 'bad-port', 'http'],
    ['localhost:-1', 'bad-port', '-1'],
    ['https://localhost:8000', 'https', 'https://'],
    ['ftp://localhost:21', 'https', 'ftp://'],
    ['localhost:8000/index.html', 'path', '/index.html'],
    ['localhost:8000?x', 'path', '?x'],
    ['::1:8080', 'bad-address', '::1:8080'],
    ['fe80::1:80', 'bad-address', 'fe80::1:80'],
    ['[::1:8080', 'bad-address', '[::1:8080'],
    ['[fe80::1%eth0]:80', 'bad-address', '[fe80::1%eth0]'],
    ['[127.0.0.1]:80', 'bad-address', '[127.0.0.1]'],
    ['127.1:80', 'bad-address', '127.1'],
    ['2130706433:80', 'bad-address', '2130706433'],
    ['0x7f000001:80', 'bad-address', '0x7f000001'],
    ['127.0.0.0x1:80', 'bad-address', '127.0.0.0x1'],
    ['0177.0.0.1:80', 'bad-address', '0177.0.0.1'],
    ['user@host:80', 'bad-name', 'user@host'],
    ['two words:80', 'bad-name', 'two words'],
    ['a..b:80', 'bad-name', 'a..b'],
    [`${'a'.repeat(64)}:80`, 'bad-name', 'a'.repeat(64)],
    ['hôte:80', 'bad-name', 'hôte'],
  ])('%j', (typed, fault, piece) => {
    expect(readTarget(typed)).toEqual({ ok: false, fault, piece });
  });
});

describe('a target as the id of a server', () => {
  it('is only what showTarget writes', () => {
    for (const id of ['http://localhost:80', 'LOCALHOST:80', 'localhost:080', ' localhost:80', '[0::1]:80'])
      expect(targetOf(id)).toBeNull();
  });

  it('is never that of a server of ours', () => {
    for (const { id } of CHOICES) expect(targetOf(id)).toBeNull();
  });

  it('round-trips for any input, and is never too long', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.domain().map((name) => `${name}:80`),
          fc.ipV6().map((a) => `[${a}]:1`),
        ),
        (text) => {
          const found = readTarget(text);
          if (!found.ok) return;
          const id = showTarget(found.target);
          expect(id.length).toBeLessThanOrEqual(MOST_SERVER_ID);
          expect(targetOf(id)).toEqual(found.target);
        },
      ),
    );
  });
});
