/** The third-party servers to choose from: those installed here, and how to get the others. */
import { PEER_IDS, type PeerId } from '#shared/servers/peers.ts';
import { setComparison, useComparison } from '../../session/compare/comparison.ts';
import { useServers } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { RichText } from '../../ui/rich-text.tsx';
import more from './peers.module.css';
import { useIsAvailable } from './rows.ts';

/** Adds a server to those chosen, or removes it. */
export function turnChoice(id: string): void {
  const { chosen } = useComparison.getState();
  setComparison({ chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
}

export function Peers() {
  const servers = useServers();
  const isAvailable = useIsAvailable();
  const absent = PEER_IDS.filter((id) => !isAvailable(id));
  return (
    <fieldset className={more.peers}>
      <legend>{t.peers.title}</legend>
      <div className={more.row}>
        {PEER_IDS.filter(isAvailable).map((id) => (
          <Peer key={id} id={id} version={servers.find((one) => one.id === id)?.program?.version ?? null} />
        ))}
      </div>
      {absent.length > 0 && (
        <details className={more.absent}>
          <summary>{t.peers.absentCount(absent.length)}</summary>
          <ul>
            {absent.map((id) => (
              <li key={id}>
                <b>{t.shell.serverName(id)}</b> {t.peers.absent}. <RichText>{t.peers.get[id]}</RichText>
              </li>
            ))}
          </ul>
        </details>
      )}
    </fieldset>
  );
}

function Peer({ id, version }: { id: PeerId; version: string | null }) {
  const chosen = useComparison((state) => state.chosen.includes(id));
  return (
    <label className="line">
      <input type="checkbox" checked={chosen} onChange={() => turnChoice(id)} />
      <span>
        {t.shell.serverName(id)} {version !== null && <span className="note">{version}</span>}
      </span>
    </label>
  );
}
