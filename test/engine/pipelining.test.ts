import { expect, test } from 'vitest';
import { only, waiting } from './sites.ts';
import { GET, talk } from './talk.ts';

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n`;

const paths = (sent: string) => [...sent.matchAll(/\r\nPath: (\S+)/g)].map((match) => match[1]);

test('sixteen requests in one read are answered in one write, in order', () => {
  const t = talk(only(({ path }) => ({ status: 200, fields: [['Path', path]], content: null })));
  const all = Array.from({ length: 16 }, (_, i) => `/${i}`);
  t.receives(all.map(get).join(''));
  expect(t.writes.length).toBe(1);
  expect(paths(t.sent())).toEqual(all);
});

test('safe requests are handled side by side, answered in order', async () => {
  const { options, started, answer } = waiting();
  const t = talk(options).receives(get('/a') + get('/b') + get('/c'));
  expect(started()).toEqual(['/a', '/b', '/c']);
  answer('/c');
  answer('/b');
  (await t.settles()).sendsNothing();
  answer('/a');
  expect(paths((await t.settles()).sent())).toEqual(['/a', '/b', '/c']);
});

test('a request that is not safe is handled alone', async () => {
  const { options, started, answer } = waiting();
  const t = talk(options).receives(get('/a') + post('/b') + get('/c'));
  expect(started()).toEqual(['/a']);
  answer('/a');
  await t.settles();
  expect(started()).toEqual(['/a', '/b']);
  answer('/b');
  await t.settles();
  expect(started()).toEqual(['/a', '/b', '/c']);
});

test('reading stops at 64 unanswered requests and resumes when they are answered', async () => {
  const { options, started, answer } = waiting();
  const t = talk(options).receives(Array.from({ length: 100 }, (_, i) => get(`/${i}`)).join(''));
  expect(started().length).toBe(64);
  t.does('pause').runs('handler');
  for (let i = 0; i < 36; i++) answer(`/${i}`);
  await t.settles();
  expect(started().length).toBe(100);
  t.does();
  answer('/36');
  (await t.settles()).does('resume');
});

test('reading stops at 1 MiB unsent and resumes when it is taken', () => {
  const t = talk(only(() => ({ status: 200, fields: [], content: new Uint8Array(400 * 1024) })));
  t.taking = false;
  t.receives(GET + GET + GET + GET);
  expect(t.handled.length).toBe(3);
  t.does('pause').runs('write');
  while (t.handled.length < 4) t.drains();
  t.does();
  t.taking = true;
  t.drains().does('resume').runs('idle');
});

test('a FIN behind requests that wait is heard after them', async () => {
  const { options, answer } = waiting();
  const t = talk(options)
    .receives(Array.from({ length: 65 }, (_, i) => get(`/${i}`)).join(''))
    .receivesFin();
  for (let i = 0; i < 64; i++) answer(`/${i}`);
  await t.settles();
  t.does('pause', 'resume');
  answer('/64');
  await t.settles();
  expect(paths(t.sent()).length).toBe(65);
  t.does('fin');
});

test('answers that wait for the wire go out together', () => {
  const t = talk();
  t.taking = false;
  t.receives(GET).receives(GET).receives(GET);
  expect(t.writes.length).toBe(1);
  t.drains();
  expect(t.writes.length).toBe(2);
  expect(t.sent().match(/HTTP\/1.1 200/g)?.length).toBe(3);
});

test('a half-closed client gets its answers, then FIN', async () => {
  const { options, answer } = waiting();
  const t = talk(options).receives(get('/a')).receivesFin().does();
  answer('/a');
  (await t.settles())
    .sends(/^HTTP\/1.1 200/)
    .does('fin')
    .decides('respond 0 200', 'keep 0 keep-alive-1.1', 'close 0 finished');
});
