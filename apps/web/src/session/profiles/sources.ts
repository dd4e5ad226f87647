/**
 * The profiles' files as the page has them: with probes to run, and unchanged to show. Those of the catalogue are
 * bundled; a patched one loads when a connection to it is shown.
 */
import { create } from 'zustand';
import type { Serve } from '#shared/profiles/os.ts';
import type { Traceable } from '#shared/profiles/replay-trace.ts';
import { type SourceFile, sourceFileOf } from '#shared/profiles/source-file.ts';

const FOLDER = '../../../../../shared/profiles/';

const PROBED = import.meta.glob<Serve>(
  '../../../../../shared/profiles/{echo,one-page,static-threads,tcp-upper,tcp-upper-select,tcp-upper-tasks,three-answers,udp-upper,users-api,web-server}.ts',
  { query: '?probed', import: 'main', eager: true },
);
const TEXTS = import.meta.glob<string>(
  '../../../../../shared/profiles/{echo,one-page,static-threads,tcp-upper,tcp-upper-select,tcp-upper-tasks,three-answers,udp-upper,users-api,web-server}.ts',
  { query: '?raw', import: 'default', eager: true },
);
const OTHERS_PROBED = import.meta.glob<Serve>(
  ['../../../../../shared/profiles/patched/*.ts', '!**/{patches,serves}.ts'],
  { query: '?probed', import: 'main' },
);
const OTHERS_TEXTS = import.meta.glob<string>(
  ['../../../../../shared/profiles/patched/*.ts', '!**/{patches,serves}.ts'],
  { query: '?raw', import: 'default' },
);

/** A profile's file: one version to trace, one to read. */
export interface Source extends Traceable {
  /** Path from the root of the project. */
  readonly path: string;
  readonly lines: readonly string[];
}

interface Sources {
  /** By file; null while loading. */
  readonly fetched: ReadonlyMap<string, Source | null>;
}

const useSources = create<Sources>(() => ({ fetched: new Map() }));

/** The file a server runs; null if the server is not a profile, or while it loads. */
export function sourceOf(server: string): Source | null {
  const found = sourceFileOf(server);
  if (found === null) return null;
  const [serve, text] = [PROBED[FOLDER + found.file], TEXTS[FOLDER + found.file]];
  if (serve !== undefined && text !== undefined) return known(found, serve, text);
  const fetched = useSources.getState().fetched.get(found.file);
  if (fetched === undefined) void fetchSource(found);
  return fetched ?? null;
}

/** The same as a hook; re-renders when it has loaded. */
export function useSource(server: string): Source | null {
  useSources();
  return sourceOf(server);
}

const made = new Map<string, Source>();

function known(found: SourceFile, serve: Serve, text: string): Source {
  const source = made.get(found.file) ?? sourceFrom(found, serve, text);
  made.set(found.file, source);
  return source;
}

function sourceFrom({ profile, file }: SourceFile, serve: Serve, text: string): Source {
  return { serve, tree: profile.tree, path: `shared/profiles/${file}`, lines: text.trimEnd().split('\n') };
}

async function fetchSource(found: SourceFile): Promise<void> {
  const [probed, text] = [OTHERS_PROBED[FOLDER + found.file], OTHERS_TEXTS[FOLDER + found.file]];
  if (probed === undefined || text === undefined) return;
  // Requested once: a render may come here again before it has loaded.
  await Promise.resolve();
  if (useSources.getState().fetched.has(found.file)) return;
  keep(found.file, null);
  keep(found.file, sourceFrom(found, await probed(), await text()));
}

function keep(file: string, source: Source | null): void {
  useSources.setState(({ fetched }) => ({ fetched: new Map(fetched).set(file, source) }));
}
