/** Reads what a source file imports, for the test of the boundaries. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = /\.(ts|tsx|mjs)$/;
const NOT_SOURCES = new Set(['node_modules', 'dist']);

/** One import. `type` vanishes when compiled; `dynamic` loads only when its line runs. */
export interface Import {
  how: 'static' | 'type' | 'dynamic';
  /** As written: `./states.ts`, `node:net`, `react`. */
  specifier: string;
  /** What it names: a path from the root of the repository, or the specifier itself for a package. */
  target: string;
}

/** The paths, from the root of the repository, of every source file below `folder`. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : sourceFiles(place);
    return SOURCE.test(entry.name) ? [place] : [];
  });
}

const read = new Map<string, Import[]>();

/** Every import of a file: static, re-exported, dynamic, and `import('…')` in types. */
export function importsOf(file: string): Import[] {
  const found = read.get(file) ?? importsIn(file, readFileSync(path.join(ROOT, file), 'utf8'));
  read.set(file, found);
  return found;
}

/** A path from the root of the repository for a relative specifier and for the `#shared/` alias of package.json. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return specifier.startsWith('#shared/') ? specifier.slice(1) : specifier;
}

/** {@link importsOf} for a text that need not be in a file. */
export function importsIn(file: string, code: string): Import[] {
  const { program, errors } = parseSync(path.basename(file), code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (how: Import['how'], source: { value?: unknown } | null) => {
    if (source === null) return;
    // A computed specifier could lead anywhere; no rule allows it.
    const specifier = typeof source.value === 'string' ? source.value : '(computed)';
    // Vite's `?raw` asks for the text of the same file.
    const plain = specifier.replace(/\?raw$/, '');
    const target = targetOf(file, plain);
    found.push({ how, specifier, target });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.importKind === 'type' ? 'type' : 'static', node.source),
    ExportNamedDeclaration: (node) => add(node.exportKind === 'type' ? 'type' : 'static', node.source),
    ExportAllDeclaration: (node) => add(node.exportKind === 'type' ? 'type' : 'static', node.source),
    ImportExpression: (node) => add('dynamic', 'value' in node.source ? node.source : {}),
    TSImportType: (node) => add('type', node.source),
  }).visit(program);
  return found;
}
