/** A plain request in between, whose answer is known to the octet. */
import { type Address, dial } from './peer.ts';

const REQUEST = 'GET /hello HTTP/1.1\r\nHost: canary\r\nConnection: close\r\n\r\n';
const ANSWER = /^HTTP\/1\.1 200 OK\r\n(?:[\w-]+: [^\r\n]+\r\n)+\r\nHello, world!\n$/;

/** How long an answer may take, in ms. */
const PATIENCE = 10_000;

/** Asks once. Resolves with how long the answer took, in ms. @throws Error with what came instead */
export function askCanary(to: Address): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = dial(to);
    socket.setEncoding('latin1');
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer in time')));
    socket.on('connect', () => socket.write(REQUEST));
    socket.on('data', (octets: string) => {
      text += octets;
    });
    socket.on('error', (error) =>
      reject(new Error(`the canary failed: ${error.message}; got ${JSON.stringify(text)}`)),
    );
    socket.on('close', () => {
      if (ANSWER.test(text)) resolve(performance.now() - began);
      else reject(new Error(`the canary got ${JSON.stringify(text)}`));
    });
  });
}
