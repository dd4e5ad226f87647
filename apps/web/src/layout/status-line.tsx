/**
 * The standing line above the ladder: what the server is waiting for, unless there is something about the page itself
 * that must be said first. One place and one height for both, so that nothing moves.
 */
import { type ReactNode, useState } from 'react';
import { WaitingLine } from '../features/waiting/index.tsx';
import { dismissNotice, report, startServer } from '../session/actions.ts';
import { useCurrentLane, useReplay, useServers } from '../session/hooks.ts';
import { type Notice, useStore } from '../session/store.ts';
import { t } from '../text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { useLinkBanner } from './link-banner.tsx';
import styles from './status-line.module.css';

export function StatusLine() {
  const link = useLinkBanner();
  const notice = useStore((state) => state.notices[0]);
  const crash = useCrashBanner();
  const mismatch = useMismatchBanner();
  const detached = useDetachedBanner();
  const first = link ?? (notice && noticeBanner(notice)) ?? crash ?? mismatch ?? detached ?? <WaitingLine />;
  return <div className={styles.line}>{first}</div>;
}

function noticeBanner({ id, code, detail }: Notice): ReactNode {
  return (
    <Banner tone="warn" closeLabel={t.shell.dismiss} onClose={() => dismissNotice(id)}>
      <RichText>{t.shell.refusals[code](detail)}</RichText>
    </Banner>
  );
}

/** A server that crashed and does not run again. */
function useCrashBanner(): ReactNode {
  const crashed = useServers().find(({ state }) => state === 'crashed');
  if (crashed === undefined) return null;
  const restart = <Button onClick={() => report(startServer(crashed.id))}>{t.shell.restart}</Button>;
  return (
    <Banner tone="bad" actions={restart}>
      <RichText>{t.shell.serverCrashed(t.shell.serverName(crashed.id), crashed.error ?? '')}</RichText>
    </Banner>
  );
}

/** The server's digest of its live events is not that of the replay: a bug of ours, never hidden. */
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
