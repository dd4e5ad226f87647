/** What a tutorial's server waits for, and why: what its code makes it believe. */
import type { ProfileWaiting } from '../../waiting/profile-waiting.ts';
import { group } from './waiting.ts';

type Recv = Extract<ProfileWaiting, { what: 'recv' }>;

/** In code a number is written as in the code. */
const WHY: Record<Recv['why'], (size: number) => string> = {
  first: (size) => `\`recv(${size})\` is waiting for **your first octets**.`,
  full: (size) =>
    `\`recv(${size})\` waits: the last read brought **exactly ${group(size)} octets**, all it asked for, so the server thinks that **more will come**. One more octet ends it, or a half-close.`,
  'request-line': (size) =>
    `\`recv(${size})\` waits: the server reads line by line, and the **request line** has not ended.`,
  headers: (size) =>
    `\`recv(${size})\` waits: the server reads line by line until an **empty line**, which has not come.`,
  next: (size) =>
    `\`recv(${size})\` is waiting for **another message**: the server has answered and keeps the connection.`,
  more: (size) => `\`recv(${size})\` is waiting for **more octets**.`,
};

const RUNS = (call: string): string => `The server waits for nobody: its code **runs on** to \`${call}\`.`;

/** One sentence, with the catalogue's tiny markup. */
export function profileWaiting(waiting: ProfileWaiting): string {
  switch (waiting.what) {
    case 'recv':
      return WHY[waiting.why](waiting.size);
    case 'accept':
      return waiting.open
        ? 'The server is at `accept` again: it has done with this connection but **left it open**. Only the next client makes it let go.'
        : 'The server is at `accept` again, waiting for **the next client**. This connection is closed.';
    case 'select':
      return '`select` is waiting until **a socket is ready**. Yours has nothing to read.';
    case 'recvfrom':
      return `\`recvfrom(${waiting.size})\` is waiting for **a datagram**, from anyone.`;
    case 'send':
      return waiting.full
        ? `\`${waiting.call}\` waits: the kernel takes no more octets until **you read** what is there.`
        : RUNS(waiting.call);
    case 'busy':
      return RUNS(waiting.call);
    case 'ended':
      return 'The server has done its work here and **ended**. Nobody is waiting for anything.';
    case 'died':
      return waiting.own
        ? `The server **died** of this connection: \`${waiting.error}\`. The kernel closed its sockets.`
        : `The server **died**, though not of this connection: \`${waiting.error}\`. The kernel closed its sockets.`;
    case 'strayed':
      return 'What was recorded does not follow from the source shown, so what the server waits for is **not known**.';
  }
}
