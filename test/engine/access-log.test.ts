import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestHead } from '#shared/http1/events.ts';
import { type AnswerRecord, logLine } from '../../apps/server/src/engine/access-log.ts';
import { LogSink } from '../../apps/server/src/engine/log-sink.ts';
import { TestEngine } from './client.ts';
import { fields } from './fields.ts';

const NOW = Date.UTC(2000, 9, 10, 20, 55, 36);
const headOf = (target: string, ...lines: string[]) =>
  ({ method: 'GET', target, minor: 0, fields: fields(...lines) }) as unknown as RequestHead;
const record = (head: RequestHead | null, rest: Partial<AnswerRecord> = {}): AnswerRecord => ({
  head,
  line: '',
  status: 200,
  octets: 2326,
  ...rest,
});

describe('a line', () => {
  it('is what readers of the two formats expect', () => {
    const head = headOf('/apache_pb.gif', 'Referer: http://www.example.com/start.html', 'User-Agent: Mozilla/4.08');
    const common = '127.0.0.1 - - [10/Oct/2000:20:55:36 +0000] "GET /apache_pb.gif HTTP/1.0" 200 2326';
    expect(logLine('common', '127.0.0.1', NOW, record(head))).toBe(common);
    expect(logLine('combined', '127.0.0.1', NOW, record(head))).toBe(
      `${common} "http://www.example.com/start.html" "Mozilla/4.08"`,
    );
  });

  it('has a hyphen for a missing value', () => {
    expect(logLine('combined', '::1', NOW, record(headOf('/'), { octets: 0, status: 304 }))).toMatch(/ 304 - "-" "-"$/);
    expect(logLine('common', '::1', NOW, record(null, { status: 408 }))).toMatch(/ "-" 408 2326$/);
  });

  it('escapes what would end the quotes, the line or the peace of a terminal', () => {
    const head = headOf('/"x\\', 'User-Agent: a"\\\t\x1b[31m\xe9');
    expect(logLine('combined', '::1', NOW, record(head))).toMatch(
      / "GET \/\\x22x\\x5C HTTP\/1\.0" .* "a\\x22\\x5C\\x09\\x1B\[31m\\xE9"$/,
    );
  });

  it('is one line of seven quoted or bare parts, for any request', () => {
    const text = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((unit) => String.fromCharCode(unit)) });
    fc.assert(
      fc.property(text, text, (agent, line) => {
        const head = headOf(`/${line}`, `User-Agent:${agent}`, `Referer:${line}`);
        for (const one of [record(head), record(null, { line })]) {
          expect(logLine('combined', '::1', NOW, one)).toMatch(
            /^::1 - - \[[^\]]*\] "[^"\\]*(\\x[0-9A-F]{2}[^"\\]*)*" 200 2326 "[^"\\]*(\\x[0-9A-F]{2}[^"\\]*)*" "[^"\\]*(\\x[0-9A-F]{2}[^"\\]*)*"$/,
          );
        }
      }),
    );
  });
});

describe('an engine', () => {
  const engine = new TestEngine();
  afterEach(() => engine.close());

  it('tells of each answer once, in order, with the octets of its content', async () => {
    const lines: string[] = [];
    const log = (_remote: string, one: AnswerRecord) => lines.push(logLine('common', '-', NOW, one).slice(35));
    const client = await engine.client({ log });
    client.send('GET /hello HTTP/1.1\r\nHost: a\r\n\r\nHEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n');
    client.send('GET /none HTTP/1.1\r\nHost: a\r\n\r\nGET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
    await client.ends();
    client.fin();
    const octets = /404 Not Found[\s\S]*?Content-Length: (\d+)/.exec(client.text)?.[1];
    const first = [
      '"GET /hello HTTP/1.1" 200 14',
      '"HEAD /hello HTTP/1.1" 200 -',
      `"GET /none HTTP/1.1" 404 ${octets}`,
      // A stream in HTTP/1.0 ends with the connection: nothing after it is answered.
      '"GET /stream HTTP/1.0" 200 76',
    ];
    expect(lines).toEqual(first);
    const second = await engine.client();
    second.send('GET /hello HTTP/1.1\r\nHost: a\r\nRange: bytes=0-4\r\n\r\nGET /"\x07 HTTP/1.1\r\nHost: a\r\n\r\n');
    await second.ends();
    second.fin();
    const refused = /400 Bad Request[\s\S]*?Content-Length: (\d+)/.exec(second.text)?.[1];
    expect(lines.slice(4)).toEqual(['"GET /hello HTTP/1.1" 206 5', `"GET /\\x22\\x07 HTTP/1.1" 400 ${refused}`]);
  });
});

describe('a sink', () => {
  it('writes the lines of one turn at once, and hands on everything at its end', async () => {
    const stream = new PassThrough();
    const written: string[] = [];
    stream.on('data', (bytes) => written.push(String(bytes)));
    const sink = new LogSink(stream);
    sink.line('a');
    sink.line('b');
    await new Promise((resolve) => setImmediate(resolve));
    sink.line('c');
    await sink.end();
    expect(written.join('')).toBe('a\nb\nc\n');
    expect(written).toHaveLength(2);
  });

  it('keeps no more than a bound for a stream that takes nothing, and says what was lost', async () => {
    let release: () => void = () => undefined;
    let text = '';
    const stream = new Writable({
      write(bytes, _encoding, done) {
        text += String(bytes);
        release = done;
      },
    });
    const sink = new LogSink(stream);
    sink.line('first');
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = 0; i < 30_000; i++) sink.line('x'.repeat(99));
    expect(text).toBe('first\n');
    const ended = sink.end();
    release();
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await ended;
    expect(text.length).toBeLessThan(1024 * 1024 + 200);
    const lost = Number(/# (\d+) lines lost/.exec(text)?.[1]);
    expect(lost + text.match(/x{99}\n/g)!.length).toBe(30_000);
  });

  it('ends with its stream, not with an error', async () => {
    const stream = new PassThrough();
    const sink = new LogSink(stream);
    stream.destroy(new Error('EPIPE'));
    await new Promise((resolve) => setImmediate(resolve));
    sink.line('a');
    await sink.end();
    expect(stream.destroyed).toBe(true);
  });
});
