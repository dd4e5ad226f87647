/** How a peer's program is started and ended: with programs of a few lines in place of servers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { peerWatchdog } from '../../../apps/server/src/base/paths.ts';
import { freePort } from '../../../apps/server/src/lab/errors/free-port.ts';
import { findProgram, readVersion } from '../../../apps/server/src/lab/peers/find.ts';
import type { Peer, Site } from '../../../apps/server/src/lab/peers/peer.ts';
import { listensOn } from '../../../apps/server/src/lab/peers/ports.ts';
import { PeerProcess } from '../../../apps/server/src/lab/peers/process.ts';
import { until } from '../harness.ts';

/** A program of Node's, as a peer; `sites` collects where its instances lived. */
function peerOf(code: string, sites: Site[] = [], log?: string): Peer {
  return {
    id: 'python',
    commands: [process.execPath],
    version: ['--version'],
    ...(log !== undefined && { log }),
    launch: (site) => {
      sites.push(site);
      return { files: { 'main.mjs': code }, args: [`${site.folder}/main.mjs`, `${site.port}`] };
    },
  };
}

const LISTENS = "import net from 'node:net'; net.createServer().listen(Number(process.argv[2]), '127.0.0.1');";

async function start(peer: Peer): Promise<PeerProcess> {
  const started = await PeerProcess.start({ peer, program: process.execPath, ports: [0], upstream: null });
  onTestFinished(() => started.stop());
  return started;
}

it('runs in its own folder, private to the user, with nothing of ours in its environment', async () => {
  const sites: Site[] = [];
  process.env.OCTET_TEST_SECRET = 'secret';
  onTestFinished(() => void delete process.env.OCTET_TEST_SECRET);
  const says = `${LISTENS} import fs from 'node:fs'; fs.writeFileSync('env.json', JSON.stringify(process.env));`;
  const peer = await start(peerOf(says, sites));
  const [site] = sites;
  const folder = site?.folder ?? '';
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder).sort()).toEqual(['env.json', 'main.mjs', 'www']);
  const { default: env } = await import(`${folder}/env.json`, { with: { type: 'json' } });
  expect(Object.keys(env).sort()).toEqual(['HOME', 'LANG', 'PATH', 'TMPDIR']);
  await peer.stop();
  expect(existsSync(folder)).toBe(false);
});

it('tells a failed start in the program’s own words, from where it says them', async () => {
  const sites: Site[] = [];
  const failing = peerOf("process.stderr.write('bind: no such luck\\n'); process.exitCode = 3;", sites);
  await expect(start(failing)).rejects.toThrow('It ended with code 3: bind: no such luck');
  const logging = peerOf(
    "import fs from 'node:fs'; fs.writeFileSync('log', 'in the log'); process.exitCode = 1;",
    sites,
    'log',
  );
  await expect(start(logging)).rejects.toThrow('It ended with code 1: in the log');
  expect(sites.map(({ folder }) => existsSync(folder))).toEqual([false, false]);
});

it('keeps the last words only, and no octet that could move a cursor', async () => {
  const code = "process.stderr.write('x'.repeat(100_000) + '\\u001b[2J the end'); process.exitCode = 1;";
  const error = (await start(peerOf(code)).catch((reason: unknown) => reason)) as Error;
  expect(error.message.length).toBeLessThan(2000);
  expect(error.message).toMatch(/x \[2J the end$/);
});

/** Answers every connection with the folder it runs in, some time after it was started. */
const SPEAKS = `import net from 'node:net';
const server = net.createServer((socket) => socket.on('error', () => 0).end(process.cwd()));
setTimeout(() => server.listen(Number(process.argv[2]), '127.0.0.1'), 200);`;

const saidOn = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('data', (piece) => {
      said += piece;
    });
    socket.on('error', reject).on('close', () => resolve(said));
  });

it('has a port of its own, however many are started at once', async () => {
  const first = await freePort();
  const ports = Array.from({ length: 12 }, (_, i) => first + i);
  const all = Array.from({ length: 6 }, async () => {
    const sites: Site[] = [];
    const peer = await PeerProcess.start({
      ...{ peer: peerOf(SPEAKS, sites), program: process.execPath, ports, upstream: null },
    });
    onTestFinished(() => peer.stop());
    return { port: peer.port, said: await saidOn(peer.port), folder: sites.at(-1)?.folder };
  });
  const started = await Promise.all(all);
  for (const { said, folder } of started) expect(said).toBe(folder);
  expect(new Set(started.map(({ port }) => port)).size).toBe(6);
});

it('goes on to the next port when somebody else takes its own, and never takes theirs for its own', async () => {
  const others: Server[] = [];
  onTestFinished(() => others.forEach((other) => void other.close()));
  const peer = peerOf(SPEAKS);
  const launch: Peer['launch'] = (site, program) => {
    if (others.length < 2) {
      others.push(
        createServer((socket) => socket.on('error', () => undefined).end('somebody else')).listen(
          site.port,
          '127.0.0.1',
        ),
      );
    }
    return peer.launch(site, program);
  };
  const started = await start({ ...peer, launch });
  expect(others).toHaveLength(2);
  expect(await saidOn(started.port)).toMatch(/octet-/);
});

it('is known to own its socket, itself or through a process it has started', async () => {
  const wrapped = `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', "require('net').createServer().listen(" + process.argv[2] + ", '127.0.0.1')"]);
process.on('SIGTERM', () => process.exit());`;
  for (const code of [LISTENS, wrapped]) {
    const { pid = 0, port } = await start(peerOf(code));
    expect(listensOn(pid, port)).toBe(existsSync('/proc/net/tcp') ? true : null);
    expect(listensOn(process.pid + 1e6, port)).toBe(existsSync('/proc/net/tcp') ? false : null);
  }
});

it('says how it died when it dies later', async () => {
  const peer = await start(peerOf(LISTENS));
  peer.kill();
  expect(await peer.ended.promise).toBe('It was ended by SIGKILL');
});

it('kills one that does not hear SIGTERM', async () => {
  const deaf = `process.on('SIGTERM', () => undefined); ${LISTENS}`;
  const peer = await start(peerOf(deaf));
  await peer.stop();
  expect(await peer.ended.promise).toBeNull();
  expect(() => process.kill(peer.pid ?? 0, 0)).toThrow('ESRCH');
});

it('does not outlive Octet, regardless of how Octet ends', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'octet-peer-'));
  const other = mkdtempSync(path.join(tmpdir(), 'octet-other-'));
  onTestFinished(() => [folder, other].forEach((one) => void rmSync(one, { recursive: true, force: true })));
  const [first, second, third] = [1, 2, 3].map(() => spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])) as [
    ChildProcess,
    ChildProcess,
    ChildProcess,
  ];
  onTestFinished(() => [first, second, third].forEach((child) => void child.kill('SIGKILL')));
  const watchdog = spawn(process.execPath, [peerWatchdog], { stdio: ['pipe', 'inherit', 'inherit'] });
  const tell = (line: object) => watchdog.stdin.write(`${JSON.stringify(line)}\n`);
  tell({ pid: first.pid, folder });
  tell({ pid: second.pid, folder: other });
  tell({ pid: third.pid, folder });
  tell({ pid: third.pid, over: true });
  watchdog.stdin.end();
  await until(() => first.signalCode === 'SIGKILL' && second.signalCode === 'SIGKILL' && watchdog.exitCode === 0);
  expect(existsSync(folder)).toBe(false);
  // Whatever it is told, it removes no folder but a peer's.
  expect(existsSync(other)).toBe(true);
  expect(third.signalCode).toBeNull();
});

it('finds a program without a shell, and reads the version if it prints one', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'octet-path-'));
  const before = process.env.PATH;
  process.env.PATH = `relative:${folder}`;
  onTestFinished(() => {
    process.env.PATH = before ?? '';
    rmSync(folder, { recursive: true });
  });
  const program = path.join(folder, 'octet-test-server');
  writeFileSync(program, '#!/bin/sh\necho "server/1.22.333 (of a test)" >&2\n');
  expect(findProgram(['octet-test-server'], null)).toBeNull();
  chmodSync(program, 0o755);
  expect(findProgram(['octet-missing', 'octet-test-server'], null)).toBe(program);
  expect(await readVersion(program, [])).toBe('1.22.333');
  expect(await readVersion(path.join(folder, 'octet-missing'), [])).toBeNull();
});
