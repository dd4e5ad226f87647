/** Outside servers: asking for consent, granting it, revoking it. The control server keeps the consents. */
import { create } from 'zustand';
import type { TargetInfo } from '#shared/wire/messages.ts';
import { pending, socket } from '../link/session.ts';
import { type Result, refused } from '../state/result.ts';
import { useStore } from '../state/store.ts';

interface Asking {
  /** The initial value of the field. */
  readonly typed: string;
  /** Called with a server that has a consent, or with null. */
  readonly settle: (server: string | null) => void;
}

interface OwnServer {
  readonly asking: Asking | null;
}

/** Whether the dialog that adds a server is open. */
export const useOwnServer = create<OwnServer>(() => ({ asking: null }));

/** The targets with a consent, in the order it was given. */
export const useTargets = (): readonly string[] => useStore(({ targets }) => targets);

/** Asks for a server, and for consent. Null if the user cancels. */
export function askForOwnServer(typed = ''): Promise<string | null> {
  stopAsking(null);
  return new Promise((settle) => useOwnServer.setState({ asking: { typed, settle } }));
}

/** Answers the question: with a server that has a consent, or with null. */
export function stopAsking(server: string | null): void {
  const { asking } = useOwnServer.getState();
  useOwnServer.setState({ asking: null });
  asking?.settle(server);
}

/** Resolves a target. Connects to nothing. */
export function lookUpTarget(server: string): Promise<Result<TargetInfo>> {
  return ask((ref) => socket.send({ type: 'ask-target', ref, server }));
}

/** Consents to a target, at the addresses last shown. */
export async function allowTarget(server: string): Promise<Result<TargetInfo>> {
  const result = await ask((ref) => socket.send({ type: 'allow-target', ref, server }));
  if (result.ok) addTarget(server);
  return result;
}

/** From now on one of the servers to choose from. */
export function addTarget(server: string): void {
  useStore.setState(({ targets }) => (targets.includes(server) ? {} : { targets: [...targets, server] }));
}

/** Revokes a consent. */
export function forgetTarget(server: string): Result {
  if (!socket.send({ type: 'forget-target', server })) return refused('offline');
  useStore.setState(({ targets }) => ({ targets: targets.filter((one) => one !== server) }));
  return { ok: true, value: undefined };
}

const ask = (send: (ref: number) => boolean): Promise<Result<TargetInfo>> => pending.ask<TargetInfo>(send);
