/** The lines of a profile beside the steps of the tape. */
import { expect, it } from 'vitest';
import { Trace } from '#shared/profiles/replay-trace.ts';
import { callBy, callOf, raisedIn, runOf, stepBy, variablesAt } from '#shared/profiles/walk.ts';
import { closed, fin, open, reads, script, told, writes } from '../transcript/script.ts';
import { probed } from './probed.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>';

async function hello(): Promise<Trace> {
  const trace = new Trace(await probed('web-server-1.0'));
  trace.append(script(open({ server: 'web-server-1.0' }), reads('hello'), writes(ANSWER), fin('server'), closed()));
  return trace;
}

const lineBy = (trace: Trace, position: number) => trace.steps[stepBy(trace, position)]?.line;

it('keeps the recv lit while it takes its octets, then the send while it gives its own', async () => {
  const trace = await hello();
  expect(lineBy(trace, 0)).toBe(16);
  const inRead = [1, 2, 3, 4, 5].map((position) => lineBy(trace, position));
  expect(inRead).toEqual([22, 22, 22, 22, 22]);
  expect(callBy(trace, 3)?.call.call).toBe('recv');
  const inWrite = [6, 7, 30, 5 + ANSWER.length].map((position) => lineBy(trace, position));
  expect(inWrite).toEqual([30, 30, 30, 30]);
  expect(callBy(trace, 30)?.call.call).toBe('sendall');
  expect(lineBy(trace, 6 + ANSWER.length)).toBe(32);
  expect(callBy(trace, 1000)?.call.call).toBe('accept');
});

it('counts the lines that ran while the tape stood still', async () => {
  const trace = await hello();
  const index = stepBy(trace, 6);
  const { first, last } = runOf(trace, index);
  expect(last).toBe(index);
  expect(trace.steps.slice(first, last + 1).map(({ line }) => line)).toEqual([23, 25, 27, 30]);
  expect(runOf(trace, first + 1)).toEqual({ first, last });
  expect(raisedIn(trace, index)).toBe(-1);
});

it('says what a line called, at its turn', async () => {
  const trace = await hello();
  const recv = stepBy(trace, 1);
  expect(callOf(trace, recv, 1)?.call).toMatchObject({ call: 'recv', size: 1024 });
  expect(callOf(trace, recv + 1, 6)).toBe(null);
});

it('marks the variables that have another value than on the line before', async () => {
  const trace = await hello();
  const recv = stepBy(trace, 1);
  const changed = (index: number) =>
    variablesAt(trace, index)
      .filter((one) => one.changed)
      .map(({ name }) => name);
  expect([0, 1, 2].map((more) => changed(recv + more))).toEqual([['data'], ['chunk'], ['data']]);
  expect(variablesAt(trace, recv + 2).map(({ name }) => name)).toEqual(['sock', 'client', 'addr', 'data', 'chunk']);
  expect(variablesAt(trace, -1)).toEqual([]);
});

it('finds the line that raised among those that ran', async () => {
  const trace = new Trace(await probed('users-api'));
  const request = 'GET /users HTTP/1.1\r\nHost: example.local\r\n\r\n';
  trace.append(script(open({ server: 'users-api' }), reads(request), told('load', '[]')));
  const last = stepBy(trace, 1 + request.length);
  const raised = raisedIn(trace, last);
  expect(trace.steps[raised]).toMatchObject({ within: 'represent', raised: { name: 'TypeError' } });
  expect(raised).toBeLessThan(last);
});
