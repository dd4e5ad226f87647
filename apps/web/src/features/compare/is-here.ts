import { useCallback } from 'react';
import { useServers } from '../../session/state/hooks.ts';

/** Whether a server can be reached: one of somebody else's has to be on this machine. */
export function useIsHere(): (server: string) => boolean {
  const servers = useServers();
  return useCallback((server) => servers.find(({ id }) => id === server)?.program?.found ?? true, [servers]);
}
