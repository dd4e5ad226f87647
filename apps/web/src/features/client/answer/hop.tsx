/** One request and its answer: the status and what it means, the timings, what the client did, head and content. */

import { latin1 } from '#shared/base/octets.ts';
import { answerOf, type Hop, timeOf } from '#shared/client/hops.ts';
import { isRedirect, nextHop } from '#shared/client/redirect.ts';
import { statusClass } from '#shared/client/status.ts';
import { showUrl } from '#shared/client/url.ts';
import { laneOf, openInPlay } from '../../../session/client/client.ts';
import { editDraft, useDraft, writtenNow } from '../../../session/client/client-draft.ts';
import { type Run, useClient } from '../../../session/state/client-run.ts';
import { useLanes } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import styles from './answer.module.css';
import { sentencesOf } from './notes.ts';
import { Views } from './views.tsx';

interface HopProps {
  readonly hop: Hop;
  readonly n: number;
  readonly last: boolean;
  readonly run: Run;
}

export function HopView({ hop, n, last, run }: HopProps) {
  const { request, conversation } = hop;
  const title =
    request === null
      ? t.clientPlace.rawHop(hop.remote ?? run.request.url)
      : t.clientPlace.hopOf(request.method, request.url);
  const answer = answerOf(hop);
  const { requests, responses } = conversation;
  return (
    <li className={styles.hop} data-testid="hop">
      <p className="break">
        <span className={styles.dim}>{t.clientPlace.hop(n)}</span> <b className="mono">{title}</b>
      </p>
      <Status hop={hop} over={run.end !== null || run.refused !== null || !last} />
      <Times hop={hop} />
      <div className={styles.deeds}>
        <Connection hop={hop} />
        {last && run.request.kind === 'request' && !run.request.follow && <FollowButton hop={hop} run={run} />}
      </div>
      <details open={!last || answer === null}>
        <summary>{t.clientPlace.told}</summary>
        <RunNotes hop={hop} />
      </details>
      {requests.length > 0 && (
        <details>
          <summary>{t.clientPlace.sentHead}</summary>
          <pre className={styles.pre}>
            {latin1(requests.bytes(0, requests.log.messages[0]?.head?.end ?? requests.length))}
          </pre>
        </details>
      )}
      {answer !== null && (
        <details open={last}>
          <summary>{t.clientPlace.head}</summary>
          <pre className={styles.pre} data-testid="head">
            {latin1(responses.bytes(answer.head.start, answer.head.end))}
          </pre>
        </details>
      )}
      {last && responses.length > 0 && <Views hop={hop} run={run} />}
    </li>
  );
}

function Status({ hop, over }: { hop: Hop; over: boolean }) {
  const head = answerOf(hop)?.head;
  if (head === undefined) return <p className={styles.dim}>{over ? t.clientPlace.noAnswer : t.clientPlace.waiting}</p>;
  const kind = statusClass(head.status);
  return (
    <p className={styles.status}>
      <b className={cx(styles.code, styles[kind])}>
        <span className={styles.digit}>{String(head.status).slice(0, 1)}</span>
        {String(head.status).slice(1)} {head.reason}
      </b>
      <span>
        {String(head.status).slice(0, 1)}xx: {t.clientPlace.classes[kind]}
      </span>
    </p>
  );
}

function Times({ hop: { times } }: { hop: Hop }) {
  const all = (['resolved', 'connected', 'sent', 'first', 'last'] as const).flatMap((what) => {
    const ms = times[what];
    return ms === null ? [] : [{ what, ms }];
  });
  return (
    <dl className={styles.times} aria-label={t.clientPlace.times.title}>
      {all.map(({ what, ms }) => (
        <div key={what}>
          <dt>{t.clientPlace.times[what]}</dt>
          <dd>{t.clientPlace.ms(ms)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Connection({ hop: { connection, reused } }: { hop: Hop }) {
  useLanes();
  useClient((state) => state.locals);
  const lane = laneOf(connection);
  if (connection === null) return null;
  return (
    <>
      <span className={reused ? styles.good : styles.dim}>
        {reused ? t.clientPlace.connectionKept(connection) : t.clientPlace.connectionNew(connection)}
      </span>
      {lane !== null && <Button onClick={() => openInPlay(lane)}>{t.clientPlace.openInPlay}</Button>}
    </>
  );
}

/** The redirect as the next request, for a user who wants to look before sending. */
function FollowButton({ hop, run }: { hop: Hop; run: Run }) {
  const draft = useDraft((state) => state.draft);
  const head = answerOf(hop)?.head;
  const spec = run.request.kind === 'request' ? writtenNow({ ...draft, url: run.request.url })?.spec : undefined;
  if (head === undefined || spec === undefined || !isRedirect(head.status)) return null;
  const next = nextHop({ ...spec, cookies: [] }, head, true);
  if ('halt' in next) return null;
  const { request, methodChanged, dropped } = next.hop;
  const put = () =>
    editDraft({
      method: request.method,
      url: showUrl(request.url),
      params: [],
      target: null,
      exact: false,
      fields: draft.fields.filter(([name]) => !dropped.includes(name)),
      ...(methodChanged ? { content: { kind: 'none' } } : {}),
    });
  return <Button onClick={put}>{t.clientPlace.followHop}</Button>;
}

/** What the client did, line by line, with the time since the hop began. */
function RunNotes({ hop: { events } }: { hop: Hop }) {
  const began = events[0] === undefined ? 0 : timeOf(events[0]);
  return (
    <ol className={styles.told}>
      {events.flatMap((event, at) =>
        sentencesOf(event).map((sentence) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added
          <li key={`${at} ${sentence}`}>
            <span className={styles.time}>{t.clientPlace.ms(Math.max(0, timeOf(event) - began))}</span>
            <span>{sentence}</span>
          </li>
        )),
      )}
    </ol>
  );
}
