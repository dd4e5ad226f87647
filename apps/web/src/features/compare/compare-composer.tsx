/** What is sent, spelled so that every octet is visible, and the servers it goes to. */
import { type KeyboardEvent, useId, useRef } from 'react';
import { CUT, type Write } from '#shared/transcript/view/sending.ts';
import { useTargets } from '../../session/actions/targets.ts';
import { useWritten, writtenIn } from '../../session/compare/compare.ts';
import {
  MOST_OCTETS,
  setComparison,
  startComparison,
  stopComparison,
  useComparison,
} from '../../session/compare/comparison.ts';
import { choicesOf, ownServers, SERVER_CHOICES, type ServerChoice } from '../../session/compare/server-choices.ts';
import { useCommand } from '../../session/state/commands.ts';
import { useLink } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ChainBuilder } from './chain-builder.tsx';
import styles from './composer.module.css';
import { CustomEngines } from './custom-engines.tsx';
import { EXAMPLES } from './examples.ts';
import { OwnServers } from './own-servers.tsx';
import { Peers, turnChoice } from './peer-columns.tsx';
import { choiceTitle, useIsAvailable } from './rows.ts';

export function Composer() {
  const chosen = useComparison((state) => state.chosen);
  const running = useComparison((state) => state.running);
  const linked = useLink().state === 'open';
  const targets = useTargets();
  const choices = choicesOf(chosen, targets, useIsAvailable());
  const written = useWritten();
  const length = written.ok ? lengthOf(written.writes) : 0;
  const refusal = !written.ok
    ? t.compare.notAnEscape(written.at)
    : length === 0
      ? t.compare.needsOctets
      : length > MOST_OCTETS
        ? t.compare.tooLong(MOST_OCTETS)
        : choices.length === 0
          ? t.compare.needsServers
          : null;
  const start = written.ok && refusal === null && linked ? () => sendTo(choices) : null;
  useCommand('send', start);
  return (
    <div className={styles.composer}>
      <Octets said={refusal ?? (written.ok ? t.compare.count(length, written.writes.length) : '')} bad={!written.ok} />
      <Servers />
      <div className={styles.more}>
        <Peers />
        <ChainBuilder />
      </div>
      <div className={styles.send}>
        <Button variant="primary" disabled={start === null} onClick={() => start?.()}>
          {t.compare.send}
        </Button>
        <Button disabled={!running} onClick={stopComparison}>
          {t.compare.stop}
        </Button>
        <Progress />
      </div>
    </div>
  );
}

/** The text in the box now, even where the parsed writes lag behind it. */
function sendTo(choices: readonly ServerChoice[]): void {
  const written = writtenIn(useComparison.getState().text);
  if (written.ok && written.writes.length > 0) void startComparison(written.writes, choices);
}

const lengthOf = (writes: readonly Write[]): number => writes.reduce((sum, { bytes }) => sum + bytes.length, 0);

function Octets({ said, bad }: { said: string; bad: boolean }) {
  const text = useComparison((state) => state.text);
  const [label, hint, state] = [useId(), useId(), useId()];
  const box = useRef<HTMLTextAreaElement>(null);
  const insert = (piece: string) => {
    box.current?.focus();
    const { selectionStart: from, selectionEnd: to } = box.current ?? { selectionStart: 0, selectionEnd: 0 };
    box.current?.setRangeText(piece, from, to, 'end');
    setComparison({ text: box.current?.value ?? text });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    insert(event.shiftKey ? '\\n\n' : '\\r\\n\n');
  };
  return (
    <div className={styles.octets}>
      <div className={styles.bar}>
        <label id={label} htmlFor={`${label}box`}>
          {t.compare.octetsTitle}
        </label>
        <Button variant="quiet" onClick={() => insert(CUT)}>
          {`${CUT} ${t.compare.cutHere}`}
        </Button>
      </div>
      <textarea
        ref={box}
        id={`${label}box`}
        className={styles.box}
        value={text}
        rows={6}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        aria-describedby={`${hint} ${state}`}
        aria-invalid={bad}
        onChange={({ target }) => setComparison({ text: target.value })}
        onKeyDown={pressed}
      />
      <p id={state} className={bad ? styles.bad : styles.count}>
        {said}
      </p>
      <p id={hint} className={styles.hint}>
        <RichText>{t.compare.octetsHint(CUT)}</RichText>
      </p>
      <div className={styles.starts}>
        <span className={styles.startsTitle}>{t.compare.starts}</span>
        {EXAMPLES.map(({ id, text: example }) => (
          <Button key={id} onClick={() => setComparison({ text: example })}>
            {t.compare.examples[id]}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Servers() {
  const { chosen, own } = useComparison();
  const all = [...SERVER_CHOICES.map(({ id }) => id), ...own, ...ownServers(useTargets()).map(({ id }) => id)];
  return (
    <fieldset className={styles.servers}>
      <legend>{t.compare.serversTitle}</legend>
      <div className={styles.choices}>
        {SERVER_CHOICES.map(({ id }) => (
          <label key={id} className="tick">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => turnChoice(id)} />
            {choiceTitle(id)}
          </label>
        ))}
        <CustomEngines />
      </div>
      <OwnServers />
      <div className={styles.bar}>
        <Button variant="quiet" onClick={() => setComparison({ chosen: [...new Set([...chosen, ...all])] })}>
          {t.compare.all}
        </Button>
        <Button variant="quiet" onClick={() => setComparison({ chosen: [] })}>
          {t.compare.none}
        </Button>
      </div>
    </fieldset>
  );
}

function Progress() {
  const { runners, running } = useComparison();
  const done = runners.filter(({ phase }) => phase.is === 'done' || phase.is === 'failed').length;
  const stopped = !running && runners.some(({ phase }) => phase.is === 'stopped');
  return (
    <span role="status" className={styles.progress}>
      {runners.length > 0 &&
        (stopped ? t.compare.stopped(done, runners.length) : t.compare.progress(done, runners.length))}
    </span>
  );
}
