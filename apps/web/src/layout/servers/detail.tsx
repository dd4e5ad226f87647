/** The right side of the picker. */
import type { Choice } from '#shared/profiles/choices.ts';
import { isPeer } from '#shared/servers/peers.ts';
import { textsOf } from '#shared/text/server-texts.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { comesBack, isDatagram, lacksCertificate, runs, standingOf } from '#shared/wire/server-state.ts';
import { EngineOptions } from '../../features/engine-options/index.tsx';
import { killServer, report, restartServer, startServer } from '../../session/actions/actions.ts';
import { useLink, useServer, useServers } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './detail.module.css';
import { NoCertificate } from './no-certificate.tsx';
import { connectTo } from './server-actions.ts';
import { ServerOptions } from './server-options.tsx';
import { STANDING_TONES } from './server-row.tsx';
import { Shortcomings } from './shortcoming-list.tsx';

interface ServerDetailProps {
  choice: Choice;
  close: () => void;
}

/** Everything about one server: what it is and teaches, its state, its controls, and what it gets wrong. */
export function ServerDetail({ choice, close }: ServerDetailProps) {
  const server = useServer(choice.id);
  const missing = lacksCertificate(choice.id, useServers());
  const { title, line } = textsOf(t, choice.id);
  return (
    <section className={styles.detail} aria-label={title}>
      <header className={styles.head}>
        <h3 className={styles.title}>
          {title} {title.toLowerCase() !== choice.id && <code className={styles.id}>{choice.id}</code>}
        </h3>
        <p className={styles.about}>
          <RichText>{line}</RichText>
        </p>
      </header>
      {missing ? (
        <NoCertificate />
      ) : (
        <>
          <Standing choice={choice} server={server} />
          <Controls choice={choice} server={server} close={close} />
        </>
      )}
      <Facts choice={choice} server={server} />
      {!missing && choice.group === 'engine' && (
        <div className={styles.part}>
          <EngineOptions server={choice.id} onConnect={close} />
        </div>
      )}
      {choice.options.length > 0 && <ServerOptions choice={choice} server={server} />}
      {choice.shortcomings.length > 0 && <Shortcomings choice={choice} close={close} />}
    </section>
  );
}

interface PartProps {
  choice: Choice;
  server: ServerInfo | null;
}

function Standing({ choice, server }: PartProps) {
  const standing = standingOf(server);
  const address = server === null || server.port === 0 ? '' : `${server.host}:${server.port}`;
  const restarts = server?.restarts ?? 0;
  return (
    <p className={styles.now} data-testid="standing" aria-live="polite">
      <Dot tone={STANDING_TONES[standing.is]} />
      <span>
        <RichText>{t.servers.whole(standing, address, isDatagram(choice.id))}</RichText>
        {standing.is === 'absent' && isPeer(choice.id) && (
          <>
            {' '}
            <RichText>{t.peers.get[choice.id]}</RichText>
          </>
        )}
        {restarts > 0 && <span className={styles.dim}> {t.servers.restarts(restarts)}</span>}
      </span>
    </p>
  );
}

function Controls({ choice: { id }, server, close }: PartProps & { close: () => void }) {
  const linked = useLink().state === 'open';
  const running = runs(server);
  const absent = standingOf(server).is === 'absent';
  const { crashNote } = t.servers;
  return (
    <div className="wrap">
      <Button variant="primary" disabled={!linked || absent} onClick={() => connectTo(id, close)}>
        {t.servers.connect}
      </Button>
      {running ? (
        <>
          <Button disabled={!linked} onClick={() => report(restartServer(id))}>
            {t.servers.restart}
          </Button>
          <Tooltip text={comesBack(id) ? crashNote.back : isPeer(id) ? crashNote.peer : crashNote.down}>
            <Button variant="danger" disabled={!linked} onClick={() => report(killServer(id))}>
              {t.servers.crash}
            </Button>
          </Tooltip>
        </>
      ) : (
        <Button disabled={!linked || absent} onClick={() => report(startServer(id))}>
          {t.servers.start}
        </Button>
      )}
    </div>
  );
}

function Facts({ choice, server }: PartProps) {
  const { facts, serves, transports } = t.servers;
  const { teaches } = textsOf(t, choice.id);
  const rows: readonly (readonly [string, string])[] = [
    [facts.teaches, teaches],
    [facts.serves, `${capital(serves[choice.serving].name)}. ${serves[choice.serving].note}`],
    [facts.transport, transports[choice.transport]],
    [facts.port, t.servers.portNow(server?.port ?? 0, choice.port)],
    ...(server?.program?.version ? ([[facts.version, server.program.version]] as const) : []),
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
