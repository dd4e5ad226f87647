import { useEffect, useState } from 'react';
import { type Media, readingOf } from '../../../../../../shared/transcript/content.ts';
import type { CodingName } from '../../../../../../shared/wire.ts';
import { decode } from '../../../session/actions.ts';
import { type Result, refused } from '../../../session/result.ts';
import { t } from '../../../text.ts';
import { ContentText } from './content-text.tsx';
import styles from './content-view.module.css';
import { asBlock, type Wire } from './use-wire.ts';

const KNOWN: readonly CodingName[] = ['gzip', 'deflate', 'br'];

interface DecodedProps {
  /** What is said of the content before its decoding is spoken of. */
  facts: string;
  /** As sent. */
  bytes: Uint8Array;
  wire: Wire;
  media: Media;
  complete: boolean;
}

/** Content with its codings undone; as it was sent, where they cannot be undone. */
export function Decoded({ facts, bytes, wire, media, complete }: DecodedProps) {
  const unknown = media.codings.find((coding) => !KNOWN.some((one) => one === coding));
  const result = useDecoded(bytes, media.codings, complete && unknown === undefined);
  const decoded = result?.ok === true ? result.value : null;
  return (
    <>
      <p className={styles.facts} role="status">
        {facts} · {sentenceOf(bytes, complete, unknown, result)}
      </p>
      {decoded === null ? (
        <ContentText bytes={bytes} reading="none" wire={wire} />
      ) : (
        <ContentText bytes={decoded} reading={readingOf(media)} wire={asBlock(wire, bytes.length)} />
      )}
    </>
  );
}

function sentenceOf(
  bytes: Uint8Array,
  complete: boolean,
  unknown: string | undefined,
  result: Result<Uint8Array> | null,
): string {
  if (unknown !== undefined) return t.tape.contentUnknownCoding(unknown);
  if (!complete) return t.tape.contentIncomplete;
  if (result === null) return t.tape.contentDecoding;
  if (!result.ok) return t.shell.refusals[result.code](result.detail);
  return `${t.tape.contentDecoded} · ${t.tape.contentDecodedFrom(bytes.length, result.value.length)}`;
}

/** Asks the server to undo the codings. */
function useDecoded(bytes: Uint8Array, codings: readonly string[], wanted: boolean): Result<Uint8Array> | null {
  const [result, setResult] = useState<Result<Uint8Array> | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void undo(bytes, codings).then((undone) => current && setResult(undone));
    return () => {
      current = false;
      setResult(null);
    };
  }, [bytes, codings, wanted]);
  return result;
}

/** The last coding applied is the first to be undone. */
async function undo(bytes: Uint8Array, codings: readonly string[]): Promise<Result<Uint8Array>> {
  let undone: Result<Uint8Array> = { ok: true, value: bytes };
  for (const coding of [...codings].reverse()) {
    const known = KNOWN.find((one) => one === coding);
    if (known === undefined) return refused('decode-failed', coding);
    undone = await decode(known, undone.value);
    if (!undone.ok) return undone;
  }
  return undone;
}
