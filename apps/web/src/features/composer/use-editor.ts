/** Ties the CodeMirror editor to React. */
import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import type { Judgement } from '#shared/composer/judge.ts';
import { takeComposition, useInputSource } from '../../session/handoff/input-source.ts';
import { OctetEditor, type Written } from './editor/editor.ts';
import { useComposerMemory } from './memory.ts';

/** Mounts the editor once its element exists. It takes the octets other panels hand to the composer. */
export function useEditor(place: RefObject<HTMLElement | null>): OctetEditor | null {
  const [editor, setEditor] = useState<OctetEditor | null>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new OctetEditor(place.current);
    setEditor(made);
    if (!window.matchMedia('(pointer: coarse)').matches) made.focus();
    const take = () => {
      const given = takeComposition();
      if (given !== null) {
        useComposerMemory.setState({ everywhere: false });
        made.replace(given);
        made.goTo(given.cuts[0]?.at ?? 0);
      }
    };
    take();
    const stop = useInputSource.subscribe(take);
    return () => {
      stop();
      made.stop();
      setEditor(null);
    };
  }, [place]);
  return editor;
}

const NOTHING: Written = { bytes: new Uint8Array(), cuts: [], caret: 0 };

/** The current text; a new value whenever the text, a cut or the caret changes. */
export function useWritten(editor: OctetEditor | null): Written {
  return useSyncExternalStore(
    (listener) => editor?.onChange(listener) ?? (() => undefined),
    () => editor?.written ?? NOTHING,
  );
}

/** Draws in the text what the page knows about it. */
export function useDrawn(editor: OctetEditor | null, judgement: Judgement | null): void {
  const { everywhere, scissors } = useComposerMemory();
  useEffect(() => editor?.setIssues(judgement?.verdicts ?? []), [editor, judgement]);
  useEffect(() => editor?.setEverywhere(everywhere), [editor, everywhere]);
  useEffect(() => editor?.setScissors(scissors), [editor, scissors]);
}
