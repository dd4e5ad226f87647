/** The Terminal panel. Everything but mounting is in console.ts. */
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { showInputSource } from '../../session/handoff/input-source.ts';
import { useCommand } from '../../session/state/commands.ts';
import { useTheme } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Live } from '../../ui/live.tsx';
import { Console, current } from './console.ts';
import { CommandMenu, ModeMenu } from './mode-menu.tsx';
import styles from './terminal.module.css';

/** The terminal: octets are typed as in netcat, and what comes back is shown. */
export function Terminal() {
  const place = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const console = useConsole(place, setWords);
  useCommand('terminal', () => {
    // Shown at once, so that the very next key goes into it.
    flushSync(() => showInputSource('terminal'));
    console.current?.focus();
  });
  useCommand('send', () => console.current?.submit());
  return (
    <section className={styles.terminal} aria-label={t.terminal.title}>
      <div ref={place} className={styles.place} data-testid="terminal" />
      <Live>{words}</Live>
    </section>
  );
}

/** How keys are sent, and the dot-commands. */
export function TerminalTools() {
  return (
    <>
      <ModeMenu />
      <CommandMenu onChoose={(word) => current.console?.type(`.${word}`)} onChosen={() => current.console?.focus()} />
    </>
  );
}

function useConsole(place: React.RefObject<HTMLDivElement | null>, announce: (words: string) => void) {
  const ref = useRef<Console | null>(null);
  const theme = useTheme();
  useEffect(() => {
    if (place.current === null) return undefined;
    const console = new Console(place.current, announce);
    ref.current = console;
    current.console = console;
    if (mayTakeFocus()) console.focus();
    return () => {
      ref.current = null;
      current.console = null;
      console.stop();
    };
  }, [place, announce]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme changes the tokens, which are read again
  useEffect(() => ref.current?.theme(), [theme]);
  return ref;
}

/** True if nothing else has the focus and taking it would not raise an on-screen keyboard. */
function mayTakeFocus(): boolean {
  return document.activeElement === document.body && !window.matchMedia('(pointer: coarse)').matches;
}
