/** The arithmetic of the view: a picture moved by (x, y) and scaled. Pure. */
import type { Picture } from './layout.ts';

export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below this scale the text is too small to read. */
const READABLE = 0.82;
const LEAST = 0.3;
const MOST = 2.5;
/** The current state keeps this distance from the edges, px. */
const MARGIN = 14;
/** The controls are at the bottom. */
const CONTROLS = 34;

/** The whole picture if it stays readable (at least `least`), else its top at a readable size. */
export function viewOf(picture: Picture, size: Size, least = READABLE): View {
  const fits = Math.min(size.width / picture.width, (size.height - CONTROLS) / picture.height, 1);
  const scale = Math.max(fits, least, LEAST);
  return {
    scale,
    x: (size.width - picture.width * scale) / 2,
    y: Math.max(0, (size.height - CONTROLS - picture.height * scale) / 2),
  };
}

/** Zooms by a factor around a point of the frame. */
export function zoomed({ x, y, scale }: View, factor: number, px: number, py: number): View {
  const next = Math.min(MOST, Math.max(LEAST, scale * factor));
  const ratio = next / scale;
  return { scale: next, x: px - (px - x) * ratio, y: py - (py - y) * ratio };
}

/** What must be visible, in picture coordinates. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export function withinSight(node: Box, { x, y, scale }: View, size: Size): boolean {
  const left = x + (node.x - node.width / 2) * scale;
  const top = y + (node.y - node.height / 2) * scale;
  const right = left + node.width * scale;
  const bottom = top + node.height * scale;
  return left >= MARGIN && top >= MARGIN && right <= size.width - MARGIN && bottom <= size.height - CONTROLS - MARGIN;
}

/** The smallest box around the nodes with these ids if it fits; else the box of the first. */
export function boxOf(picture: Picture, ids: readonly string[], scale: number, size: Size): Box | undefined {
  const nodes = ids.flatMap((id) => picture.nodes.find(({ node }) => node.id === id) ?? []);
  const [first] = nodes;
  if (first === undefined) return undefined;
  const left = Math.min(...nodes.map(({ x, width }) => x - width / 2));
  const right = Math.max(...nodes.map(({ x, width }) => x + width / 2));
  const top = Math.min(...nodes.map(({ y, height }) => y - height / 2));
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height / 2));
  const box = { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
  const fits =
    box.width * scale <= size.width - 2 * MARGIN && box.height * scale <= size.height - CONTROLS - 2 * MARGIN;
  return fits ? box : first;
}

/** Centres the box, but stops at the edges of the picture. */
export function centredOn(node: Box, { scale }: View, picture: Picture, size: Size): View {
  return {
    scale,
    x: bounded(size.width / 2 - node.x * scale, picture.width * scale, size.width),
    y: bounded((size.height - CONTROLS) / 2 - node.y * scale, picture.height * scale, size.height - CONTROLS),
  };
}

function bounded(at: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, at));
}
