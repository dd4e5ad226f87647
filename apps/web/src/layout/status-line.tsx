/**
 * The standing line above the ladder: what the server is waiting for, unless the page itself has something more urgent
 * to say. One place and one height for both, so that nothing moves.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { comesBack } from '#shared/wire/server-state.ts';
import { WaitingLine } from '../features/waiting/index.tsx';
import { dismissNotice, endLane, report, restartServer, showLane, startServer } from '../session/actions/actions.ts';
import { useCurrentLane, useIsLive, useLanes, useReplay, useServer, useServers } from '../session/state/hooks.ts';
import { summaryOf } from '../session/state/lane-state.ts';
import { type Notice, useStore } from '../session/state/store.ts';
import { t } from '../session/state/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { useLasting, useLinkBanner } from './link-banner.tsx';
import styles from './status-line.module.css';

/** A connection made this quickly is not worth mentioning. */
const DIAL_MS = 700;

export function StatusLine() {
  const link = useLinkBanner();
  const notice = useStore((state) => state.notices[0]);
  const crash = useCrashBanner();
  const mismatch = useMismatchBanner();
  const detached = useDetachedBanner();
  const dialling = useDiallingBanner();
  const backlog = useBacklogBanner();
  const said = link ?? (notice && noticeBanner(notice)) ?? dialling ?? backlog ?? crash ?? mismatch ?? detached;
  const first = said ?? <WaitingLine />;
  return <div className={styles.line}>{first}</div>;
}

function noticeBanner({ id, code, detail }: Notice): ReactNode {
  return (
    <Banner tone="warn" closeLabel={t.shell.dismiss} onClose={() => dismissNotice(id)}>
      <RichText>{t.shell.refusals[code](detail)}</RichText>
    </Banner>
  );
}

/** A server that died or ended and is not running. It does not block users who step back to see why. */
function useCrashBanner(): ReactNode {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const live = useIsLive();
  const current = useCurrentLane();
  const shown = current?.info.server;
  const lane = current?.info.lane;
  const down = useServers().filter((server) => isNews(server, shown) && !dismissed.has(deathOf(server)));
  const server = down.find(({ id }) => id === shown) ?? down[0];
  // Turning to another connection dismisses what died before.
  const deaths = down.filter(({ id }) => id !== shown).map(deathOf);
  const latest = useRef(deaths);
  useEffect(() => {
    latest.current = deaths;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the lane changes, not whenever a server dies
  useEffect(() => setDismissed((before) => new Set([...before, ...latest.current])), [lane]);
  if (server === undefined || !live) return null;
  const name = t.shell.serverName(server.id);
  const ended = server.state === 'ended';
  return (
    <Banner
      tone={ended ? 'info' : 'bad'}
      actions={<Button onClick={() => report(startServer(server.id))}>{t.shell.restart}</Button>}
      closeLabel={t.shell.dismiss}
      onClose={() => setDismissed(new Set([...dismissed, deathOf(server)]))}
    >
      <RichText>
        {ended ? t.shell.serverEnded(name) : t.shell.serverCrashed(name, server.error ?? '', comesBack(server.id))}
      </RichText>
    </Banner>
  );
}

/** That a server has finished its work matters only to users looking at it. */
function isNews({ id, state }: ServerInfo, shown: string | undefined): boolean {
  return state === 'crashed' || (state === 'ended' && id === shown);
}

/** Distinguishes one death from the next. */
const deathOf = ({ id, state, restarts, error }: ServerInfo): string => `${id} ${state} ${restarts} ${error}`;

/** A connect that the kernel does not answer: the backlog is full. */
function useDiallingBanner(): ReactNode {
  const dialling = useStore((state) => [...state.dialling.values()].at(-1));
  const server = useServer(dialling ?? '');
  const late = useLasting(dialling !== undefined, DIAL_MS);
  if (!late || dialling === undefined) return null;
  return (
    <Banner tone="info" actions={server?.busy ? <RestartButton id={dialling} /> : undefined}>
      <RichText>{t.servers.dialling(t.shell.serverName(dialling), server?.busy ?? null)}</RichText>
    </Banner>
  );
}

/** Shown when another program's client keeps the user waiting. */
function RestartButton({ id }: { id: string }) {
  return <Button onClick={() => report(restartServer(id))}>{t.servers.restart}</Button>;
}

/** The connection shown waits to be accepted. */
function useBacklogBanner(): ReactNode {
  const lane = useCurrentLane();
  const server = useServer(lane?.info.server ?? '');
  const lanes = useLanes();
  if (lane === null || summaryOf(lane).state !== 'backlog') return null;
  const busy = server?.busy ?? null;
  const holder = busy === null ? undefined : lanes.get(busy);
  const own = holder?.info.ref !== null && holder !== undefined && !holder.detached;
  const show =
    holder === undefined || busy === null ? (
      <RestartButton id={lane.info.server} />
    ) : (
      <>
        <Button onClick={() => showLane(busy)}>{t.servers.showLane(busy)}</Button>
        {own && (
          <Tooltip text={t.servers.endLaneNote}>
            <Button onClick={() => report(endLane(busy))}>{t.servers.endLane(busy)}</Button>
          </Tooltip>
        )}
      </>
    );
  return (
    <Banner tone="warn" actions={show}>
      <RichText>{t.servers.inBacklog(t.shell.serverName(lane.info.server), busy)}</RichText>
    </Banner>
  );
}

/** The server's digest of its live events differs from the replay's: an Octet bug, never hidden. */
function useMismatchBanner(): ReactNode {
  const [dismissed, setDismissed] = useState<number | null>(null);
  const lane = useCurrentLane();
  const mismatch = useReplay()?.mismatches[0];
  if (lane === null || mismatch === undefined || dismissed === lane.info.lane) return null;
  return (
    <Banner tone="bad" closeLabel={t.shell.dismiss} onClose={() => setDismissed(lane.info.lane)}>
      <RichText>{t.shell.witnessMismatch(mismatch.request + 1)}</RichText>
    </Banner>
  );
}

function useDetachedBanner(): ReactNode {
  const lane = useCurrentLane();
  if (lane === null || !lane.detached) return null;
  return (
    <Banner tone="info">
      <RichText>{t.shell.detached(lane.info.lane)}</RichText>
    </Banner>
  );
}
