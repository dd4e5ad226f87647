import type { ReactNode } from 'react';
import type { ServerInfo, ServerState } from '../../../../shared/wire.ts';
import { killServer, report, serverOfNext, startServer } from '../session/actions.ts';
import { useCurrentLane, useLink, useServer } from '../session/hooks.ts';
import { t } from '../text.ts';
import { Chip, type Tone } from '../ui/chip.tsx';
import { Hidden } from '../ui/live.tsx';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.tsx';
import styles from './header.module.css';

const TONES: Record<ServerState, Tone> = { listening: 'good', starting: 'warn', stopped: 'idle', crashed: 'bad' };

/** The server of the connection shown: its state, its address, and how to crash it. */
export function ServerChip() {
  const lane = useCurrentLane();
  const id = lane?.info.server ?? serverOfNext();
  const server = useServer(id);
  const linked = useLink().state === 'open';
  const name = t.shell.serverName(id);
  return (
    <Menu
      trigger={
        <Chip tone={linked ? TONES[server?.state ?? 'stopped'] : 'idle'} opens detail={shortState(server)}>
          <b>{name}</b>
          <Hidden>{t.shell.serverState[server?.state ?? 'stopped']}</Hidden>
        </Chip>
      }
    >
      <MenuLabel>{server === null ? name : describe(server)}</MenuLabel>
      {server?.state === 'listening' || server?.state === 'starting' ? (
        <MenuItem danger note={t.shell.crashNote} onSelect={() => report(killServer(id))}>
          {t.shell.crash}
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => report(startServer(id))}>{t.shell.start}</MenuItem>
      )}
    </Menu>
  );
}

/** The address while it listens, else the state in a word. */
function shortState(server: ServerInfo | null): ReactNode {
  if (server === null) return undefined;
  if (server.state !== 'listening') return <span className={styles.roomy}>{t.shell.serverState[server.state]}</span>;
  return (
    <>
      <span className={styles.wide}>{server.host}</span>
      <span className={styles.roomy}>:{server.port}</span>
    </>
  );
}

function describe({ state, host, port, restarts }: ServerInfo): string {
  const parts: string[] = [t.shell.serverState[state]];
  if (port > 0) parts.push(`${host}:${port}`);
  if (restarts > 0) parts.push(t.shell.serverRestarts(restarts));
  return parts.join(' · ');
}
