/**
 * Set up before each file of the `pure` tests, which share a thread: none may open a socket or start a thread, as what
 * one leaves behind would be there for the next. One that does is in the wrong folder, and fails.
 */
import { Socket as DatagramSocket } from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import { Server, Socket } from 'node:net';
import threads from 'node:worker_threads';
import { afterEach, expect } from 'vitest';

/** What was tried. Kept, because the code under test may catch the error. */
const tried: string[] = [];

function refuse(what: string): never {
  tried.push(what);
  throw new Error(`A pure test may not ${what}: its folder belongs into WITH_SOCKETS of test/vitest.config.ts.`);
}

Server.prototype.listen = () => refuse('listen on a port');
Socket.prototype.connect = () => refuse('open a socket');
DatagramSocket.prototype.bind = () => refuse('open a socket');
threads.Worker = class {
  constructor() {
    refuse('start a thread');
  }
} as unknown as typeof threads.Worker;
syncBuiltinESMExports();

afterEach(() => expect(tried.splice(0), 'what no pure test may do').toEqual([]));
