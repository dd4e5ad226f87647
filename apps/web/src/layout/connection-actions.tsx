/** The buttons at the right of Play's header. */
import { isDatagram } from '#shared/wire/server-state.ts';
import { connect, end, report, reset } from '../session/actions/actions.ts';
import { chooseStops } from '../session/actions/holds.ts';
import { useCanSend, useCurrentLane, useLink } from '../session/state/hooks.ts';
import { keysOf } from '../session/state/keys.ts';
import { isOver, summaryOf } from '../session/state/lane-state.ts';
import { t } from '../session/state/text.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './header.module.css';

/** Ends the connection shown, with FIN or RST; once it has ended, opens another. */
export function TalkButtons({ compact }: { compact: boolean }) {
  const lane = useCurrentLane();
  const linked = useLink().state === 'open';
  const canSend = useCanSend();
  const own = lane !== null && lane.info.ref !== null;
  if (lane === null || !own || isOver(summaryOf(lane).state)) {
    return (
      <Button variant="primary" disabled={!linked} onClick={() => void connect().then(report)}>
        {own && !compact ? t.shell.connectAgain : t.shell.connect}
      </Button>
    );
  }
  if (compact) return null;
  if (isDatagram(lane.info.server)) return <CloseSocket disabled={!canSend} />;
  return (
    <div className={styles.talk}>
      <Tooltip text={t.shell.halfCloseNote}>
        <Button disabled={!canSend} onClick={() => report(end())}>
          {t.shell.halfClose} <KeyHint>^D</KeyHint>
        </Button>
      </Tooltip>
      <Tooltip text={t.shell.resetNote}>
        <Button disabled={!linked} onClick={() => report(reset())}>
          {t.shell.reset} <KeyHint>^C</KeyHint>
        </Button>
      </Tooltip>
      <HoldButton />
    </div>
  );
}

/** Holds the server, or says why it cannot be held. */
function HoldButton() {
  return (
    <Tooltip text={t.hold.openNote} keys={keysOf('hold.stops')}>
      <Button onClick={() => chooseStops(true)}>{t.hold.open}</Button>
    </Tooltip>
  );
}

/** UDP has nothing to finish and nothing to reset. */
function CloseSocket({ disabled }: { disabled: boolean }) {
  return (
    <Tooltip text={t.shell.closeSocketNote}>
      <Button disabled={disabled} onClick={() => report(end())}>
        {t.shell.closeSocket} <KeyHint>^D</KeyHint>
      </Button>
    </Tooltip>
  );
}

function KeyHint({ children }: { children: string }) {
  return (
    <span className={styles.wide}>
      <Kbd>{children}</Kbd>
    </span>
  );
}
