/** The users API over a real socket. */
import { afterEach, expect, test } from 'vitest';
import { createRouter } from '../../../apps/server/src/engine/routes.ts';
import { usersApi } from '../../../apps/server/src/engine/site/users.ts';
import { ask, contentOf, jsonOf, request, statusOf, valuesOf } from '../ask.ts';
import { TestEngine } from '../client.ts';

const engine = new TestEngine();

afterEach(() => engine.close());

const JSON_TYPE = 'Content-Type: application/json';
const FORM_TYPE = 'Content-Type: application/x-www-form-urlencoded';
const HTML = 'Accept: text/html';

const send = async (line: string, fields: readonly string[] = [], content = ''): Promise<string> =>
  ask(engine, request(line, fields, content));

test.each([
  ['in the query', 'POST /users?name=Vasya&age=42', [], ''],
  ['as a form', 'POST /users', [FORM_TYPE], 'name=Vasya&age=42'],
  ['as JSON', 'POST /users', [JSON_TYPE], '{"name":"Vasya","age":42}'],
  ['as JSON that says its charset', 'POST /users', [`${JSON_TYPE}; charset="UTF-8"`], '{"age":42,"name":"Vasya"}'],
  ['in parts', 'POST /users?age=42', [FORM_TYPE], 'name=V%61sya'],
])('a user comes %s, and is found where Location says', async (_, line, fields, content) => {
  const created = await send(line, fields, content);
  expect(statusOf(created)).toBe(201);
  expect(valuesOf(created, 'Location')).toEqual(['/users/1']);
  expect(valuesOf(created, 'Vary')).toEqual(['Accept']);
  expect(jsonOf(created)).toEqual({ id: 1, name: 'Vasya', age: 42 });
  const got = await send('GET /users/1');
  expect(statusOf(got)).toBe(200);
  expect(jsonOf(got)).toEqual({ id: 1, name: 'Vasya', age: 42 });
});

test.each([
  [422, 'POST /users', [], '', 'name is missing. age is missing.'],
  [422, 'POST /users?name=A', [], '', 'age is missing'],
  [422, 'POST /users?name=A&age=1&name=B', [], '', 'more than once'],
  [422, 'POST /users?name=A&age=1', [FORM_TYPE], 'age=2', 'more than once'],
  [422, 'POST /users?name=A&age=1&role=admin', [], '', 'no \\"role\\"'],
  [422, 'POST /users?name=&age=1', [], '', 'name is a text'],
  [422, 'POST /users?name=+&age=1', [], '', 'name is a text'],
  [422, 'POST /users?name=a%0Ab&age=1', [], '', 'name is a text'],
  [422, `POST /users?name=${'x'.repeat(101)}&age=1`, [], '', 'name is a text'],
  [422, 'POST /users?name=A&age=-1', [], '', 'age is a whole number'],
  [422, 'POST /users?name=A&age=151', [], '', 'age is a whole number'],
  [422, 'POST /users?name=A&age=1.5', [], '', 'age is a whole number'],
  [422, 'POST /users?name=A&age=', [], '', 'age is a whole number'],
  [422, 'POST /users', [JSON_TYPE], '{"name":1,"age":"x"}', 'name is a text'],
  [422, 'POST /users', [JSON_TYPE], '{"name":"\\ud800","age":1}', 'name is a text'],
  [422, 'POST /users', [JSON_TYPE], '[]', 'is an object'],
  [422, 'POST /users', [JSON_TYPE], '{"__proto__":{"name":"A"},"age":1}', '__proto__'],
  [400, 'POST /users?name=%ff&age=1', [], '', 'percent-encoded UTF-8'],
  [400, 'POST /users', [FORM_TYPE], 'name=%&age=1', 'percent-encoded UTF-8'],
  [400, 'POST /users', [JSON_TYPE], '{"name":"A",', 'not JSON'],
  [400, 'POST /users', [JSON_TYPE], '{"name":"\xff","age":1}', 'not UTF-8'],
  [415, 'POST /users', [], 'name=A&age=1', 'application/json'],
  [415, 'POST /users', ['Content-Type: text/plain'], 'name=A&age=1', 'application/json'],
  [415, 'POST /users', [`${JSON_TYPE}; charset=latin1`], '{"name":"A","age":1}', 'UTF-8'],
  [415, 'POST /users', [JSON_TYPE, 'Content-Encoding: gzip'], 'x', 'codings'],
])('%i for %s %j %j, which says why', async (status, line, fields, content, why) => {
  const answer = await send(line, fields, content);
  expect(statusOf(answer)).toBe(status);
  expect(valuesOf(answer, 'Content-Type')).toEqual(['application/problem+json']);
  expect(contentOf(answer)).toContain(why);
  expect(jsonOf(answer)).toMatchObject({ status });
  expect(jsonOf(await send('GET /users'))).toMatchObject({ total: 0 });
});

test('an unsupported type is answered with the supported ones', async () => {
  const answer = await send('POST /users', ['Content-Type: text/plain'], 'x');
  expect(valuesOf(answer, 'Accept')).toEqual(['application/json, application/x-www-form-urlencoded']);
});

test('a stored name is text in every page, never markup', async () => {
  await send('POST /users', [JSON_TYPE], JSON.stringify({ name: '<script>alert("1")</script>&\'', age: 1 }));
  for (const path of ['/users', '/users/1']) {
    const answer = await send(`GET ${path}`, [HTML]);
    expect(answer).not.toContain('<script');
    expect(answer).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
    expect(valuesOf(answer, 'Content-Security-Policy')[0]).toContain("default-src 'none'");
  }
});

test('Content-Length counts octets of UTF-8', async () => {
  const created = await send('POST /users?name=%D0%92%D0%B0%D1%81%D1%8F&age=42');
  expect(valuesOf(created, 'Content-Length')).toEqual([String(contentOf(created).length)]);
});

test.each([
  [[], 'application/json'],
  [['Accept: */*'], 'application/json'],
  [[HTML], 'text/html; charset=utf-8'],
  [['Accept: text/html;q=0.1', 'Accept: application/json;q=0.2'], 'application/json'],
])('Accept %j is answered in %s', async (fields, type) => {
  const answer = await send('GET /users', fields);
  expect(valuesOf(answer, 'Content-Type')).toEqual([type]);
  expect(valuesOf(answer, 'Vary')).toEqual(['Accept']);
});

test('406 lists what there is, and nothing was done', async () => {
  const answer = await send('POST /users?name=A&age=1', ['Accept: image/png']);
  expect(statusOf(answer)).toBe(406);
  expect(contentOf(answer)).toContain('application/json, text/html');
  expect(valuesOf(answer, 'Vary')).toEqual(['Accept']);
  expect(jsonOf(await send('GET /users'))).toMatchObject({ total: 0 });
});

test('PUT replaces, DELETE removes, and an id is never given twice', async () => {
  await send('POST /users?name=A&age=1');
  expect(jsonOf(await send('PUT /users/1', [JSON_TYPE], '{"name":"B","age":2}'))).toEqual({ id: 1, name: 'B', age: 2 });
  expect(statusOf(await send('PUT /users/1', [JSON_TYPE, 'Content-Range: bytes 0-3/9'], '{"a"'))).toBe(400);
  expect(statusOf(await send('PUT /users/1?name=C'))).toBe(422);
  expect(statusOf(await send('PUT /users/2?name=C&age=3'))).toBe(404);
  expect(jsonOf(await send('GET /users/1'))).toMatchObject({ name: 'B' });
  expect(await send('DELETE /users/1', ['Accept: image/png'])).toMatch(/^HTTP\/1\.1 204 [^\0]*\r\n\r\n$/);
  for (const method of ['GET', 'DELETE', 'PUT']) expect(statusOf(await send(`${method} /users/1`))).toBe(404);
  expect(valuesOf(await send('POST /users?name=C&age=3'), 'Location')).toEqual(['/users/2']);
});

test('a long list comes in pages that link to each other', async () => {
  const all = Array.from({ length: 5 }, (_, i) => request(`POST /users?name=U${i + 1}&age=1`)).join('');
  await ask(engine, all);
  const names = (answer: string): string[] =>
    [...answer.matchAll(/"name":"(U\d)"/g)].map((match) => match[1] as string);
  const middle = await send('GET /users?limit=2&offset=2');
  expect(names(middle)).toEqual(['U3', 'U4']);
  expect(jsonOf(middle)).toMatchObject({ total: 5, limit: 2, offset: 2 });
  expect(valuesOf(middle, 'Link')[0]?.split(', ')).toEqual([
    '</users?limit=2&offset=0>; rel="first"',
    '</users?limit=2&offset=0>; rel="prev"',
    '</users?limit=2&offset=4>; rel="next"',
    '</users?limit=2&offset=4>; rel="last"',
  ]);
  const last = await send('GET /users?limit=2&offset=4');
  expect(names(last)).toEqual(['U5']);
  expect(valuesOf(last, 'Link')[0]).not.toContain('next');
  expect(valuesOf(await send('GET /users'), 'Link')).toEqual([]);
  const past = await send('GET /users?offset=99', [HTML]);
  expect(past).toContain('rel="prev"');
  expect(past).toContain('Nobody here.');
});

test.each(['limit=0', 'limit=101', 'limit=x', 'limit=-1', 'limit=1&limit=2', 'offset=-1', 'offset=1e3', 'limit=%ff'])(
  'GET /users?%s is 400',
  async (query) => expect(statusOf(await send(`GET /users?${query}`))).toBe(400),
);

test('a full store says so and keeps its users', async () => {
  await ask(engine, request('POST /users?name=A&age=1'), { router: createRouter(usersApi(1)) });
  const full = await send('POST /users?name=B&age=1');
  expect(statusOf(full)).toBe(507);
  expect(contentOf(full)).toContain('no room for more than 1 user');
  expect(jsonOf(await send('GET /users'))).toMatchObject({ total: 1, users: [{ name: 'A' }] });
});
