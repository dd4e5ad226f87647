/** Who this page is to the server: the process's token, and the session its lanes belong to. */
import { keep, recall } from '../state/storage.ts';

const PLACEHOLDER = '__OCTET_TOKEN__';

/** From `#token=…`, which is then removed from the address; else from what this tab kept, or from the page itself. */
export function readToken(): string {
  const fromAddress = new URLSearchParams(location.hash.slice(1)).get('token');
  if (fromAddress !== null) {
    keep('sessionStorage', 'token', fromAddress);
    history.replaceState(null, '', location.pathname + location.search);
    return fromAddress;
  }
  const injected = document.querySelector<HTMLMetaElement>('meta[name="octet-token"]')?.content ?? '';
  if (injected !== '' && injected !== PLACEHOLDER) return injected;
  return recall('sessionStorage', 'token') ?? '';
}

const CHANNEL = 'octet.sessions';
/** How long to wait for another tab to claim the session, ms. */
const CLAIM_MS = 80;

/**
 * The session of this tab: the one it had before a reload, unless another tab claims it (a duplicated tab copies
 * sessionStorage), else a new one. From then on this tab answers such questions itself.
 */
export async function openSession(): Promise<string> {
  const kept = recall('sessionStorage', 'session');
  const session = kept !== null && !(await isTaken(kept)) ? kept : newSession();
  keep('sessionStorage', 'session', session);
  answerFor(session);
  return session;
}

function newSession(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

function isTaken(session: string): Promise<boolean> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((resolve) => {
    const finish = (taken: boolean) => {
      channel.close();
      resolve(taken);
    };
    channel.onmessage = ({ data }) => data?.taken === session && finish(true);
    channel.postMessage({ asks: session });
    setTimeout(finish, CLAIM_MS, false);
  });
}

function answerFor(session: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data?.asks === session) channel.postMessage({ taken: session });
  };
}

/** Reloads the page, but only once in a row: false if that has been tried already. */
export function reloadOnce(): boolean {
  if (recall('sessionStorage', 'reloaded') !== null) return false;
  keep('sessionStorage', 'reloaded', 'yes');
  location.reload();
  return true;
}

/** The page was accepted: the next refusal may reload it again. */
export function forgetReload(): void {
  keep('sessionStorage', 'reloaded', null);
}
