/** What the page shows first: the connection it had before a reload, however long that takes to come, else a new one. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const connect = vi.fn<(server?: string) => Promise<{ ok: true; value: number }>>();
vi.mock('../../apps/web/src/session/actions/actions.ts', async () => {
  const { useStore } = await import('../../apps/web/src/session/state/store.ts');
  return { connect, report: () => undefined, showLane: (current: number) => useStore.setState({ current }) };
});

const { chooseFirstLane } = await import('../../apps/web/src/session/actions/first-lane.ts');
const { useStore } = await import('../../apps/web/src/session/state/store.ts');
const initial = useStore.getState();

beforeEach(() => {
  vi.useFakeTimers();
  connect.mockReset().mockResolvedValue({ ok: true, value: 9 });
  useStore.setState(initial, true);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(newest: number | null, hash = ''): void {
  vi.stubGlobal('location', { hash });
  chooseFirstLane();
  useStore.setState({ link: { state: 'open', engineVersion: '1', newest } });
}

function come(...numbers: number[]): void {
  const lanes = new Map(useStore.getState().lanes);
  for (const lane of numbers) {
    const info = { lane, server: 'engine', origin: 'page', ref: lane } as const;
    lanes.set(lane, { info, entries: [], count: 0, clockOffset: 0, detached: false });
  }
  useStore.setState({ lanes });
}

it('waits for the newest connection, not for a time, and takes no older one', () => {
  open(7);
  vi.advanceTimersByTime(60_000);
  come(3, 5);
  expect(useStore.getState().current).toBeNull();
  come(7);
  expect(useStore.getState().current).toBe(7);
  expect(connect).not.toHaveBeenCalled();
});

it('leaves what the user has chosen meanwhile', () => {
  open(7);
  come(3);
  useStore.setState({ current: 3 });
  come(7);
  expect(useStore.getState().current).toBe(3);
});

it.each([
  ['', undefined],
  ['#server=users-api', 'users-api'],
])('connects anew when there is none, address “%s”', (hash, server) => {
  open(null, hash);
  expect(connect.mock.calls).toEqual([[server]]);
});
