/** The options in the details of a tutorial server. */
import { useState } from 'react';
import type { Choice } from '#shared/profiles/choices.ts';
import { hostName } from '#shared/servers/start-options.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { runs } from '#shared/wire/server-state.ts';
import { setSettings, useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import styles from './detail.module.css';

/** What a profile is started with. Kept in this browser's settings. */
export function ServerOptions({ choice, server }: { choice: Choice; server: ServerInfo | null }) {
  const { profile } = useSettings();
  const running = runs(server) ? server?.options : null;
  const differs = choice.options.some((option) => running && running[option] !== profile[option]);
  return (
    <section className={styles.part} aria-label={t.servers.options}>
      <h4 className="note strong">{t.servers.options}</h4>
      {choice.options.includes('once') && (
        <label className="tick">
          <input
            type="checkbox"
            checked={profile.once}
            onChange={(event) => setSettings({ profile: { ...profile, once: event.target.checked } })}
          />
          <span>
            <code>{t.servers.once}</code> {t.servers.onceNote}
          </span>
        </label>
      )}
      {choice.options.includes('name') && <NameOption />}
      {differs && <p className="warn">{t.servers.optionsLater}</p>}
    </section>
  );
}

/** Kept as soon as it is a valid name. */
function NameOption() {
  const { profile } = useSettings();
  const [text, setText] = useState(profile.name);
  const wrong = hostName(text) === undefined;
  const change = (next: string) => {
    setText(next);
    const name = hostName(next);
    if (name !== undefined) setSettings({ profile: { ...profile, name } });
  };
  return (
    <label className={styles.named}>
      <span>
        <code>{t.servers.name}</code> {t.servers.nameNote}
      </span>
      <input
        className={styles.text}
        value={text}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong}
        onChange={(event) => change(event.target.value)}
      />
      {wrong && <span className="bad small">{t.servers.nameWrong}</span>}
    </label>
  );
}
