/** The shelf: every experiment, theme by theme. */
import { type Experiment, THEMES, type Theme } from './experiment.ts';
import { FRAMING } from './framing.ts';
import { HOSTS } from './hosts.ts';
import { LINES } from './lines.ts';
import { TIME } from './time.ts';
import { TUTORIALS } from './tutorials.ts';

/** Theme by theme, in the order of the shelf. */
const SHELF = { tutorials: TUTORIALS, framing: FRAMING, hosts: HOSTS, time: TIME, lines: LINES } as const;

export type ExperimentId = (typeof SHELF)[Theme][number]['id'];

export interface Shelved extends Experiment<ExperimentId> {
  readonly theme: Theme;
}

const shelved = (theme: Theme): readonly Shelved[] =>
  SHELF[theme].map((experiment: Experiment<ExperimentId>): Shelved => ({ ...experiment, theme }));

export const EXPERIMENTS: readonly Shelved[] = THEMES.flatMap(shelved);

/** The experiment of this id, if there is one. */
export function experimentOf(id: string): Shelved | undefined {
  return EXPERIMENTS.find((experiment) => experiment.id === id);
}

/** The next one on the shelf; null after the last. */
export function experimentAfter(id: string): Shelved | null {
  const at = EXPERIMENTS.findIndex((experiment) => experiment.id === id);
  return at < 0 ? null : (EXPERIMENTS[at + 1] ?? null);
}
