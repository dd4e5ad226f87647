/** The state diagram. */
import type { Cluster } from '../../http1/state-graph.ts';
import type { Decision } from '../../http1/table.ts';
import { octets } from './octets.ts';

const clusters: Readonly<Record<Cluster, string>> = {
  'start-line': 'start-line',
  'header-section': 'header',
  content: 'content',
  chunk: 'chunks',
  'trailer-section': 'trailers',
  end: 'end',
};

export const diagram = {
  title: 'States',
  clusters,
  here: 'the machine is here',
  label: (cluster: string) => `States of the ${cluster}`,
  alternative:
    'Drawn from the transition table. Up and down arrows go from state to state, Enter shows what a state takes and refuses.',
  machine: { in: 'request machine', out: 'response machine' },
  showMachine: { in: 'Show the machine that reads requests', out: 'Show the machine that reads responses' },
  from: (cluster: string) => `from: ${cluster}`,
  to: (state: string) => `→ ${state}`,
  symbol: octets.symbol,
  current: 'current state',
  visited: 'visited in this message',
  refusing: 'refuses the message here',
  breaks: 'breakpoint',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'fit',
  close: 'Close',
  break: 'Break here',
  unbreak: 'Remove the breakpoint',
  leads: 'Takes',
  refuses: 'Refuses',
  when: (leniencies: readonly string[]) => `allowed by ${leniencies.join(', ')}`,
  chooses: (by: Decision, states: readonly string[]) => `${by}: one of ${states.join(', ')}`,
};
