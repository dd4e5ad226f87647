/** The composer once its editor is loaded: the text, what is around it, and how a send starts. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { DEFAULT_READING } from '#shared/base/options.ts';
import { judge } from '#shared/composer/judge.ts';
import { piecesOf } from '#shared/composer/pieces.ts';
import { profileOf } from '#shared/profiles/index.ts';
import { serverOfNext } from '../../session/actions/actions.ts';
import { setPendingInput } from '../../session/handoff/pending-input.ts';
import { useCommand } from '../../session/state/commands.ts';
import { useCurrentLane, useServer } from '../../session/state/hooks.ts';
import type { Written } from './editor/editor.ts';
import editorStyles from './editor.module.css';
import { Foot } from './foot.tsx';
import { InsertBar } from './insert-bar.tsx';
import { Issues } from './issue-list.tsx';
import { useComposerMemory } from './memory.ts';
import { PaddingBar } from './padding-bar.tsx';
import { cutsOf, sendWritten } from './send.ts';
import { type BarName, Toolbar } from './toolbar.tsx';
import { useDrawn, useEditor, useWritten } from './use-editor.ts';

/** The editor with its tools above it, and below it the issues, the counts and the send button. */
export default function ComposerPanel() {
  const place = useRef<HTMLDivElement>(null);
  const editor = useEditor(place);
  const written = useWritten(editor);
  const [bar, setBar] = useState<BarName | null>(null);
  const { judgement, server } = useJudgement(written.bytes);
  useDrawn(editor, judgement);
  useUnsentWritten(written);
  const send = () => {
    editor?.settle();
    if (editor !== null) void sendWritten(editor.written);
  };
  useCommand('send', send);
  useCommand('composer', () => editor?.focus());
  const close = () => {
    setBar(null);
    editor?.focus();
  };
  return (
    <>
      <Toolbar editor={editor} written={written} bar={bar} setBar={setBar} />
      {bar === 'insert' && <InsertBar onInsert={(bytes) => editor?.insert(bytes)} onClose={close} />}
      {bar === 'pad' && <PaddingBar bytes={written.bytes} onEdit={(edits) => editor?.edit(edits)} onClose={close} />}
      <div ref={place} className={editorStyles.place} data-testid="composer" data-own-keys="" />
      <Issues editor={editor} written={written} judgement={judgement} server={server} />
      <Foot written={written} onSend={send} />
    </>
  );
}

/** Publishes the writes a send would make; once unmounted, the composer has nothing to send. */
function useUnsentWritten(written: Written): void {
  const { bytes, cuts } = written;
  const { everywhere, eachPause } = useComposerMemory();
  useEffect(() => {
    const all = cutsOf({ bytes, cuts, caret: 0 }, everywhere, eachPause);
    setPendingInput('composer', all === null ? [] : piecesOf(bytes, all).map((piece) => piece.bytes));
  }, [bytes, cuts, everywhere, eachPause]);
  useEffect(() => () => setPendingInput('composer', []), []);
}

/** How the server shown would judge it: by the engine's rules; null for a server that does not speak HTTP. */
function useJudgement(bytes: Uint8Array) {
  const lane = useCurrentLane();
  const server = lane?.info.server ?? serverOfNext();
  const reading = useServer(server)?.reading ?? DEFAULT_READING;
  const foreign = profileOf(server)?.http === false;
  const settled = useDeferredValue(bytes);
  const judgement = useMemo(() => (foreign ? null : judge(settled, reading)), [settled, reading, foreign]);
  // Ranges from a judgement of other text are useless.
  return { judgement: settled === bytes ? judgement : null, server };
}
