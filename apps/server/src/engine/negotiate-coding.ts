/** Which content coding a client prefers (RFC 9110 §12.5.3). Pure. */
import { linesOf, listOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';

/** Below every weight that can be written: acceptable, but not requested. */
const UNASKED = 0.0001;

/** codings [ OWS ";" OWS "q=" qvalue ] (RFC 9110 §12.4.2). */
const MEMBER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*;[ \t]*[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;

/**
 * The coding to send, from those available in the server's order of preference; null when the client accepts none of
 * them. `identity` means the content as it is. Without Accept-Encoding every coding is acceptable, so the content is
 * sent as it is.
 */
export function chooseCoding(fields: readonly FieldLine[], available: readonly string[]): string | null {
  if (linesOf(fields, 'accept-encoding').length === 0) {
    return available.includes('identity') ? 'identity' : (available[0] ?? null);
  }
  const weights = weightsIn(fields);
  let best: string | null = null;
  let most = 0;
  for (const coding of available) {
    const weight = weights.get(coding) ?? weights.get('*') ?? (coding === 'identity' ? UNASKED : 0);
    if (weight <= most) continue;
    best = coding;
    most = weight;
  }
  return best;
}

/** Members that do not match the grammar are ignored; of repeated ones the first counts. */
function weightsIn(fields: readonly FieldLine[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const member of listOf(fields, 'accept-encoding')) {
    const parts = MEMBER.exec(member);
    if (parts === null) continue;
    const coding = plainName((parts[1] as string).toLowerCase());
    if (!weights.has(coding)) weights.set(coding, Number(parts[2] ?? 1));
  }
  return weights;
}

/** x-gzip and x-compress are old names for the same codings (RFC 9110 §8.4.1). */
function plainName(coding: string): string {
  return coding === 'x-gzip' || coding === 'x-compress' ? coding.slice(2) : coding;
}
