import { describe, expect, it } from 'vitest';
import { DEFAULT_READING } from '#shared/base/options.ts';
import { judge } from '#shared/composer/judge.ts';
import { octetsOfText } from '#shared/composer/octet-text.ts';

const GET = 'GET / HTTP/1.1\r\n';
const judged = (text: string) => judge(octetsOfText(text), DEFAULT_READING);

describe('a judgement', () => {
  it('accepts a good request, and names what an unfinished one lacks', () => {
    expect(judged(`${GET}Host: a\r\n\r\n`)).toEqual({ verdicts: [], complete: 1, missing: null });
    expect(judged(`${GET}Host: a\r\n`).missing).toEqual({ state: 'field-start', remaining: 0 });
    expect(judged('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab').missing?.remaining).toBe(3);
    expect(judged('').missing?.state).toBe('start');
  });

  it('names the rule and octets of a refusal, and then reports nothing missing', () => {
    const { verdicts, missing } = judged('GET  / HTTP/1.1\r\n');
    expect(verdicts).toMatchObject([{ level: 'reject', rule: 'request-line-spaces' }]);
    expect(missing).toBeNull();
  });
});
