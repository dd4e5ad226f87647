/** Adds a server of the user's own: first where it is, then the addresses it resolves to and the consent. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { nearnessOf } from '#shared/net/nearness.ts';
import { readTarget, showTarget } from '#shared/net/target.ts';
import type { TargetInfo } from '#shared/wire/messages.ts';
import { addTarget, allowTarget, lookUpTarget, stopAsking, useOwnServer } from '../../session/actions/targets.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './own-server.module.css';

export function OwnServerDialog() {
  const asking = useOwnServer((state) => state.asking);
  const [found, setFound] = useState<TargetInfo | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const done = (server: string | null) => {
    stopAsking(server);
    setFound(null);
  };
  return (
    <Dialog
      open={asking !== null}
      onOpenChange={(open) => !open && done(null)}
      title={found === null ? t.targets.title : t.targets.consentTitle(found.server)}
      closeLabel={t.shell.close}
      initialFocus={field}
    >
      {found === null ? (
        <Where key={asking?.typed} field={field} typed={asking?.typed ?? ''} found={setFound} done={done} />
      ) : (
        <Consent found={found} back={() => setFound(null)} done={done} />
      )}
    </Dialog>
  );
}

interface WhereProps {
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly found: (target: TargetInfo) => void;
  readonly done: (server: string) => void;
}

function Where({ field, typed, found, done }: WhereProps) {
  const [text, setText] = useState(typed);
  const [wrong, setWrong] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const id = useId();
  const lookUp = async () => {
    const read = readTarget(text);
    if (!read.ok) return setWrong(t.targets.fault(read.fault, read.piece));
    setWrong(null);
    setLooking(true);
    const server = showTarget(read.target);
    const result = await lookUpTarget(server);
    setLooking(false);
    if (!result.ok) return setWrong(t.shell.refusals[result.code](result.detail));
    if (!result.value.allowed) return found(result.value);
    addTarget(server);
    done(server);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void lookUp();
  };
  // The target was typed elsewhere already, and is valid as it stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the initial value
  useEffect(() => {
    if (typed !== '') void lookUp();
  }, []);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label className="strong" htmlFor={id}>
        {t.targets.field}
      </label>
      <div className={styles.row}>
        <input
          ref={field}
          id={id}
          className={styles.text}
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          inputMode="url"
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-wrong ${id}-hint`}
          onChange={({ target }) => {
            setText(target.value);
            setWrong(null);
          }}
        />
        <Button variant="primary" type="submit" disabled={looking}>
          {looking ? t.targets.looking : t.targets.look}
        </Button>
      </div>
      <p id={`${id}-wrong`} role="alert" className={styles.wrong}>
        {wrong !== null && <RichText>{wrong}</RichText>}
      </p>
      <p id={`${id}-hint`} className="dim">
        <RichText>{t.targets.hint}</RichText>
      </p>
      <p className="dim">
        <RichText>{t.targets.about}</RichText>
      </p>
    </form>
  );
}

interface ConsentProps {
  readonly found: TargetInfo;
  readonly back: () => void;
  readonly done: (server: string) => void;
}

function Consent({ found: { server, addresses }, back, done }: ConsentProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  const whole = useRef<HTMLDivElement>(null);
  // The button does not get the focus: a second press of Enter must not count as consent.
  useEffect(() => whole.current?.focus(), []);
  const allow = async () => {
    const result = await allowTarget(server);
    if (result.ok) done(server);
    else setWrong(t.shell.refusals[result.code](result.detail));
  };
  return (
    <div ref={whole} className={styles.form} tabIndex={-1}>
      <p>{t.targets.leadsTo(addresses.length)}</p>
      <ul className={styles.addresses}>
        {addresses.map((address) => (
          <li key={address}>
            <code>{address}</code> <span className="dim">{t.targets.nearness(nearnessOf(address))}</span>
          </li>
        ))}
      </ul>
      <p>
        <RichText>{t.targets.really}</RichText>
      </p>
      <p className="dim">{t.targets.lasts}</p>
      <div className="wrap">
        <Button variant="primary" onClick={() => void allow()}>
          {t.targets.allow}
        </Button>
        <Button onClick={back}>{t.targets.back}</Button>
      </div>
      <p role="alert" className={styles.failed}>
        {wrong !== null && <RichText>{wrong}</RichText>}
      </p>
    </div>
  );
}
