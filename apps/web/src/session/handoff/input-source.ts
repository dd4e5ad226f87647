/** Which input is shown, and octets one panel gives the composer to be sent again. */
import { create } from 'zustand';
import type { Composition } from '#shared/composer/sent.ts';

/** The names of the commands that lead there, too. */
export type InputSource = 'terminal' | 'composer';

interface InputSourceState {
  readonly source: InputSource;
  /** Not taken by the composer yet. */
  readonly composition: Composition | null;
}

export const useInputSource = create<InputSourceState>(() => ({ source: 'terminal', composition: null }));

export function showInputSource(source: InputSource): void {
  useInputSource.setState({ source });
}

/** Shows the composer with these octets in it; nothing is sent. */
export function compose(composition: Composition): void {
  useInputSource.setState({ source: 'composer', composition });
}

/** The composition that was handed over, once. */
export function takeComposition(): Composition | null {
  const { composition } = useInputSource.getState();
  if (composition !== null) useInputSource.setState({ composition: null });
  return composition;
}
