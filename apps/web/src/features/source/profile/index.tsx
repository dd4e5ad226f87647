/** SOURCE of a tutorial server: its file with the current line lit, and the values of its variables. */
import { create } from 'zustand';
import { type PythonText, pythonOf } from '#shared/profiles/python-text/index.ts';
import type { SourceStep } from '#shared/profiles/replay-trace.ts';
import { useSource } from '../../../session/profiles/sources.ts';
import { useTrace } from '../../../session/profiles/traces.ts';
import { useCommand } from '../../../session/state/commands.ts';
import { usePosition, useReplay } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Code, type Lit } from '../../../ui/code.tsx';
import { cx } from '../../../ui/cx.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Foot } from './foot.tsx';
import styles from './profile.module.css';
import { useStepper } from './stepper.ts';
import { Variables } from './variables.tsx';

/** Whether the Python is shown too, for every server. */
const usePython = create<{ readonly beside: boolean }>(() => ({ beside: false }));

/** The full row, or a third of it; absent where there is no choice. */
export interface Width {
  readonly wide: boolean;
  readonly setWide: (wide: boolean) => void;
}

interface ProfileSourceProps {
  server: string;
  width: Width | undefined;
}

export function ProfileSource({ server, width }: ProfileSourceProps) {
  const replay = useReplay();
  const position = usePosition();
  const trace = useTrace(replay);
  const file = useSource(server);
  const stepper = useStepper(trace, position);
  useCommand('source.back', stepper.back);
  useCommand('source.forward', stepper.forward);
  const { beside } = usePython();
  const python = pythonOf(server);
  const lit = litBy(trace?.steps[stepper.index]);
  return (
    <Panel
      title={t.source.title}
      beside={<span className={styles.file}>{file?.path}</span>}
      aside={
        <>
          {python !== null && (
            <Switch
              label={t.profileSource.python}
              note={t.profileSource.pythonNote}
              on={beside}
              onChange={(on) => usePython.setState({ beside: on })}
            />
          )}
          {width !== undefined && (
            <Switch
              label={t.profileSource.wide}
              note={t.profileSource.wideNote}
              on={width.wide}
              onChange={(wide) => widen(width, wide)}
              id={WIDE}
            />
          )}
        </>
      }
      body="fill"
      foot={<Foot trace={trace} stepper={stepper} position={position} />}
    >
      <div className={styles.frame}>
        <div className={styles.panes}>
          <div className={cx(styles.files, beside && python !== null && styles.both)}>
            <div className={styles.own}>
              <Code label={t.profileSource.label} language="typescript" lines={file?.lines ?? []} lit={lit} />
            </div>
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
          <div className={styles.variables}>
            <Variables trace={trace} index={stepper.index} />
          </div>
        </div>
      </div>
    </Panel>
  );
}

function litBy(step: SourceStep | undefined): readonly Lit[] {
  if (step === undefined) return [];
  const { line, end, raised, fatal } = step;
  return [{ line, end, look: fatal ? 'fatal' : raised === null ? 'runs' : 'raises' }];
}

/** The lines of Python that correspond to the lit ones. */
function litIn({ lines }: PythonText, lit: readonly Lit[]): readonly Lit[] {
  return lit.flatMap(({ line, end, look }) => {
    const found = lines.filter(([own]) => line <= own && own <= end).map(([, python]) => python);
    return [...new Set(found)].sort((a, b) => a - b).map((one) => ({ line: one, end: one, look }));
  });
}

const WIDE = 'source-wide';

/** The panel moves, and takes the focus along. */
function widen({ setWide }: Width, wide: boolean): void {
  setWide(wide);
  requestAnimationFrame(() => document.getElementById(WIDE)?.focus());
}

interface SwitchProps {
  id?: string;
  label: string;
  note: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ id, label, note, on, onChange }: SwitchProps) {
  return (
    <button type="button" id={id} className="switch" aria-pressed={on} title={note} onClick={() => onChange(!on)}>
      {label}
    </button>
  );
}
