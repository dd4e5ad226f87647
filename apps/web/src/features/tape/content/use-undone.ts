import { useEffect, useState } from 'react';
import { type UndoneContent, undoCodings } from '../../../session/actions/decoding.ts';

/** Content with its codings undone; null while that is in progress, or where it is not wanted. */
export function useUndone(bytes: Uint8Array, codings: readonly string[], wanted: boolean): UndoneContent | null {
  const [undone, setUndone] = useState<UndoneContent | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void undoCodings(bytes, codings, () => current).then((content) => content !== null && setUndone(content));
    return () => {
      current = false;
    };
  }, [bytes, codings, wanted]);
  return wanted ? undone : null;
}
