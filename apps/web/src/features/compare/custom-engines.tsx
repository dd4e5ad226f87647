/** Engines with leniencies of the user's choice: put together in a dialog, chosen and removed in the list. */
import { useId, useState } from 'react';
import {
  DEFAULT_READING,
  MODES,
  REQUEST_LENIENCIES,
  type Reading,
  type RequestLeniency,
  withLeniency,
} from '#shared/base/options.ts';
import { addEngine, removeEngine, setComparison, useComparison } from '../../session/compare/comparison.ts';
import { customEngineOf, engineId } from '../../session/compare/server-choices.ts';
import { leniencyOption } from '../../session/state/leniency-option.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Option, OptionList, OptionRow } from '../../ui/option.tsx';
import styles from './custom-engines.module.css';
import { choiceTitle } from './rows.ts';

/** The custom engines, each with its checkbox and a remove button, and a button that adds another. */
export function CustomEngines() {
  const { chosen, own } = useComparison();
  const [open, setOpen] = useState(false);
  const all = [...new Set([...own, ...chosen.filter((id) => customEngineOf(id) !== null)])];
  const turn = (id: string) =>
    setComparison({ chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  return (
    <>
      {all.map((id) => (
        <div key={id} className={styles.own}>
          <label className="tick break">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => turn(id)} />
            <span>{choiceTitle(id)}</span>
          </label>
          <IconButton
            label={t.compare.removeEngine(choiceTitle(id))}
            icon="close"
            tooltip="left"
            onClick={() => removeEngine(id)}
          />
        </div>
      ))}
      <Button variant="quiet" className={styles.add} onClick={() => setOpen(true)}>
        + {t.compare.addEngine}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t.compare.addEngineTitle} closeLabel={t.shell.close}>
        <EngineForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EngineForm({ onDone }: { onDone: () => void }) {
  const chosen = useComparison((state) => state.chosen);
  const [reading, setReading] = useState<Reading>(DEFAULT_READING);
  const group = useId();
  const id = engineId(reading);
  const named = customEngineOf(id) === null;
  const turn = (name: RequestLeniency, on: boolean) =>
    setReading(({ mode, leniencies }) => ({
      mode,
      leniencies: withLeniency(leniencies, name, on),
    }));
  const add = () => {
    addEngine(reading);
    onDone();
  };
  return (
    <div className={styles.form}>
      <p className="note">{t.compare.addEngineNote}</p>
      <fieldset className={styles.set}>
        <legend>{t.engineOptions.mode}</legend>
        {MODES.map((mode) => (
          <Option
            key={mode}
            group={group}
            name={t.engineOptions.modes[mode].name}
            text={t.engineOptions.modes[mode].note}
            chosen={mode === reading.mode}
            onChoose={() => setReading(({ leniencies }) => ({ mode, leniencies }))}
          />
        ))}
      </fieldset>
      <fieldset className={styles.set}>
        <legend>{t.engineOptions.letPass}</legend>
        <OptionList>
          {REQUEST_LENIENCIES.map((name) => (
            <OptionRow key={name} {...leniencyOption(t, name, reading)} onChoose={(on) => turn(name, on)} />
          ))}
        </OptionList>
      </fieldset>
      <div className={styles.foot}>
        <span role="status">
          {chosen.includes(id) ? t.compare.isThere : named ? t.compare.isNamed(choiceTitle(id)) : choiceTitle(id)}
        </span>
        <Button variant="primary" disabled={chosen.includes(id)} onClick={add}>
          {t.compare.addIt}
        </Button>
      </div>
    </div>
  );
}
