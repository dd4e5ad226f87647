/** Which input is shown, terminal or composer, and octets that a panel hands the composer to send again. */
import { create } from 'zustand';
import type { Composition } from '#shared/composer/sent.ts';

/** Also the names of the commands that lead there. */
export type InputSource = 'terminal' | 'composer';

interface InputSourceState {
  readonly source: InputSource;
  /** Not yet taken by the composer. */
  readonly composition: Composition | null;
}

export const useInputSource = create<InputSourceState>(() => ({ source: 'terminal', composition: null }));

export function showInputSource(source: InputSource): void {
  useInputSource.setState({ source });
}

/** Shows the composer with these octets in it; sends nothing. */
export function compose(composition: Composition): void {
  useInputSource.setState({ source: 'composer', composition });
}

/** Takes what was handed over, once. */
export function takeComposition(): Composition | null {
  const { composition } = useInputSource.getState();
  if (composition !== null) useInputSource.setState({ composition: null });
  return composition;
}
