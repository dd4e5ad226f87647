/**
 * Octet's own build step: `NAME.ts?probed` is the file with a probe before each statement of its functions; the probe
 * reports the line, and the variables that have a value by then, to shared/profiles/probe.ts. Every inserted piece
 * stands between two marks and contains no line break: the line numbers do not change, and {@link withoutProbes}
 * restores the file octet for octet. So the file shown is the file that runs; a test checks it.
 */
import { type ESTree, type Plugin, parseSync } from 'vite';

const OPEN = '/*[*/';
const CLOSE = '/*]*/';

/** Used by vite.config.ts and by the tests. */
export function probes(): Plugin {
  return {
    name: 'octet-probes',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('?probed') ? { code: withProbes(code, probeFrom(id)), map: null } : null),
  };
}

/** The path to the probe, seen from a file in its folder or below. */
function probeFrom(id: string): string {
  const below = id.slice(id.lastIndexOf('/profiles/') + 1).split('/').length - 2;
  return `${below > 0 ? '../'.repeat(below) : './'}probe.ts`;
}

/** The source without what {@link withProbes} inserted. */
export function withoutProbes(code: string): string {
  return code.replace(/\/\*\[\*\/.*?\/\*\]\*\//g, '');
}

/** The source with probes, which are imported from `probe`. @throws if it is not valid TypeScript */
export function withProbes(code: string, probe = './probe.ts'): string {
  const { program, errors } = parseSync('profile.ts', code);
  if (errors[0] !== undefined) throw new Error(errors[0].message);
  return new Prober(code).run(program, probe);
}

type Node = ESTree.Node;

/** A function as its statements see it: its name, and the names that have a value by now. */
interface Scope {
  readonly within: string;
  readonly names: readonly string[];
}

/** Helpers that only support the other functions; stepping through them would teach nothing. */
const PLUMBING: ReadonlySet<string> = new Set(['constructor', 'get', 'set']);

class Prober {
  readonly #code: string;
  readonly #lines: readonly number[];
  #pieces: { readonly at: number; readonly text: string }[] = [];

  constructor(code: string) {
    this.#code = code;
    this.#lines = [0, ...Array.from(code.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  run(program: Node, probe: string): string {
    this.#put(0, `import { at as __at, thrown as __thrown } from "${probe}";`);
    this.#inside(program, 'main');
    let out = '';
    let from = 0;
    for (const { at, text } of this.#pieces.sort((a, b) => a.at - b.at)) {
      out += this.#code.slice(from, at) + OPEN + text + CLOSE;
      from = at;
    }
    return out + this.#code.slice(from);
  }

  #put(at: number, text: string): void {
    this.#pieces.push({ at, text });
  }

  /** Looks for functions outside the statements of a function. `name`: what to call one without a name. */
  #inside(node: Node, name: string): void {
    if (node.type === 'MethodDefinition' && PLUMBING.has(node.kind)) return;
    if (isFunction(node)) this.#function(node, node.id?.name ?? name);
    else for (const child of childrenOf(node)) this.#inside(child, nameIn(node) ?? name);
  }

  #function(node: Extract<Node, { body: unknown; params: unknown }>, within: string): void {
    const { body } = node;
    if (body === null || !('type' in body) || body.type !== 'BlockStatement') {
      for (const child of childrenOf(node)) this.#inside(child, within);
      return;
    }
    this.#list(body.body, { within, names: node.params.flatMap(namesIn) });
  }

  #list(statements: readonly Node[], scope: Scope): void {
    let names = scope.names;
    for (const statement of statements) {
      this.#statement(statement, { ...scope, names });
      if (statement.type === 'VariableDeclaration') names = [...names, ...statement.declarations.flatMap(namesOf)];
    }
  }

  #statement(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'BlockStatement':
        this.#list(node.body, scope);
        return;
      case 'TryStatement':
        this.#try(node, scope);
        return;
      case 'IfStatement':
        this.#probe(node, node.test, scope);
        this.#inside(node.test, scope.within);
        for (const branch of [node.consequent, node.alternate]) this.#branch(node, branch, scope);
        return;
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
        this.#for(node, scope);
        return;
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#put(node.test.start, `(${this.#call(node.test, node.test, scope)}, `);
        this.#put(node.test.end, ')');
        this.#body(node.body, scope);
        return;
      case 'SwitchStatement':
        this.#probe(node, node.discriminant, scope);
        for (const one of node.cases) this.#list(one.consequent, scope);
        return;
      case 'VariableDeclaration':
        if (node.declarations.some(({ init }) => init !== null)) this.#probe(node, node, scope);
        break;
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        this.#probe(node, node, scope);
        break;
    }
    for (const child of childrenOf(node)) this.#inside(child, scope.within);
  }

  /** A loop without a condition is not a place to stop at. */
  #for(node: Extract<Node, { type: 'ForStatement' | 'ForOfStatement' | 'ForInStatement' }>, scope: Scope): void {
    const [declared, last] = node.type === 'ForStatement' ? [node.init, node.test] : [node.left, node.right];
    if (last !== null) this.#probe(node, last, scope);
    const names = declared?.type === 'VariableDeclaration' ? declared.declarations.flatMap(namesOf) : [];
    this.#body(node.body, { ...scope, names: [...scope.names, ...names] });
  }

  /** A statement on the same line as its `if` is not a step of its own. */
  #branch(head: Node, branch: Node | null, scope: Scope): void {
    if (branch === null) return;
    const beside = branch.type !== 'BlockStatement' && this.#lineOf(branch.start) === this.#lineOf(head.start);
    if (beside) this.#inside(branch, scope.within);
    else this.#body(branch, scope);
  }

  /** The body of a head; gets braces if it has none. */
  #body(node: Node, scope: Scope): void {
    const bare = node.type !== 'BlockStatement';
    if (bare) this.#put(node.start, '{');
    this.#statement(node, scope);
    if (bare) this.#put(node.end, '}');
  }

  /** Every exception that passes through is reported once, before anything handles it. */
  #try({ start, block, handler, finalizer }: Extract<Node, { type: 'TryStatement' }>, scope: Scope): void {
    const passing = 'catch (__e) { __thrown(__e); throw __e; }';
    if (handler !== null && finalizer !== null) this.#put(start, 'try { ');
    this.#list(block.body, scope);
    if (handler !== null) {
      const named = handler.param?.type === 'Identifier' ? handler.param.name : null;
      if (named === null) this.#put(handler.body.start, '(__e) ');
      this.#put(handler.body.start + 1, `__thrown(${named ?? '__e'});`);
      this.#list(handler.body.body, { ...scope, names: [...scope.names, ...(named === null ? [] : [named])] });
    }
    if (finalizer === null) return;
    this.#put((handler ?? block).end, handler === null ? passing : `} ${passing}`);
    this.#list(finalizer.body, scope);
  }

  #probe(statement: Node, last: Node, scope: Scope): void {
    this.#put(statement.start, `${this.#call(statement, last, scope)};`);
  }

  #call(first: Node, last: Node, { within, names }: Scope): string {
    const place = `${this.#lineOf(first.start)},${this.#lineOf(last.end - 1)},${JSON.stringify(within)}`;
    return `__at(${place},()=>({${[...new Set(names)].join(',')}}))`;
  }

  #lineOf(offset: number): number {
    return this.#lines.filter((start) => start <= offset).length;
  }
}

function isFunction(node: Node): node is Extract<Node, { body: unknown; params: unknown; id: unknown }> {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The name of a function directly inside. */
function nameIn(node: Node): string | null {
  if (node.type === 'MethodDefinition')
    return node.key.type === 'PrivateIdentifier' ? `#${node.key.name}` : keyOf(node.key);
  return node.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node.id.name : null;
}

function keyOf(key: Node): string | null {
  return key.type === 'Identifier' ? key.name : null;
}

function namesOf({ id }: { readonly id: Node }): readonly string[] {
  return namesIn(id);
}

/** The names that a pattern assigns. */
function namesIn(pattern: Node | null): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => namesIn(one.type === 'Property' ? one.value : one));
    default:
      return [];
  }
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
