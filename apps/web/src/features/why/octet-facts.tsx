/** WHY for a step that took an octet. */
import { glyph, hex } from '#shared/base/octets.ts';
import type { OctetExplanation } from '#shared/transcript/view/explain.ts';
import { t } from '../../session/state/text.ts';
import { Actions } from './action-list.tsx';
import { Expected } from './expected.tsx';
import { Fact, Rules, State } from './fact.tsx';
import { Growing } from './index.tsx';
import styles from './why.module.css';

/** Everything known about a step that took an octet. */
export function OctetFacts({ explanation }: { explanation: OctetExplanation }) {
  const { step, carried, call, actions, decided, expected, rules, reader } = explanation;
  return (
    <dl className={styles.facts}>
      <Fact name={t.why.octet}>
        <Octet explanation={explanation} />
      </Fact>
      {step.row !== undefined && (
        <Fact name={t.judgement.state[reader]}>
          <Transition explanation={explanation} />
        </Fact>
      )}
      <Actions actions={actions} decided={decided} direction={step.direction} reader={reader} />
      <Growing explanation={explanation} />
      {expected !== null && <Expected expected={expected} reader={reader} />}
      <Rules rules={rules} />
      <Fact name={call === 'read' ? t.why.cameIn : t.why.wentOut}>{t.why.carried(carried, call)}</Fact>
    </dl>
  );
}

function Octet({ explanation: { step, character } }: { explanation: OctetExplanation }) {
  const { octet } = step;
  return (
    <span className={styles.octet}>
      <b className={styles.glyph}>{glyph(octet)}</b>
      <span>
        <code>{hex(octet)}</code>
      </span>
      <span>{t.why.decimal(octet)}</span>
      <span>{t.why.octetName(octet)}</span>
      {octet >= 0xa0 && <span>{t.why.latin1(String.fromCharCode(octet))}</span>}
      {character !== null && (
        <span>
          {String.fromCodePoint(character.point)} {t.why.character(character.point)}
        </span>
      )}
    </span>
  );
}

/** The state before, and after if it changed. */
function Transition({ explanation: { step } }: { explanation: OctetExplanation }) {
  if (step.before === step.after) {
    return (
      <>
        {t.why.stays} <State state={step.after} />
      </>
    );
  }
  return (
    <>
      <State state={step.before} /> <span aria-hidden="true">→</span> <State state={step.after} />
    </>
  );
}
