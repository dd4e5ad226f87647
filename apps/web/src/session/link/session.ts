/** The page's one session: its socket, its pending requests, and what happens when the link opens. */
import { WIRE_VERSION } from '#shared/wire/messages.ts';
import { type Link, useStore } from '../state/store.ts';
import { forgetReload, openSession, readToken, reloadOnce } from './identity.ts';
import { Intake } from './intake.ts';
import { Pending } from './pending.ts';
import { SOCKET_PATH, Socket } from './socket.ts';

let token = '';
let session = '';

export const pending = new Pending();

const intake = new Intake(pending, () => socket.resync());

export const socket: Socket = new Socket(socketUrl(), {
  hello: () => ({ type: 'hello', version: WIRE_VERSION, token, session, have: intake.have() }),
  onMessage: (message) => intake.take(message),
  onLink,
  onRefused: reloadOnce,
});

function socketUrl(): string {
  const url = new URL(SOCKET_PATH, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
}

function onLink(link: Link): void {
  if (link.state === 'open') forgetReload();
  else pending.abandon();
  const openedAt = useStore.getState().openedAt ?? (link.state === 'open' ? performance.now() : null);
  useStore.setState({ link, openedAt });
}

/** Connects the page to its server. Called once, by main.tsx. */
export async function openLink(): Promise<void> {
  token = readToken();
  session = await openSession();
  socket.start();
}
