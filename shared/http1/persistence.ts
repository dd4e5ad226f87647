/** Whether a connection persists after a message (RFC 9112 §9.3), and the rule that decides it. */
import { listOf } from './checks.ts';
import type { FieldLine, Persistence } from './events.ts';

/** Connection options are case-insensitive tokens (RFC 9110 §7.6.1). */
export function persistence(fields: readonly FieldLine[], minor: number): Persistence {
  const options = listOf(fields, 'connection').map((option) => option.toLowerCase());
  if (options.includes('close')) return { keep: false, rule: 'close-option' };
  if (minor >= 1) return { keep: true, rule: 'keep-alive-1.1' };
  if (options.includes('keep-alive')) return { keep: true, rule: 'keep-alive-1.0' };
  return { keep: false, rule: 'close-1.0' };
}
