/** SOURCE of a tutorial's server: its file, the line that runs now lit, and its variables as they stand. */
import { useState } from 'react';
import { type PythonText, pythonOf } from '../../../../../../shared/profiles/python-text/index.ts';
import type { SourceStep } from '../../../../../../shared/profiles/retrace.ts';
import { useCommand } from '../../../session/commands.ts';
import { usePosition, useReplay } from '../../../session/hooks.ts';
import { traceOf } from '../../../session/traces.ts';
import { t } from '../../../text.ts';
import { cx } from '../../../ui/cx.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Code, type Lit } from './code.tsx';
import { Foot } from './foot.tsx';
import styles from './profile.module.css';
import { useStepper } from './stepper.ts';
import { fileOf, type SourceFile } from './text.ts';
import { Variables } from './variables.tsx';

export function ProfileSource({ server, file }: { server: string; file: SourceFile }) {
  const replay = useReplay();
  const position = usePosition();
  const trace = replay === null ? null : traceOf(replay);
  const stepper = useStepper(trace, position);
  useCommand('source.back', stepper.back);
  useCommand('source.forward', stepper.forward);
  const [beside, setBeside] = useState(false);
  const python = pythonOf(server);
  const lit = litBy(trace?.steps[stepper.index]);
  return (
    <Panel
      title={t.source.title}
      beside={<span className={styles.file}>{file.path}</span>}
      aside={python !== null && <PythonSwitch on={beside} onChange={setBeside} />}
      body="fill"
      foot={<Foot trace={trace} stepper={stepper} position={position} />}
    >
      <div className={styles.panes}>
        <div className={styles.files}>
          <Code label={t.profileSource.label} language="typescript" lines={file.lines} lit={lit} />
          {beside && python !== null && (
            <div className={styles.python}>
              <Code
                label={t.profileSource.pythonLabel}
                language="python"
                lines={python.source.trimEnd().split('\n')}
                lit={litIn(python, lit)}
              />
            </div>
          )}
        </div>
        <Variables trace={trace} index={stepper.index} />
      </div>
    </Panel>
  );
}

export { fileOf };

function litBy(step: SourceStep | undefined): readonly Lit[] {
  if (step === undefined) return [];
  const { line, end, raised, fatal } = step;
  return [{ line, end, look: fatal ? 'fatal' : raised === null ? 'runs' : 'raises' }];
}

/** The lines of Python that stand for those that are lit. */
function litIn({ lines }: PythonText, lit: readonly Lit[]): readonly Lit[] {
  return lit.flatMap(({ line, end, look }) => {
    const found = lines.filter(([own]) => line <= own && own <= end).map(([, python]) => python);
    return [...new Set(found)].sort((a, b) => a - b).map((one) => ({ line: one, end: one, look }));
  });
}

function PythonSwitch({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <button
      type="button"
      className={cx(styles.switch, on && styles.on)}
      aria-pressed={on}
      title={t.profileSource.pythonNote}
      onClick={() => onChange(!on)}
    >
      {t.profileSource.python}
    </button>
  );
}
