/** The chip of the server in Play's header. */
import { targetOf } from '#shared/net/target.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { isDatagram, type Standing, standingOf } from '#shared/wire/server-state.ts';
import { serverOfNext } from '../session/actions/actions.ts';
import { runCommand } from '../session/state/commands.ts';
import { useCurrentLane, useLink, useServer } from '../session/state/hooks.ts';
import { keysOf } from '../session/state/keys.ts';
import { t } from '../session/state/text.ts';
import { Chip } from '../ui/chip.tsx';
import { Hidden } from '../ui/live.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './header.module.css';
import { STANDING_TONES } from './servers/server-row.tsx';

/** The server of the connection shown: its name, its state, its address. Opens the picker. */
export function ServerChip() {
  const lane = useCurrentLane();
  const id = lane?.info.server ?? serverOfNext();
  const server = useServer(id);
  const linked = useLink().state === 'open';
  const standing = standingOf(server);
  return (
    <Tooltip text={t.shell.commands.server} keys={keysOf('server')}>
      <Chip
        tone={linked ? STANDING_TONES[standing.is] : 'idle'}
        opens
        aria-haspopup="dialog"
        detail={targetOf(id) === null ? <Detail server={server} standing={standing} /> : t.targets.chip}
        onClick={() => runCommand('server')}
      >
        <b>{t.shell.serverName(id)}</b>
        {targetOf(id) === null && <Hidden>{t.servers.brief(standing)}</Hidden>}
      </Chip>
    </Tooltip>
  );
}

/** The address while it listens and serves any client, else its state in a word. */
function Detail({ server, standing }: { server: ServerInfo | null; standing: Standing }) {
  if (server === null) return null;
  if (standing.is !== 'listening') return <span className={styles.roomy}>{t.servers.brief(standing)}</span>;
  return (
    <>
      {isDatagram(server.id) && <span className={styles.wide}>{t.servers.transports.udp} </span>}
      <span className={styles.wide}>{server.host}</span>
      <span className={styles.roomy}>:{server.port}</span>
    </>
  );
}
