/** Fuzzed connections, many at once, with a canary in between. */
import type { Mode } from '#shared/base/options.ts';
import { askCanary } from './canary.ts';
import { type Address, type Outcome, play } from './peer.ts';
import { type Plan, plansOf } from './plan.ts';
import { readReplies } from './replies.ts';

export interface FuzzSetup {
  readonly port: number;
  readonly mode: Mode;
  readonly connections: number;
  readonly seed: number;
  /** Connections open at once. */
  readonly atOnce: number;
  /** A canary is sent after so many. */
  readonly canaryEvery: number;
}

/** Figures of a run. */
export interface FuzzReport {
  connections: number;
  octets: number;
  /** Connections by how they ended. */
  readonly ends: Record<Outcome['end'], number>;
  /** Final responses by status. */
  readonly statuses: Map<number, number>;
  canaries: number;
  /** The slowest canary, in ms. */
  slowest: number;
  /** What should not have been: each with what was sent. At most the first twenty. */
  readonly faults: string[];
  faulty: number;
}

/** Statuses that say the server failed; 501, 503 and 505 say something of the request, but no handler here is slow. */
const OWN_FAULTS = new Set([500, 502, 503, 504]);

const SHOWN = 20;

/** Source addresses to spread connections over. */
const ADDRESSES = 100;

/** Runs `setup.connections` plans of a seed. */
export async function fuzz(setup: FuzzSetup): Promise<FuzzReport> {
  const report: FuzzReport = {
    connections: 0,
    octets: 0,
    ends: { fin: 0, reset: 0, hang: 0, refused: 0 },
    statuses: new Map(),
    canaries: 0,
    slowest: 0,
    faults: [],
    faulty: 0,
  };
  const plans = plansOf(setup.seed);
  await Promise.all(Array.from({ length: setup.atOnce }, () => work(setup, plans, report)));
  return report;
}

async function work(setup: FuzzSetup, plans: Generator<Plan>, report: FuzzReport): Promise<void> {
  while (report.connections < setup.connections) {
    const number = report.connections++;
    const address = { port: setup.port, from: `127.0.0.${2 + (number % ADDRESSES)}` };
    const plan = plans.next().value as Plan;
    note(report, plan, await play(plan, address), setup.mode);
    if (number % setup.canaryEvery === 0) await canary(report, address);
  }
}

function note(report: FuzzReport, plan: Plan, outcome: Outcome, mode: Mode): void {
  report.octets += plan.octets.length;
  report.ends[outcome.end]++;
  const { statuses, fault } = readReplies(outcome.received, plan.octets, mode, outcome.end === 'fin');
  for (const status of statuses) report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
  const own = statuses.find((status) => OWN_FAULTS.has(status));
  if (fault !== null) blame(report, plan, outcome, fault);
  else if (own !== undefined) blame(report, plan, outcome, `status ${own}`);
  else if (outcome.end === 'hang' || outcome.end === 'refused') blame(report, plan, outcome, outcome.end);
  else if (outcome.end === 'reset' && plan.end !== 'rst') blame(report, plan, outcome, 'reset by the server');
}

function blame(report: FuzzReport, plan: Plan, outcome: Outcome, what: string): void {
  report.faulty++;
  if (report.faults.length >= SHOWN) return;
  const text = (octets: Uint8Array): string => JSON.stringify(Buffer.from(octets).toString('latin1'));
  report.faults.push(`${what}: sent ${text(plan.octets)} then ${plan.end}; received ${text(outcome.received)}`);
}

async function canary(report: FuzzReport, address: Address): Promise<void> {
  try {
    report.slowest = Math.max(report.slowest, await askCanary(address));
    report.canaries++;
  } catch (error) {
    report.faulty++;
    report.faults.push(error instanceof Error ? error.message : String(error));
  }
}
