/** A choice of the lab's servers; one that is not running is started. The URL can name any other server. */
import { useId, useState } from 'react';
import { isDatagram } from '#shared/wire/server-state.ts';
import { askForOwnServer, useTargets } from '../../../session/actions/targets.ts';
import { urlOfServer } from '../../../session/client/client.ts';
import { useServers } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import styles from '../client.module.css';

const originOf = (url: string): string => /^http:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';

/** The option for any other server: no server has this id. */
const OWN = '+';

interface TargetProps {
  readonly url: string;
  /** A server was chosen: its origin, without a path. */
  readonly onChoose: (origin: string) => void;
}

export function Target({ url, onChoose }: TargetProps) {
  const id = useId();
  const servers = useServers().filter((server) => !isDatagram(server.id));
  const targets = useTargets();
  const [failed, setFailed] = useState('');
  const here = servers.find(({ host, port, state }) => state === 'listening' && originOf(url) === `${host}:${port}`);
  const choose = (server: string) => {
    if (server === '') return;
    if (server === OWN) {
      void askForOwnServer().then((own) => own !== null && onChoose(`http://${own}`));
      return;
    }
    if (targets.includes(server)) {
      onChoose(`http://${server}`);
      return;
    }
    void urlOfServer(server).then((origin) => {
      setFailed(origin === null ? t.clientPlace.notStarted(t.shell.serverName(server)) : '');
      if (origin !== null) onChoose(origin);
    });
  };
  return (
    <div className={styles.target}>
      <label htmlFor={id}>{t.clientPlace.server}</label>
      <select
        id={id}
        className={styles.input}
        value={here?.id ?? targets.find((own) => own === originOf(url)) ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{t.clientPlace.otherServer}</option>
        {servers.map((server) => (
          <option key={server.id} value={server.id}>
            {server.state === 'listening'
              ? t.shell.serverName(server.id)
              : t.clientPlace.serverState(t.shell.serverName(server.id), t.clientPlace.states[server.state])}
          </option>
        ))}
        {targets.map((own) => (
          <option key={own} value={own}>
            {own}
          </option>
        ))}
        <option value={OWN}>{t.targets.add}</option>
      </select>
      {failed !== '' && (
        <p role="alert" className="bad">
          {failed}
        </p>
      )}
    </div>
  );
}
