/** The banner about the link to the server. */
import { type ReactNode, useEffect, useState } from 'react';
import { socket } from '../session/link/session.ts';
import { useNow } from '../session/state/clock.ts';
import { useLink } from '../session/state/hooks.ts';
import { t } from '../session/state/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { RichText } from '../ui/rich-text.tsx';

/** A link restored this quickly is not worth mentioning. */
const GRACE_MS = 700;

/** What the page must say about its link to the server, or null. */
export function useLinkBanner(): ReactNode {
  const link = useLink();
  const late = useLasting(link.state === 'connecting' || link.state === 'lost', GRACE_MS);
  if (link.state === 'refused') {
    const reload = <Button onClick={() => location.reload()}>{t.shell.reload}</Button>;
    return (
      <Banner tone="bad" actions={reload}>
        <RichText>{link.why === 'token' ? t.shell.tokenRefused : t.shell.protocolRefused}</RichText>
      </Banner>
    );
  }
  if (!late) return null;
  if (link.state === 'lost') return <LostBanner retryAt={link.retryAt} />;
  return <Banner tone="info">{t.shell.linkConnecting}</Banner>;
}

function LostBanner({ retryAt }: { retryAt: number }) {
  const now = useNow(250);
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <Banner tone="warn" actions={<Button onClick={() => socket.retry()}>{t.shell.linkRetry}</Button>}>
      <RichText>{t.shell.linkLost(seconds)}</RichText>
    </Banner>
  );
}

/** True once `value` has been true for `ms`. */
export function useLasting(value: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) {
      setLasting(false);
      return undefined;
    }
    const timer = setTimeout(setLasting, ms, true);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value && lasting;
}
