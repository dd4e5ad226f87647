/** What each recv returned, in order, until the end of the stream. */

import { escapeOctets } from '#shared/base/octets.ts';
import { endingsOf, type Hop, timeOf } from '#shared/client/hops.ts';
import { laneOf, openInPlay } from '../../../session/client/client.ts';
import type { Run } from '../../../session/state/client-run.ts';
import { useLanes } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import answer from '../answer/answer.module.css';
import { sentencesOf } from '../answer/notes.ts';
import { beganAt, MOST_DRAWN, ReadList } from '../answer/read-list.tsx';

export function Received({ hop, run }: { hop: Hop; run: Run }) {
  useLanes();
  const lane = laneOf(hop.connection);
  const began = beganAt(hop);
  const closed = endingsOf(hop).some((entry) => entry.kind === 'fin' && entry.by === 'server');
  const early = hop.events.filter(
    (event) => event.kind === 'note' || event.entry.kind === 'connect' || event.entry.kind === 'write',
  );
  return (
    <>
      <ol className={answer.told}>
        {early.flatMap((event, at) =>
          sentencesOf(event).map((sentence) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added
            <li key={`${at} ${sentence}`}>
              <span className={answer.time}>{t.clientPlace.ms(timeOf(event) - began)}</span>
              <span>{sentence}</span>
            </li>
          )),
        )}
      </ol>
      <ReadList hop={hop} draw={({ bytes }) => escapeOctets(bytes, 0, Math.min(bytes.length, MOST_DRAWN))} />
      {run.end !== null && <p data-testid="eof">{closed ? t.clientPlace.raw.eof : t.clientPlace.raw.noEof}</p>}
      {run.end !== null && run.end.withheld > 0 && <p>{t.clientPlace.withheld(run.end.withheld)}</p>}
      {lane !== null && (
        <p>
          <Button onClick={() => openInPlay(lane)}>{t.clientPlace.openInPlay}</Button>
        </p>
      )}
    </>
  );
}
