import { ruleOf } from '../../../../../shared/http1/rules.ts';
import { type Choice, needsSecondClient, textsOf } from '../../../../../shared/profiles/choices.ts';
import type { Shortcoming } from '../../../../../shared/profiles/shortcomings.ts';
import { useLink } from '../../session/hooks.ts';
import { t } from '../../text.ts';
import { Button } from '../../ui/button.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { trigger } from './deeds.ts';
import styles from './detail.module.css';

/** What a server gets wrong, each with the section that says so and the octets that show it. */
export function Shortcomings({ choice, close }: { choice: Choice; close: () => void }) {
  return (
    <section className={styles.part} aria-label={t.servers.shortcomings(choice.shortcomings.length)}>
      <h4 className={styles.label}>{t.servers.shortcomings(choice.shortcomings.length)}</h4>
      <ul className={styles.wrongs}>
        {choice.shortcomings.map((shortcoming) => (
          <Wrong key={shortcoming.id} id={choice.id} shortcoming={shortcoming} close={close} />
        ))}
      </ul>
    </section>
  );
}

function Wrong({ id, shortcoming, close }: { id: string; shortcoming: Shortcoming; close: () => void }) {
  const linked = useLink().state === 'open';
  const note = textsOf(t, id).notes[shortcoming.id] ?? '';
  const second = needsSecondClient(id, shortcoming);
  const words = `wrong-${id}-${shortcoming.id}`;
  return (
    <li className={styles.wrongRow} data-shortcoming={shortcoming.id}>
      <p id={words}>
        <RichText>{note}</RichText>{' '}
        <span className={styles.dim}>
          {shortcoming.rule === null ? t.servers.noRule : ruleOf(shortcoming.rule).section}
        </span>
      </p>
      <Tooltip text={second ? t.servers.triggerSecond : t.servers.triggerNote}>
        <Button disabled={!linked} aria-describedby={words} onClick={() => void trigger(id, shortcoming, close)}>
          {t.servers.trigger}
        </Button>
      </Tooltip>
    </li>
  );
}
