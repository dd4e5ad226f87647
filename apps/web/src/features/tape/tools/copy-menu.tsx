/** The menu that copies octets in several notations. */
import { useState } from 'react';
import { answeredBy } from '#shared/transcript/replay/message-log.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { asHex, asPrintf, asText } from '#shared/transcript/view/copy.ts';
import { readNow } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';

import { Live } from '../../../ui/live.tsx';
import { Menu, MenuItem, MenuLabel } from '../../../ui/menu.tsx';
import { octetAt } from '../octet-at.ts';
import type { Pinned } from '../pinned.ts';
import { ToolButton } from './tool-button.tsx';

interface Chosen {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly words: string;
}

/** Copies the selected octets, else the message at the cursor, else everything in its direction. */
export function CopyMenu({ replay, pinned }: { replay: Replay | null; pinned: Pinned | null }) {
  const [open, setOpen] = useState(false);
  const [said, say] = useState('');
  const chosen = open && replay !== null ? chosenOctets(replay, pinned) : null;
  const copy = (text: (chosen: Chosen) => string) => () => {
    if (chosen !== null) void write(text(chosen)).then(say);
  };
  const disabled = chosen === null;
  const printf = ({ bytes, direction }: Chosen) =>
    asPrintf(bytes, direction === 'in' ? addressOf(replay) : null, isInTls(replay));
  return (
    <>
      <Menu align="end" onOpenChange={setOpen} trigger={<ToolButton label={t.tape.copy} icon="copy" />}>
        <MenuLabel>{chosen?.words ?? t.tape.copyNothing}</MenuLabel>
        <MenuItem disabled={disabled} note={t.tape.copyTextNote} onSelect={copy(({ bytes }) => asText(bytes))}>
          {t.tape.copyText}
        </MenuItem>
        <MenuItem disabled={disabled} onSelect={copy(({ bytes }) => asHex(bytes))}>
          {t.tape.copyHex}
        </MenuItem>
        <MenuItem disabled={disabled} note={t.tape.copyPrintfNote} onSelect={copy(printf)}>
          {t.tape.copyPrintf}
        </MenuItem>
      </Menu>
      <Live>{said}</Live>
    </>
  );
}

/** Copies a text to the clipboard; returns the outcome in words. */
function write(text: string): Promise<string> {
  return navigator.clipboard.writeText(text).then(
    () => t.tape.copied,
    () => t.tape.copyFailed,
  );
}

function chosenOctets(replay: Replay, pinned: Pinned | null): Chosen | null {
  if (pinned !== null) {
    const { direction, range } = pinned;
    const bytes = replay.stream(direction).bytes(range.start, range.end);
    return { direction, bytes, words: t.tape.copyWhat.selection(bytes.length) };
  }
  const step = octetAt(replay, readNow().position);
  const message = step?.message ?? null;
  const direction = step?.direction ?? 'in';
  const stream = replay.stream(direction);
  if (message !== null) {
    const bytes = stream.bytes(message.start, message.end ?? stream.length);
    const request = direction === 'in' ? message.ordinal : answeredBy(stream.log.messages, message);
    return { direction, bytes, words: t.tape.copyWhat.message(direction, request + 1, bytes.length) };
  }
  if (stream.length === 0) return null;
  return { direction, bytes: stream.bytes(), words: t.tape.copyWhat.all(direction, stream.length) };
}

/** Where the server listens: `127.0.0.1:8100`. */
function addressOf(replay: Replay | null): string | null {
  const opened = replay?.places.find(({ entry }) => entry.kind === 'open')?.entry;
  if (opened?.kind !== 'open') return null;
  return opened.at === 'server' ? opened.local : opened.remote;
}

function isInTls(replay: Replay | null): boolean {
  return replay?.places.some(({ entry }) => entry.kind === 'tls') ?? false;
}
