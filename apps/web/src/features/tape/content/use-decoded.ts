import { useEffect, useState } from 'react';
import { type DecodedContent, decodeCodings } from '../../../session/actions/decoding.ts';

/** Decoded content; null while that goes on, or where it is not wanted. */
export function useDecoded(bytes: Uint8Array, codings: readonly string[], wanted: boolean): DecodedContent | null {
  const [decoded, setDecoded] = useState<DecodedContent | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void decodeCodings(bytes, codings, () => current).then((content) => content !== null && setDecoded(content));
    return () => {
      current = false;
    };
  }, [bytes, codings, wanted]);
  return wanted ? decoded : null;
}
