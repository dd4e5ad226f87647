/** The shortcomings in the details of a server. */
import { useId, useState } from 'react';
import { ruleOf } from '#shared/http1/rules.ts';
import { type Choice, needsSecondClient } from '#shared/profiles/choices.ts';
import type { Shortcoming } from '#shared/profiles/shortcomings.ts';
import { textsOf } from '#shared/text/server-texts.ts';
import { useLink } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './detail.module.css';
import { FixDetail } from './fix.tsx';
import { trigger } from './server-actions.ts';

/**
 * What a server gets wrong, each with the section that says so, the octets that demonstrate it, and the lines that fix
 * it.
 */
export function Shortcomings({ choice, close }: { choice: Choice; close: () => void }) {
  return (
    <section className={styles.part} aria-label={t.servers.shortcomings(choice.shortcomings.length)}>
      <h4 className="note strong">{t.servers.shortcomings(choice.shortcomings.length)}</h4>
      <ul className={styles.wrongs}>
        {choice.shortcomings.map((shortcoming) => (
          <Wrong key={shortcoming.id} choice={choice} shortcoming={shortcoming} close={close} />
        ))}
      </ul>
    </section>
  );
}

function Wrong({ choice, shortcoming, close }: { choice: Choice; shortcoming: Shortcoming; close: () => void }) {
  const { id } = choice;
  const [open, setOpen] = useState(false);
  const linked = useLink().state === 'open';
  const note = textsOf(t, id).notes[shortcoming.id] ?? '';
  const second = needsSecondClient(id, shortcoming);
  const words = useId();
  const fix = useId();
  return (
    <li className={styles.wrongRow} data-shortcoming={shortcoming.id}>
      <p id={words}>
        <RichText>{note}</RichText>{' '}
        <span className={styles.dim}>
          {shortcoming.rule === null ? t.servers.noRule : ruleOf(shortcoming.rule).section}
        </span>
      </p>
      <div className={styles.deeds}>
        <Tooltip text={second ? t.servers.triggerSecond : t.servers.triggerNote}>
          <Button
            disabled={!linked}
            aria-describedby={words}
            onClick={() => void trigger(id, choice, shortcoming, close)}
          >
            {t.servers.trigger}
          </Button>
        </Tooltip>
        <Button
          variant="quiet"
          className={styles.twist}
          aria-describedby={words}
          aria-expanded={open}
          aria-controls={open ? fix : undefined}
          onClick={() => setOpen(!open)}
        >
          {t.servers.fix}
          <Icon name="chevron" size={12} />
        </Button>
      </div>
      {open && <FixDetail id={fix} choice={choice} shortcoming={shortcoming} close={close} />}
    </li>
  );
}
