/** Where to hold the server: the stops, and whether they apply to this connection or to the next one. */
import type { Stop } from '#shared/hold/stops.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { report } from '../../session/actions/actions.ts';
import {
  arm,
  armNext,
  chooseStops,
  disarmNext,
  type Holding,
  toggleStop,
  useHolding,
  useHolds,
  useNextHeld,
} from '../../session/actions/holds.ts';
import { keysOf } from '../../session/state/keys.ts';
import { isOver } from '../../session/state/lane-state.ts';
import type { Result } from '../../session/state/result.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { AddStop } from './add-stop.tsx';
import styles from './dialog.module.css';

export function HoldDialog() {
  const open = useHolds(({ choosing }) => choosing);
  return (
    <Dialog open={open} onOpenChange={chooseStops} title={t.hold.title} closeLabel={t.shell.close}>
      <Choice />
    </Dialog>
  );
}

function Choice() {
  const holding = useHolding();
  const { unable, server } = holding;
  const profile = originalOf(server);
  if (unable !== null) {
    return (
      <p className={styles.note}>
        <RichText>{t.hold.unable[unable]}</RichText>
      </p>
    );
  }
  return (
    <>
      <p className={styles.note}>
        <RichText>{t.hold.intro}</RichText>
      </p>
      <Stops foreign={profile?.http === false} />
      {profile !== undefined && server !== 'engine' && (
        <p className={styles.note}>
          <RichText>{profile.http ? t.hold.profileNote : t.hold.foreignNote}</RichText>
        </p>
      )}
      <Here holding={holding} />
      <Next server={server} />
    </>
  );
}

function Stops({ foreign }: { foreign: boolean }) {
  const stops = useHolds((holds) => holds.stops);
  return (
    <section className={styles.part}>
      <h3>{t.hold.stopsTitle}</h3>
      {stops.length === 0 && <p className={styles.none}>{t.hold.noStops}</p>}
      <ul className={styles.stops}>
        {stops.map((stop) => (
          <StopItem key={t.hold.stopWords(stop)} stop={stop} />
        ))}
      </ul>
      <AddStop foreign={foreign} />
    </section>
  );
}

function StopItem({ stop }: { stop: Stop }) {
  const words = t.hold.stopWords(stop);
  return (
    <li>
      <span className={styles.sign} aria-hidden="true" />
      <span className={styles.words}>
        <RichText>{words}</RichText>
      </span>
      <IconButton label={t.hold.remove(words)} icon="close" onClick={() => toggleStop(stop)} />
    </li>
  );
}

/** Runs the action and closes the dialog; the strip shows the outcome. */
const and = (action: () => Result) => (): void => {
  if (report(action()).ok) chooseStops(false);
};

function Here({ holding: { lane, state, can, status } }: { holding: Holding }) {
  const stops = useHolds((holds) => holds.stops);
  const why = can || state === null ? null : isOver(state) ? t.hold.over : t.hold.waitsForAccept;
  return (
    <section className={styles.part}>
      <h3>{t.hold.hereTitle(lane?.info.lane ?? null)}</h3>
      <div className={styles.deeds}>
        <Button
          variant="primary"
          disabled={!can || stops.length === 0 || status !== null}
          onClick={and(() => arm(false))}
        >
          {t.hold.here}
        </Button>
        <Button disabled={!can || status?.held != null} onClick={and(() => arm(true))}>
          {t.hold.now} <Kbd>{keysOf('hold.now')}</Kbd>
        </Button>
      </div>
      {why !== null && <p className={styles.none}>{why}</p>}
    </section>
  );
}

function Next({ server }: { server: string }) {
  const stops = useHolds((holds) => holds.stops);
  const waited = useNextHeld() === server;
  return (
    <section className={styles.part}>
      <h3>{t.hold.nextTitle(t.shell.serverName(server))}</h3>
      <p className={styles.none}>{t.hold.nextIntro}</p>
      <div className={styles.deeds}>
        <Button disabled={stops.length === 0 || waited} onClick={and(() => armNext(false))}>
          {t.hold.nextAt}
        </Button>
        <Button disabled={waited} onClick={and(() => armNext(true))}>
          {t.hold.nextNow}
        </Button>
        {waited && <Button onClick={() => report(disarmNext(server))}>{t.hold.takeBack}</Button>}
      </div>
    </section>
  );
}
