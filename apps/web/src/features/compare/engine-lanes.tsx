/** Engine lanes with the user's own leniencies: put together in a dialog, chosen and removed in the list. */
import { useId, useState } from 'react';
import {
  DEFAULT_READING,
  MODES,
  REQUEST_LENIENCIES,
  type Reading,
  type RequestLeniency,
  withLeniency,
} from '#shared/base/options.ts';
import { engineLaneId, engineLaneOf } from '../../session/compare/compare-lanes.ts';
import { addEngineLane, removeEngineLane, setComparison, useComparison } from '../../session/compare/comparison.ts';
import { leniencyOption } from '../../session/state/leniency-option.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Option, OptionList, OptionRow } from '../../ui/option.tsx';
import styles from './engine-lanes.module.css';
import { laneTitle } from './rows.ts';

/** The custom lanes, each with its checkbox and a remove button, and a button that adds another. */
export function EngineLanes() {
  const { chosen, own } = useComparison();
  const [open, setOpen] = useState(false);
  const all = [...new Set([...own, ...chosen.filter((id) => engineLaneOf(id) !== null)])];
  const turn = (id: string) =>
    setComparison({ chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  return (
    <>
      {all.map((id) => (
        <div key={id} className={styles.own}>
          <label className="tick break">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => turn(id)} />
            <span>{laneTitle(id)}</span>
          </label>
          <IconButton
            label={t.compare.removeLane(laneTitle(id))}
            icon="close"
            tooltip="left"
            onClick={() => removeEngineLane(id)}
          />
        </div>
      ))}
      <Button variant="quiet" className={styles.add} onClick={() => setOpen(true)}>
        + {t.compare.addEngine}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t.compare.addEngineTitle} closeLabel={t.shell.close}>
        <LaneForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function LaneForm({ onDone }: { onDone: () => void }) {
  const chosen = useComparison((state) => state.chosen);
  const [reading, setReading] = useState<Reading>(DEFAULT_READING);
  const group = useId();
  const id = engineLaneId(reading);
  const named = engineLaneOf(id) === null;
  const turn = (name: RequestLeniency, on: boolean) =>
    setReading(({ mode, leniencies }) => ({
      mode,
      leniencies: withLeniency(leniencies, name, on),
    }));
  const add = () => {
    addEngineLane(reading);
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
          {chosen.includes(id) ? t.compare.isThere : named ? t.compare.isNamed(laneTitle(id)) : laneTitle(id)}
        </span>
        <Button variant="primary" disabled={chosen.includes(id)} onClick={add}>
          {t.compare.addIt}
        </Button>
      </div>
    </div>
  );
}
