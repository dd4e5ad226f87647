/** Large content that a handler takes while it arrives: back-pressure, late faults, and answers that wait. */
import { afterEach, describe, expect, test } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS } from '#shared/base/options.ts';
import type { EngineRequest, EngineResponse, Router } from '../../apps/server/src/engine/handler.ts';
import { TestEngine } from './client.ts';
import { GET, talk } from './talk.ts';

const KIB = 1024;

/** Content that has to be handed over before it is complete. */
const HALF = 'x'.repeat(80 * KIB);

const post = (length: number) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;
const CHUNKED = `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${HALF.length.toString(16)}\r\n${HALF}\r\n`;

const streaming = (handler: (request: EngineRequest) => EngineResponse | Promise<EngineResponse>): Router => {
  return () => ({ handler, streams: true });
};

async function count({ arriving, content }: EngineRequest): Promise<EngineResponse> {
  let octets = content.length;
  for (;;) {
    const piece = arriving === null ? null : await arriving.read();
    if (piece === null) return { status: 200, fields: [['Octets', String(octets)]], content: null };
    octets += piece.length;
  }
}

const ignore = (): EngineResponse => ({ status: 401, fields: [], content: null });

/** Sends the content back as it comes. */
function mirror({ arriving }: EngineRequest): EngineResponse {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = (await arriving?.read()) ?? null;
      if (piece === null) return;
      yield piece;
    }
  }
  return { status: 200, fields: [], content: pieces() };
}

describe('a handler', () => {
  test('starts before the end of large content, and answers after it', async () => {
    const t = talk({ router: streaming(count) });
    t.receives(post(100 * KIB) + HALF);
    expect(t.handled).toHaveLength(1);
    (await t.settles()).sendsNothing().runs('body');
    t.receives('x'.repeat(20 * KIB));
    (await t.settles()).sends(/^HTTP\/1.1 200 OK\r\n[^\0]*\r\nOctets: 102400\r\n/).runs('idle');
    t.receives(GET);
    (await t.settles()).sends(/Octets: 0\r\n/);
  });

  test('gets small content whole, and only once it is complete', async () => {
    const t = talk({ router: streaming(count) }).receives(`${post(10)}12345`);
    expect(t.handled).toHaveLength(0);
    t.receives('67890');
    expect(t.handled[0]?.content.length).toBe(10);
    expect(t.handled[0]?.arriving).toBe(null);
    (await t.settles()).sends(/Octets: 10\r\n/);
  });

  test('that does not read stops the reading', async () => {
    let request: EngineRequest | null = null;
    const router = streaming((asked) => {
      request = asked;
      return new Promise(() => undefined);
    });
    const t = talk({ router }).receives(post(400 * KIB) + HALF);
    t.does('pause').runs('handler');
    await (request as EngineRequest | null)?.arriving?.read();
    t.does('resume').runs('body');
  });

  test('that answers and does not read is heard at once; the rest is dropped, and the connection goes on', async () => {
    const t = talk({ router: streaming(ignore) });
    t.receives(post(400 * KIB) + HALF).sends(/^HTTP\/1.1 401 /);
    for (let i = 0; i < 4; i++) t.receives(HALF);
    t.sendsNothing().does().receives(GET);
    t.sends(/^HTTP\/1.1 401 /);
  });

  test('that echoes its content does so while more arrives', async () => {
    const t = talk({ router: streaming(mirror) }).receives(post(400 * KIB) + HALF);
    expect((await t.settles()).sent()).toContain(`\r\n14000\r\n${HALF}\r\n`);
    for (let i = 0; i < 4; i++) await t.receives(HALF).settles();
    const rest = (await t.settles()).sent().replace(/(?:^|\r\n)14000\r\n/g, '');
    expect(rest.length).toBe(4 * HALF.length + 7);
    expect(rest).toMatch(/x\r\n0\r\n\r\n$/);
  });

  test('behind another request waits for its turn, and its content does not pile up', async () => {
    const t = talk({
      router: streaming((request) => (request.head.method === 'GET' ? new Promise(() => undefined) : count(request))),
    });
    t.receives(GET + post(400 * KIB) + HALF);
    expect(t.handled).toHaveLength(1);
    t.does('pause');
  });

  test('that had its time is answered for; what still comes is dropped', async () => {
    const t = talk({ router: streaming(() => new Promise(() => undefined)) }).receives(post(160 * KIB) + HALF);
    t.waits('handler')
      .sendsNothing()
      .receives(HALF)
      .sends(/^HTTP\/1.1 503 /);
    expect(t.handled[0]?.signal.aborted).toBe(true);
  });
});

describe('a request that breaks off', () => {
  const faults: readonly (readonly [string, (t: ReturnType<typeof talk>) => unknown, RegExp])[] = [
    ['a late chunk fault', (t) => t.receives('zz\r\n'), /^HTTP\/1.1 400 [^\0]*chunk-size/],
    ['FIN in mid-message', (t) => t.receivesFin(), /^HTTP\/1.1 400 [^\0]*incomplete-message/],
    ['a time-out', (t) => t.waits('body'), /^HTTP\/1.1 408 /],
  ];

  test.each(faults)('by %s is refused, and its handler notified', async (_, breakOff, refusal) => {
    let told: unknown = null;
    const router = streaming((request) =>
      count(request).catch((error: unknown) => {
        told = error;
        throw error;
      }),
    );
    const t = talk({ router }).receives(CHUNKED);
    await t.settles();
    breakOff(t);
    t.sends(refusal);
    await t.settles();
    t.sendsNothing();
    expect(told).toMatchObject({ code: 'CONTENT_BROKE_OFF' });
    expect(t.handled[0]?.signal.aborted).toBe(true);
    expect(t.log).toContain('fin');
  });

  test('after its answer has begun can only be reset', async () => {
    const t = talk({ router: streaming(mirror) }).receives(CHUNKED);
    expect((await t.settles()).sent()).toMatch(/^HTTP\/1.1 200 /);
    t.receives('zz\r\n').sendsNothing().does('abort', 'cancel stream');
    t.decides('respond 0 200', 'abort 0 handler-broke-off');
  });

  test('after its answer is out ends the connection without another one', async () => {
    const t = talk({ router: streaming(ignore) })
      .receives(CHUNKED)
      .sends(/^HTTP\/1.1 401 /);
    t.receives('zz\r\n').sendsNothing().does('abort');
  });
});

describe('on a real socket', () => {
  const engine = new TestEngine();

  afterEach(() => engine.close());

  test('a handler that does not read holds the client back; memory does not grow', async () => {
    let read = false;
    let octets = 0;
    const router = streaming(async (request) => {
      await new Promise<void>((resolve) => {
        const wait = setInterval(() => {
          if (!read) return;
          clearInterval(wait);
          resolve();
        }, 5);
      });
      for (;;) {
        const piece = (await request.arriving?.read()) ?? null;
        if (piece === null) return { status: 200, fields: [], content: fromLatin1(String(octets)) };
        octets += piece.length;
      }
    });
    const size = 64 * KIB * KIB;
    const limits = { ...ENGINE_LIMITS, content: size };
    const client = await engine.client({ router, limits });
    client.send(post(size));
    const piece = Buffer.alloc(KIB * KIB);
    for (let sent = 0; sent < size; sent += piece.length) client.send(piece);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const waiting = client.socket.writableLength;
    // What the kernel's buffers and ours take is gone; all else waits on the client's side.
    expect(waiting).toBeGreaterThan(size / 2);
    read = true;
    await client.gets(new RegExp(`\\r\\n\\r\\n${size}$`));
    client.fin();
  });

  test('a client that leaves in mid-content ends what reads it', async () => {
    let error: unknown = null;
    let aborted = false;
    const router = streaming((request) => {
      request.signal.addEventListener('abort', () => {
        aborted = true;
      });
      return count(request).catch((reason: unknown) => {
        error = reason;
        throw reason;
      });
    });
    const client = await engine.client({ router, report: () => undefined });
    client.send(post(400 * KIB) + HALF);
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.socket.resetAndDestroy();
    await expect.poll(() => aborted).toBe(true);
    await expect.poll(() => error).toMatchObject({ code: 'CONTENT_BROKE_OFF' });
    await expect.poll(() => engine.connections).toBe(0);
  });
});
