/** Servers that are not ours: asked about, consented to, taken back. Consent is the control server's to keep. */
import { create } from 'zustand';
import type { TargetInfo } from '#shared/wire/messages.ts';
import { pending, socket } from '../link/session.ts';
import { type Result, refused } from '../state/result.ts';
import { useStore } from '../state/store.ts';

interface Asking {
  /** What is in the field at first. */
  readonly typed: string;
  /** Called with a server there is a consent to, or null: there is none. */
  readonly settle: (server: string | null) => void;
}

interface OwnServer {
  readonly asking: Asking | null;
}

/** Whether somebody is being asked for a server of their own. */
export const useOwnServer = create<OwnServer>(() => ({ asking: null }));

/** The targets there is a consent to, in the order it was given. */
export const useTargets = (): readonly string[] => useStore(({ targets }) => targets);

/** Asks for a server, and for the consent. Null when somebody thinks better of it. */
export function askForOwnServer(typed = ''): Promise<string | null> {
  stopAsking(null);
  return new Promise((settle) => useOwnServer.setState({ asking: { typed, settle } }));
}

/** The question is answered: with a server there is a consent to, or with nothing. */
export function stopAsking(server: string | null): void {
  const { asking } = useOwnServer.getState();
  useOwnServer.setState({ asking: null });
  asking?.settle(server);
}

/** Where a target leads. Nothing is connected by that. */
export function lookUpTarget(server: string): Promise<Result<TargetInfo>> {
  return ask((ref) => socket.send({ type: 'ask-target', ref, server }));
}

/** Consents to a target, at the addresses that were shown last. */
export async function allowTarget(server: string): Promise<Result<TargetInfo>> {
  const result = await ask((ref) => socket.send({ type: 'allow-target', ref, server }));
  if (result.ok) addTarget(server);
  return result;
}

/** One of the servers to choose from, from now on. */
export function addTarget(server: string): void {
  useStore.setState(({ targets }) => (targets.includes(server) ? {} : { targets: [...targets, server] }));
}

/** Takes a consent back. */
export function forgetTarget(server: string): Result {
  if (!socket.send({ type: 'forget-target', server })) return refused('offline');
  useStore.setState(({ targets }) => ({ targets: targets.filter((one) => one !== server) }));
  return { ok: true, value: undefined };
}

const ask = (send: (ref: number) => boolean): Promise<Result<TargetInfo>> => pending.ask<TargetInfo>(send);
