/** The servers that Octet runs itself, by name: the engine, the reference and the profiles; and the parts of a name. */

/** Every profile, in the order of the ports. */
export const PROFILE_IDS = [
  'web-server-1.0',
  'one-page',
  'static-threads',
  'users-api',
  'echo',
  'tcp-upper',
  'tcp-upper-select',
  'tcp-upper-tasks',
  'udp-upper',
  'three-answers',
] as const;

export type ProfileId = (typeof PROFILE_IDS)[number];

/** The first port of the profiles; 8100 is the engine's. */
export const FIRST_PROFILE_PORT = 8101;

/** Servers without a profile: the engine, and Node's own server to compare it with. */
export const REFERENCES = [
  { id: 'engine', port: 8100 },
  // Listens only when Octet was started with a key and a certificate.
  { id: 'engine-tls', port: 8443 },
  { id: 'node-http', port: FIRST_PROFILE_PORT + PROFILE_IDS.length },
] as const;

export type ReferenceId = (typeof REFERENCES)[number]['id'];

/** `users-api`, `users-api+mended:no-accept`, or `tcp-upper+busy`. */
const NAME = /^(?<id>.+?)(?:\+mended:(?<patched>[\w-]+)|\+(?<busy>busy))?$/;

/** The profile's id in a server's name, without any suffix; undefined for a server without a profile. */
export function profileIdIn(server: string): ProfileId | undefined {
  const id = NAME.exec(server)?.groups?.id;
  return PROFILE_IDS.find((profile) => profile === id);
}

/** The shortcoming that a patched profile is named after; null for every other server. */
export function patchedIn(server: string): string | null {
  return NAME.exec(server)?.groups?.patched ?? null;
}

/** Whether a server is a profile whose handler works (profiles/patched-profiles.ts). */
export function isBusy(server: string): boolean {
  return NAME.exec(server)?.groups?.busy !== undefined;
}

/** Whether a server speaks TLS below HTTP. */
export function speaksTls(id: string): boolean {
  return id === 'engine-tls';
}

/** Whether a server is the engine, with or without TLS: it parses with the table. */
export function isEngine(id: string): boolean {
  return id === 'engine' || speaksTls(id);
}
