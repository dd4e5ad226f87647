/** The raw client: lines, what happens to them, and what recv returns until the server closes. */
import { useId, useMemo } from 'react';
import { hopsOf } from '#shared/client/hops.ts';
import { MOST_SENT, rawOctets, sendRaw, stopRun, urlOfServer } from '../../../session/client/client.ts';
import { type RawDraft, setRaw, useDraft } from '../../../session/client/client-draft.ts';
import { useClient } from '../../../session/state/client-run.ts';
import { useCommand } from '../../../session/state/commands.ts';
import { useLink } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import { Failed } from '../answer/failed.tsx';
import styles from '../client.module.css';
import { Check } from '../parts/check.tsx';
import { Seconds } from '../parts/seconds.tsx';
import { Target } from '../parts/target-field.tsx';
import { ThisBrowser } from './browser.tsx';
import { Change } from './change.tsx';
import { RawCode } from './code.tsx';
import { Received } from './received.tsx';
import { Split } from './split.tsx';

interface Example {
  readonly id: keyof typeof t.clientPlace.raw.examples;
  readonly raw: Pick<RawDraft, 'text'> & Partial<RawDraft>;
}

const CLOSED = { crlf: true, halfClose: false, timeout: 5000 };

const EXAMPLES: readonly Example[] = [
  { id: 'get', raw: { ...CLOSED, text: 'GET / HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n' } },
  {
    id: 'gzip',
    raw: {
      ...CLOSED,
      text: 'GET /gzip?chunked HTTP/1.1\nHost: 127.0.0.1\nAccept-Encoding: gzip\nConnection: close\n\n',
    },
  },
  { id: 'open', raw: { ...CLOSED, text: 'GET /hello HTTP/1.1\nHost: 127.0.0.1\n\n', timeout: 2000 } },
  { id: 'lf', raw: { ...CLOSED, text: 'GET /hello HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n', crlf: false } },
  { id: 'unfinished', raw: { ...CLOSED, text: 'GET /hello HTTP/1.1\nHost: 127.0.0.1\n', timeout: 2000 } },
];

export function RawClient() {
  const run = useClient((state) => state.runs.raw);
  const events = run?.events;
  const hop = useMemo(() => (events === undefined ? undefined : hopsOf(events)[0]), [events]);
  const start = async ({ raw }: Example) => {
    setRaw(raw);
    const origin = await urlOfServer('engine');
    if (origin !== null) setRaw({ url: origin });
  };
  return (
    <>
      <div className={styles.starts}>
        <span className="note">{t.clientPlace.examples.title}</span>
        {EXAMPLES.map((example) => (
          <Button key={example.id} onClick={() => void start(example)}>
            {t.clientPlace.raw.examples[example.id]}
          </Button>
        ))}
      </div>
      <ThisBrowser />
      <div className="columns">
        <Lines />
        <Change />
      </div>
      <Send />
      <section className={styles.part} aria-label={t.clientPlace.raw.pieces} data-testid="raw">
        <h2>{t.clientPlace.raw.pieces}</h2>
        {run === null && <p className="note">{t.clientPlace.raw.empty}</p>}
        {run?.refused && (
          <p role="alert">{t.clientPlace.refused(t.shell.refusals[run.refused.code](run.refused.detail))}</p>
        )}
        {run?.end?.failure && <Failed failure={run.end.failure} again={sendRaw} />}
        {hop !== undefined && run !== null && <Received hop={hop} run={run} />}
      </section>
      {hop !== undefined && run !== null && <Split hop={hop} run={run} />}
      <RawCode />
    </>
  );
}

function Lines() {
  const raw = useDraft((state) => state.raw);
  const [label, hint, urlId] = [useId(), useId(), useId()];
  return (
    <section className={styles.side} aria-labelledby={label}>
      <div className={styles.line}>
        <Target url={raw.url} onChoose={(url) => setRaw({ url })} />
        <div className={styles.url}>
          <label htmlFor={urlId}>{t.clientPlace.raw.where}</label>
          <input
            id={urlId}
            className={styles.input}
            value={raw.url}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => setRaw({ url: target.value })}
          />
        </div>
      </div>
      <h2>
        <label id={label} htmlFor={`${label}box`}>
          {t.clientPlace.raw.text}
        </label>
      </h2>
      <textarea
        id={`${label}box`}
        className={styles.box}
        rows={8}
        value={raw.text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        aria-describedby={hint}
        onChange={({ target }) => setRaw({ text: target.value })}
      />
      <p id={hint} className="note">
        {t.clientPlace.raw.textHint}
      </p>
    </section>
  );
}

function Send() {
  const raw = useDraft((state) => state.raw);
  const running = useClient((state) => state.running);
  const linked = useLink().state === 'open';
  const { length } = rawOctets(raw).bytes;
  const ready = linked && running === null && raw.url !== '' && length > 0 && length <= MOST_SENT;
  useCommand('send', ready ? sendRaw : null);
  return (
    <div className={styles.send}>
      <Button variant="primary" disabled={!ready} onClick={sendRaw}>
        {t.clientPlace.raw.send}
      </Button>
      <Button disabled={running === null} onClick={stopRun}>
        {t.clientPlace.stop}
      </Button>
      <Seconds label={t.clientPlace.raw.timeout} ms={raw.timeout} onChange={(timeout) => setRaw({ timeout })} />
      <Check
        label={t.clientPlace.raw.halfClose}
        checked={raw.halfClose}
        onChange={(halfClose) => setRaw({ halfClose })}
      />
      <span role="status" className="note">
        {length > MOST_SENT
          ? t.clientPlace.tooLarge(MOST_SENT)
          : linked
            ? running !== null && t.clientPlace.running
            : t.clientPlace.offline}
      </span>
      <p className="note">
        <RichText>{t.clientPlace.raw.halfCloseNote}</RichText>
      </p>
    </div>
  );
}
