/** What a tutorial's server is waiting for, and why: what its code makes it expect. */
import type { ProfileWaiting } from '../../waiting/profile-waiting.ts';
import { group } from './count.ts';

type Recv = Extract<ProfileWaiting, { what: 'recv' }>;

/** Inside backticks, numbers are written as in the server's code. */
const WHY: Record<Recv['why'], (size: number) => string> = {
  first: (size) => `\`recv(${size})\` is waiting for **your first octets**.`,
  full: (size) =>
    `\`recv(${size})\` waits: the last read returned **exactly ${group(size)} octets**, all it asked for, so the server thinks that **more will come**. One more octet or a half-close ends the wait.`,
  'request-line': (size) =>
    `\`recv(${size})\` waits: the server reads line by line, and the **request line** has not ended.`,
  headers: (size) =>
    `\`recv(${size})\` waits: the server reads line by line until an **empty line**, which has not arrived.`,
  next: (size) =>
    `\`recv(${size})\` is waiting for **another message**: the server has answered and keeps the connection.`,
  more: (size) => `\`recv(${size})\` is waiting for **more octets**.`,
};

const RUNS = (call: string): string => `The server is not waiting: its code **runs on** to \`${call}\`.`;

/** One sentence, with the catalogue's tiny markup. */
export function profileWaiting(waiting: ProfileWaiting): string {
  switch (waiting.what) {
    case 'recv':
      return WHY[waiting.why](waiting.size);
    case 'accept':
      return waiting.open
        ? 'The server is back at `accept`: it is done with this connection but **left it open**. It lets go only when the next client connects.'
        : 'The server is back at `accept`, waiting for **the next client**. This connection is closed.';
    case 'select':
      return '`select` is waiting until **a socket is ready**. Yours has nothing to read.';
    case 'recvfrom':
      return `\`recvfrom(${waiting.size})\` is waiting for **a datagram**, from anyone.`;
    case 'send':
      return waiting.full
        ? `\`${waiting.call}\` waits: the kernel takes no more octets until **you read** those already sent.`
        : RUNS(waiting.call);
    case 'busy':
      return RUNS(waiting.call);
    case 'ended':
      return 'The server has finished its work here and **ended**. Neither side is waiting for anything.';
    case 'died':
      return waiting.own
        ? `The server **died** because of this connection: \`${waiting.error}\`. The kernel closed its sockets.`
        : `The server **died**, but not because of this connection: \`${waiting.error}\`. The kernel closed its sockets.`;
    case 'strayed':
      return 'The recording does not match the source shown, so what the server is waiting for is **unknown**.';
  }
}
