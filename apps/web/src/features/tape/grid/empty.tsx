/** The tape before its first octet. */
import { originalOf } from '#shared/servers/facts.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { useCurrentLane } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './empty.module.css';

const REQUEST_LINE = [...'GET·/·HTTP/1.1', 'CR', 'LF'];
const MESSAGE = [...'hello', 'CR', 'LF'];

/** The outline of what will come, and one sentence. */
export function Empty({ top, replay }: { top: number; replay: Replay | null }) {
  const server = useCurrentLane()?.info.server ?? '';
  const isHttp = originalOf(server)?.http ?? true;
  return (
    <div className={styles.empty} style={{ top }}>
      <div className={styles.cells} aria-hidden="true">
        {(isHttp ? REQUEST_LINE : MESSAGE).map((sign, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: it never changes
          <span key={index} className={cx(styles.cell, sign.length > 1 && styles.end)}>
            {sign}
          </span>
        ))}
      </div>
      <p className={styles.words}>{wordsOf(replay)}</p>
    </div>
  );
}

function wordsOf(replay: Replay | null): string {
  if (replay === null) return t.tape.empty;
  if (replay.datagrams) return t.tape.emptyDatagrams;
  const { status } = replay.places.at(-1) ?? {};
  if (status !== undefined && (status.crash !== null || status.reset !== null || status.closed))
    return t.tape.emptyOver;
  const waits = replay.places.length > 0 && !replay.accepted;
  return waits ? t.tape.emptyBacklog(replay.sent) : t.tape.empty;
}
