/** `json.dumps`: a space after each comma and colon, and only US-ASCII. */
import type { Value } from '../calls.ts';

export function dumps(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(dumps).join(', ')}]`;
  if (typeof value === 'string') return dumpText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, one]) => `${dumpText(name)}: ${dumps(one)}`);
  return `{${pairs.join(', ')}}`;
}

function dumpText(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
