/** Records what happens on a socket without reading from it, so that its user sees it unchanged. */
import type { Socket } from 'node:net';
import type { LabStep } from '#shared/labs/errors.ts';

type Tell = (step: LabStep, detail?: string) => void;

/** Watches until the returned function is called. */
export function watch(socket: Socket, tellNow: Tell): () => void {
  let over = false;
  const tell: Tell = (step, detail) => {
    if (!over) tellNow(step, detail);
  };
  socket.on('connect', () => tell('connected'));
  socket.on('finish', () => tell('fin-sent'));
  socket.on('error', (error: NodeJS.ErrnoException) => tell('failed', error.code ?? error.message));
  socket.on('close', () => tell('closed'));
  watchCalls(socket, tell);
  return () => {
    over = true;
  };
}

/** node:net passes what it read to `push`; `null` is the FIN. */
function watchCalls(socket: Socket, tell: Tell): void {
  const push = socket.push.bind(socket);
  socket.push = (octets: unknown, encoding?: BufferEncoding) => {
    if (octets === null) tell('fin-received');
    else tell('read', Buffer.from(octets as Uint8Array).toString('latin1'));
    return push(octets, encoding);
  };
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = (...given: unknown[]) => {
    tell('wrote', Buffer.from(given[0] as string).toString('latin1'));
    return write(...given);
  };
  const reset = socket.resetAndDestroy.bind(socket);
  socket.resetAndDestroy = () => {
    tell('rst-sent');
    return reset();
  };
}
