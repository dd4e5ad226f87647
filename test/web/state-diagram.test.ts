import { describe, expect, it } from 'vitest';
import { REQUEST_TABLE, RESPONSE_TABLE } from '#shared/http1/parser.ts';
import { CLUSTERS } from '#shared/http1/state-graph.ts';
import { stepAt } from '#shared/transcript/replay/step.ts';
import { type Picture, pictureOf } from '../../apps/web/src/features/states/layout.ts';
import { clusterNow, directionOf, marksIn, nowIn } from '../../apps/web/src/features/states/now.ts';
import { boxOf, centredOn, viewOf, withinSight, zoomed } from '../../apps/web/src/features/states/view.ts';
import { fin, open, reads, replayed, writes } from '../transcript/script.ts';

const PICTURES = [REQUEST_TABLE, RESPONSE_TABLE].flatMap((table) =>
  CLUSTERS.map((cluster) => [cluster, pictureOf(table, cluster)] as const),
);
const SMALL = { width: 280, height: 240 };

/** Pairs of nodes whose boxes touch. */
function overlaps({ nodes }: Picture): readonly string[] {
  return nodes.flatMap((a, i) =>
    nodes.slice(i + 1).flatMap((b) => {
      const apart = Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
      return apart ? [] : [`${a.node.id} and ${b.node.id}`];
    }),
  );
}

describe.each(PICTURES)('the picture of %s', (_, picture) => {
  it('has room for every node', () => {
    expect(overlaps(picture)).toEqual([]);
    for (const { x, y, width, height } of picture.nodes) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(y - height / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(picture.width);
      expect(y + height / 2).toBeLessThanOrEqual(picture.height);
    }
  });

  it('has a line for every edge', () => {
    for (const { path } of picture.edges) expect(path).toMatch(/^M[\d.]+ [\d.]+[LQ]/);
  });

  it('can show any of its nodes in a small panel, at a readable size', () => {
    for (const { node } of picture.nodes) {
      const view = viewOf(picture, SMALL);
      const box = boxOf(picture, [node.id], view.scale, SMALL);
      if (box === undefined) throw new Error(`no box for ${node.id}`);
      const shown = withinSight(box, view, SMALL) ? view : centredOn(box, view, picture, SMALL);
      expect(shown.scale).toBeGreaterThanOrEqual(0.8);
      const left = shown.x + (box.x - box.width / 2) * shown.scale;
      const top = shown.y + (box.y - box.height / 2) * shown.scale;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + box.width * shown.scale).toBeLessThanOrEqual(SMALL.width);
      expect(top + box.height * shown.scale).toBeLessThanOrEqual(SMALL.height);
    }
  });
});

it('lights at every step a node of the cluster it shows', () => {
  const replay = replayed(
    open(),
    reads('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n'),
    writes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'),
    reads('GET / HTTP/1.1\r\nHost : a\r\n'),
    fin('client'),
  );
  for (let position = 1; position <= replay.total; position++) {
    const direction = directionOf(stepAt(replay, position));
    const now = nowIn(replay, position, direction);
    const cluster = clusterNow(now);
    const { nodes, edges } = pictureOf(replay.stream(direction).table, cluster);
    const marks = marksIn(replay, position, now, cluster);
    const ids = nodes.map(({ node }) => node.id);
    expect(ids, `step ${position}`).toContain(marks.current);
    for (const id of marks.nodes) expect(ids, `step ${position}`).toContain(id);
    const loops = now.before === now.after;
    if (!loops) for (const id of marks.edges) expect(edges.map(({ edge }) => edge.id)).toContain(id);
  }
});

it('zooms around the pointer', () => {
  const view = { x: 10, y: 20, scale: 1 };
  const { x, y, scale } = zoomed(view, 2, 50, 60);
  expect({ x: (50 - x) / scale, y: (60 - y) / scale }).toEqual({ x: 40, y: 40 });
  expect(zoomed(view, 100, 0, 0).scale).toBeLessThanOrEqual(2.5);
});
