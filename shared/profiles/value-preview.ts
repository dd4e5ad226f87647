/** A variable's value when a line was about to run: a snapshot of it, small whatever its size. */

import { Socket } from './os.ts';
import type { Variables } from './probe.ts';
import { BaseException } from './python/exceptions.ts';

/** How much is kept of octets, of a text, and of a list. */
const OCTETS = 64;
const CHARACTERS = 160;
const ITEMS = 6;
const DEPTH = 3;

export type ValuePreview =
  /** `head`: the first of them. */
  | { readonly kind: 'octets'; readonly length: number; readonly head: Uint8Array }
  | { readonly kind: 'text'; readonly length: number; readonly head: string }
  /** A number, a boolean, null. */
  | { readonly kind: 'plain'; readonly text: string }
  /** Declared, but not yet assigned. */
  | { readonly kind: 'unset' }
  | { readonly kind: 'list'; readonly length: number; readonly items: readonly ValuePreview[] }
  | { readonly kind: 'record'; readonly fields: readonly Variable[]; readonly more: number }
  | { readonly kind: 'socket'; readonly id: number }
  | { readonly kind: 'exception'; readonly name: string; readonly message: string };

export interface Variable {
  readonly name: string;
  readonly value: ValuePreview;
}

/** Not part of the tutorials: what the profile gets in place of Python's modules. */
const HIDDEN: ReadonlySet<string> = new Set(['os']);

/** The text of an exception: its message, or its other argument. */
export function messageOf(error: BaseException): string {
  if (error.message !== '') return error.message;
  const made = Object.entries(error).filter(([name, value]) => name !== 'name' && value !== null);
  return made.map(([, value]) => String(value)).join(' ');
}

/**
 * Takes snapshots. The same value keeps its snapshot from line to line, so a long run costs little memory; another
 * value gets another snapshot, even if it looks the same.
 */
export class Previewer {
  readonly #octets = new WeakMap<Uint8Array, ValuePreview>();
  readonly #kept = new Map<string, { readonly raw: unknown; readonly variable: Variable }>();

  /** The variables that a reader of the tutorial knows; functions do not count. */
  variables(found: Variables): readonly Variable[] {
    return Object.entries(found)
      .filter(([name, value]) => !HIDDEN.has(name) && typeof value !== 'function')
      .map(([name, value]) => this.#variable(name, value));
  }

  #variable(name: string, raw: unknown): Variable {
    const kept = this.#kept.get(name);
    const variable = kept !== undefined && kept.raw === raw ? kept.variable : { name, value: this.#show(raw, DEPTH) };
    const changes = typeof raw === 'object' && raw !== null && !(raw instanceof Uint8Array);
    if (!changes) this.#kept.set(name, { raw, variable });
    return variable;
  }

  #show(value: unknown, depth: number): ValuePreview {
    if (typeof value === 'string') return { kind: 'text', length: value.length, head: value.slice(0, CHARACTERS) };
    if (value === undefined) return { kind: 'unset' };
    if (typeof value !== 'object' || value === null) return { kind: 'plain', text: String(value) };
    if (value instanceof Uint8Array) return this.#picture(value);
    if (value instanceof Socket) return { kind: 'socket', id: value.id };
    if (value instanceof BaseException) return { kind: 'exception', name: value.name, message: messageOf(value) };
    if (Array.isArray(value)) return this.#list(value, depth);
    return this.#record(Object.entries(value), depth);
  }

  #picture(bytes: Uint8Array): ValuePreview {
    const kept = this.#octets.get(bytes);
    if (kept !== undefined) return kept;
    const shown: ValuePreview = { kind: 'octets', length: bytes.length, head: bytes.slice(0, OCTETS) };
    this.#octets.set(bytes, shown);
    return shown;
  }

  #list(values: readonly unknown[], depth: number): ValuePreview {
    const items = depth === 0 ? [] : values.slice(0, ITEMS).map((one) => this.#show(one, depth - 1));
    return { kind: 'list', length: values.length, items };
  }

  #record(entries: readonly (readonly [string, unknown])[], depth: number): ValuePreview {
    const kept = depth === 0 ? [] : entries.filter(([, value]) => typeof value !== 'function').slice(0, ITEMS);
    const fields = kept.map(([name, value]) => ({ name, value: this.#show(value, depth - 1) }));
    return { kind: 'record', fields, more: entries.length - fields.length };
  }
}

/** Whether two snapshots are of the same value, as far as they show it. */
export function samePreview(a: ValuePreview, b: ValuePreview): boolean {
  switch (a.kind) {
    case 'octets':
      return a === b;
    case 'list':
      return b.kind === 'list' && a.length === b.length && a.items.every((one, i) => same(one, b.items[i]));
    case 'record':
      return (
        b.kind === 'record' &&
        a.fields.length === b.fields.length &&
        a.fields.every(({ name, value }, i) => name === b.fields[i]?.name && same(value, b.fields[i]?.value))
      );
    default:
      return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
  }
}

function same(a: ValuePreview, b: ValuePreview | undefined): boolean {
  return b !== undefined && samePreview(a, b);
}
