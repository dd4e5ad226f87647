import { LENIENCY_FACTS } from '../../../../../shared/http1/leniencies.ts';
import type { RequestLeniency } from '../../../../../shared/options.ts';
import { sectionLink } from '../../session/sections.ts';
import { t } from '../../text.ts';
import { OptionRow } from '../../ui/option.tsx';

interface LeniencyRowProps {
  readonly name: RequestLeniency;
  readonly chosen: boolean;
  /** The mode has it anyway. */
  readonly always: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** One leniency: its switch, its sentence, and what the RFC says of it where. */
export function LeniencyRow({ name, chosen, always, onChoose }: LeniencyRowProps) {
  const { section, stance } = LENIENCY_FACTS[name];
  return (
    <OptionRow
      name={name}
      text={t.engineOptions.leniencies[name]}
      chosen={chosen || always}
      disabled={always}
      onChoose={onChoose}
      link={{ href: sectionLink(section), text: section, title: t.engineOptions.section(section) }}
      note={always ? t.engineOptions.always : t.engineOptions.stances[stance]}
      grave={stance === 'breaks'}
    />
  );
}
