/** A folder of files for tests, and a client that asks for them in a sentence. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Mode } from '#shared/base/options.ts';
import { filesSite } from '../../../apps/server/src/engine/files/files.ts';
import { TestEngine } from '../client.ts';

/** When everything in the folder was changed last, and the clock of the engine. */
export const CHANGED = Date.UTC(1994, 10, 5, 12, 0, 0);
export const CHANGED_TEXT = 'Sat, 05 Nov 1994 12:00:00 GMT';
const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

/** What lies outside, and may never be seen. */
export const SECRET = 'the secret outside';
/** What lies in dot-files. */
export const HIDDEN = 'the hidden inside';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly head: string;
  /** As latin-1. */
  readonly content: string;
  field(name: string): string | undefined;
}

export function answerFrom(text: string): Answer {
  const end = text.indexOf('\r\n\r\n') + 4;
  const head = text.slice(0, end);
  return {
    status: Number(text.slice(9, 12)),
    head,
    content: text.slice(end),
    field: (name) => new RegExp(`\\r\\n${name}: (.*)\\r\\n`, 'i').exec(head)?.[1],
  };
}

/** A served folder beside a secret one, gone at `close`. */
export class TestFolder {
  readonly #base: string;
  readonly #engine = new TestEngine();
  /** The served folder. */
  readonly root: string;
  readonly #list: boolean;
  readonly #mode: Mode;

  /** @param base where both are made; gone at `close`, too */
  constructor(list = false, mode: Mode = 'hardened', base = mkdtempSync(path.join(tmpdir(), 'octet-files-'))) {
    this.#list = list;
    this.#mode = mode;
    this.#base = realpathSync(base);
    this.root = path.join(this.#base, 'site');
    mkdirSync(this.root);
    writeFileSync(path.join(this.#base, 'secret.txt'), SECRET);
    mkdirSync(path.join(this.#base, 'outside'));
    writeFileSync(path.join(this.#base, 'outside', 'secret.txt'), SECRET);
  }

  /** Writes a file below the served folder, folders on the way included. */
  write(name: string, content: string | Uint8Array, changed = CHANGED): void {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    utimesSync(file, changed / 1000, changed / 1000);
  }

  link(name: string, target: string): void {
    symlinkSync(target, path.join(this.root, name));
  }

  /** A FIFO nobody writes to. */
  fifo(name: string): void {
    execFileSync('mkfifo', [path.join(this.root, name)]);
  }

  /** The answer to one request on a connection of its own. */
  async ask(method: string, target: string, ...lines: string[]): Promise<Answer> {
    const client = await this.client();
    client.send([`${method} ${target} HTTP/1.1`, 'Host: a', 'Connection: close', ...lines, '', ''].join('\r\n'));
    return answerFrom(await client.fin().ends());
  }

  get(target: string, ...lines: string[]): Promise<Answer> {
    return this.ask('GET', target, ...lines);
  }

  client() {
    const router = filesSite({ root: this.root, list: this.#list, now: () => NOW });
    return this.#engine.client({ router, mode: this.#mode, report: () => undefined });
  }

  async close(): Promise<void> {
    await this.#engine.close();
    rmSync(this.#base, { recursive: true });
  }
}
