/** Who listens on Octet's own ports, according to the servers. */
import { isDatagram } from '#shared/wire/server-state.ts';
import { useServers } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import styles from './names.module.css';

const text = t.labs.names;

export function Ports() {
  const listening = useServers().filter(({ state }) => state === 'listening');
  return (
    <section className={styles.part} aria-label={text.portsTitle}>
      <h2>{text.portsTitle}</h2>
      <p>{text.portsNote}</p>
      <dl className={styles.facts}>
        {listening.map(({ id, host, port }) => [
          <dt key={`${id} name`}>{t.shell.serverName(id)}</dt>,
          <dd key={id}>
            {text.listens(host, port)} {isDatagram(id) ? 'UDP' : 'TCP'}
          </dd>,
        ])}
      </dl>
      <p className={styles.dim}>{listening.length === 0 ? text.portsNone : text.idle}</p>
    </section>
  );
}
