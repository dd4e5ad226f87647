/**
 * The floors of the house, lowest first: what each folder may import. Within a floor a folder may import those listed
 * before it, so the order of the list alone rules circles out. ARCHITECTURE.md says what each folder is for.
 */

/** A folder and what it may import. */
export interface Room {
  /** From the root of the repository, with a slash at the end. A file belongs to the longest that fits. */
  readonly folder: string;
  /** Folders, or packages: npm names, or `node:` for any of Node's modules. */
  readonly may: readonly string[];
}

/** Floors that stand on one another; each is a list of folders below `root`, with the packages they may import. */
interface Stack {
  readonly root: string;
  /** Packages of every folder of the stack. */
  readonly packages: readonly string[];
  readonly floors: readonly Readonly<Record<string, readonly string[]>>[];
}

/** Pure: no package, no Node. */
const SHARED: Stack = {
  root: 'shared/',
  packages: [],
  floors: [
    { base: [], net: [], inflate: [] },
    { http1: [], servers: [] },
    { hold: [], requests: [] },
    { 'transcript/record': [], 'transcript/replay': [], 'transcript/view': [], 'transcript/judge': [] },
    { chain: [], client: [], composer: [], labs: [], layers: [], profiles: [] },
    { wire: [], waiting: [], experiments: [], prediction: [], terminal: [] },
    { text: [], screen: [] },
  ],
};

const SERVER: Stack = {
  root: 'apps/server/src/',
  packages: ['node:'],
  floors: [
    { base: [] },
    { engine: [], 'engine/site': [], 'engine/files': ['mrmime'] },
    { client: [], 'client/cli': [] },
    {
      'lab/memory': [],
      'lab/recording': [],
      'lab/errors': [],
      'lab/gate': [],
      'lab/thread': [],
      'lab/profile-runtime': [],
      'lab/clients': [],
      'lab/servers': [],
      'lab/chain': [],
      'lab/peers': [],
      lab: [],
    },
    { 'control/page-client': [], 'control/session': ['ws'], 'control/requests': [], control: ['ws', 'sirv'] },
    { cli: [] },
  ],
};

const PAGE: Stack = {
  root: 'apps/web/src/',
  packages: ['react'],
  floors: [
    { ui: ['radix-ui'] },
    {
      'session/state': ['zustand'],
      'session/link': [],
      'session/actions': ['zustand'],
      'session/handoff': ['zustand'],
      'session/predictions': [],
      'session/profiles': ['zustand'],
      'session/client': ['zustand'],
      'session/compare': ['zustand'],
      'session/labs': ['zustand'],
    },
    {
      'features/client': [],
      'features/compare': [],
      'features/composer': ['radix-ui', 'zustand', '@codemirror/commands', '@codemirror/state', '@codemirror/view'],
      'features/engine-options': [],
      'features/experiments': ['zustand'],
      'features/hold': [],
      'features/labs': [],
      'features/ladder': [],
      'features/layers': [],
      'features/prediction': [],
      'features/source': ['zustand'],
      'features/states': ['radix-ui', '@dagrejs/dagre'],
      'features/structure': ['@tanstack/react-virtual'],
      'features/tape': ['react-dom', 'radix-ui', '@tanstack/react-virtual'],
      'features/terminal': ['react-dom', '@xterm/xterm', '@xterm/addon-fit'],
      'features/waiting': [],
      'features/why': [],
    },
    { 'layout/servers': [], layout: ['wouter'] },
  ],
};

/** Panels know nothing of each other: what two of them need lies below, in session/ or ui/. */
const apart = (folder: string, other: string): boolean => [folder, other].every((one) => one.includes('/features/'));

/** The rooms of a stack that stands on others. */
function roomsOf({ root, packages, floors }: Stack, below: readonly Room[]): readonly Room[] {
  const rooms: Room[] = [];
  for (const [name, own] of floors.flatMap((floor) => Object.entries(floor))) {
    const folder = `${root}${name}/`;
    const lower = [...below, ...rooms].map((room) => room.folder).filter((other) => !apart(folder, other));
    rooms.push({ folder, may: [folder, ...lower, ...packages, ...own] });
  }
  return rooms;
}

const shared = roomsOf(SHARED, []);

/** `shared/` carries both apps, and neither knows the other. */
export const ROOMS: readonly Room[] = [...shared, ...roomsOf(SERVER, shared), ...roomsOf(PAGE, shared)];

/** The room of a file: the longest folder that fits. */
export function roomOf(file: string): Room | undefined {
  return ROOMS.filter(({ folder }) => file.startsWith(folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
}
