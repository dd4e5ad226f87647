/** Puts a front before a back: the chain can then be chosen like any other server. */
import { useState } from 'react';
import { FRONTS, type FrontId, isFront, NAIVE_PROXY } from '#shared/servers/peers.ts';
import { setComparison, useComparison } from '../../session/compare/comparison.ts';
import { BACK_CHOICES, chainId, chainOfId } from '../../session/compare/server-choices.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import more from './peers.module.css';
import { choiceTitle, useIsAvailable } from './rows.ts';

export function ChainBuilder() {
  const [front, setFront] = useState<FrontId>(NAIVE_PROXY);
  const [back, setBack] = useState('lenient');
  const chosen = useComparison((state) => state.chosen);
  const fronts = FRONTS.filter(useIsAvailable());
  const id = chainId(front, back);
  const built = chosen.filter((one) => chainOfId(one) !== null);
  return (
    <fieldset className={more.chains}>
      <legend>{t.peers.chains}</legend>
      <div className={more.build}>
        <Choose
          label={t.peers.front}
          value={front}
          options={fronts.map((one) => [one, t.shell.serverName(one)])}
          onChoose={(one) => isFront(one) && setFront(one)}
        />
        <Choose
          label={t.peers.back}
          value={back}
          options={BACK_CHOICES.map((one) => [one.id, choiceTitle(one.id)])}
          onChoose={setBack}
        />
        <Button disabled={chosen.includes(id)} onClick={() => setComparison({ chosen: [...chosen, id] })}>
          {t.peers.add}
        </Button>
      </div>
      {built.length > 0 && (
        <div className={more.row}>
          {built.map((one) => (
            <Chain key={one} id={one} />
          ))}
        </div>
      )}
      <p className="note">{t.peers.note}</p>
    </fieldset>
  );
}

/** A chain the user has built; unchecking it removes it. */
function Chain({ id }: { id: string }) {
  const remove = () => {
    const { chosen } = useComparison.getState();
    setComparison({ chosen: chosen.filter((one) => one !== id) });
  };
  return (
    <span className={more.chain}>
      <span>{choiceTitle(id)}</span>
      <IconButton label={t.peers.remove(choiceTitle(id))} icon="close" onClick={remove} />
    </span>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}

function Choose({ label, value, options, onChoose }: ChooseProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
