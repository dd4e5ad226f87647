import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { ENGINE_LIMITS } from '#shared/base/options.ts';
import { TestEngine } from './client.ts';

const engine = new TestEngine();
afterEach(() => engine.close());

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

test.each([0, 5, 200_000, 9_000_000])('%d octets are counted and digested', async (length) => {
  const content = Buffer.alloc(length, 'octet ');
  const client = await engine.client();
  client.send(`PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`).send(content);
  await client.gets(new RegExp(`^HTTP/1\\.1 200 [^\\0]*\\r\\n\\r\\n${length} octets\\nSHA-256 ${digest(content)}\\n$`));
  client.fin();
});

test('chunks are counted without their sizes', async () => {
  const client = await engine.client();
  client.send('POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  client.send(`${`${(50_000).toString(16)}\r\n${'x'.repeat(50_000)}\r\n`.repeat(20)}0\r\n\r\n`);
  await client.gets(new RegExp(`\\r\\n\\r\\n1000000 octets\\nSHA-256 ${digest(Buffer.alloc(1_000_000, 'x'))}\\n$`));
  client.fin();
});

test('one over the limit is refused, although it was being read', async () => {
  const client = await engine.client({ limits: { ...ENGINE_LIMITS, content: 500_000 } });
  client.send('PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  client.send(`${(50_000).toString(16)}\r\n${'x'.repeat(50_000)}\r\n`.repeat(11));
  expect(await client.ends()).toMatch(/^HTTP\/1\.1 413 [^\0]*Limit: 500000 octets of content\./);
  client.fin();
});
