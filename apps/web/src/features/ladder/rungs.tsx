/** The sequence diagram of the ladder. Only the columns in view are drawn. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { duration } from '#shared/text/duration.ts';
import { columnLabel } from '#shared/text/entry-label.ts';
import { move } from '#shared/transcript/replay/navigate.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { type Column, type LabelWidth, Ladder as LadderModel, SHOWN_GAP } from '#shared/transcript/view/ladder.ts';
import { moveTo } from '../../session/actions/actions.ts';
import { t } from '../../session/state/text.ts';
import { Arrow, CLIENT_Y, HEIGHT, SERVER_Y } from './arrow.tsx';
import styles from './ladder.module.css';
import { useOncePerFrame } from './use-once-per-frame.ts';

/** Room before the first column, and after the last for octets in flight. */
const LEFT = 56;
const RIGHT = 140;

interface RungsProps {
  replay: Replay;
  position: number;
}

/** The diagram. Dragging moves the cursor; for the keyboard and screen readers it is a slider. */
export function Rungs({ replay, position }: RungsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const view = useView(scroller);
  const model = modelOf(replay);
  const x = LEFT + model.xOf(position);
  useFollow(scroller, x);
  const width = Math.max(view.width, LEFT + model.width + RIGHT);
  const label = t.ladder.position(position, replay.total, currentLabel(model, replay, position));
  const scrub = useOncePerFrame(moveTo);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    scrub(model.positionAt(event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT));
  };
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <div
          className={styles.track}
          style={{ width }}
          role="slider"
          tabIndex={0}
          aria-label={t.ladder.slider}
          aria-valuemin={0}
          aria-valuemax={replay.total}
          aria-valuenow={position}
          aria-valuetext={label}
          onPointerDown={drag}
          onPointerMove={drag}
          onKeyDown={(event) => onKey(event, replay, position)}
        >
          <svg width={width} height={HEIGHT} aria-hidden="true">
            <line className={styles.life} x1={LEFT - 6} x2={width} y1={CLIENT_Y} y2={CLIENT_Y} />
            <line className={styles.life} x1={LEFT - 6} x2={width} y1={SERVER_Y} y2={SERVER_Y} />
            {model.visible(view.left - LEFT - 200, view.left + view.width - LEFT + 200).map((column) => (
              <Rung
                key={column.place.position}
                column={column}
                replay={replay}
                taken={column.place.position < position}
              />
            ))}
            <InFlight model={model} />
            <line className={styles.cursor} x1={x} x2={x} y1={2} y2={HEIGHT - 2} />
          </svg>
        </div>
      </div>
      <Ends />
    </div>
  );
}

/** Which line belongs to whom. */
function Ends() {
  return (
    <div className={styles.ends} aria-hidden="true">
      <span style={{ top: CLIENT_Y - 8 }}>{t.ladder.client}</span>
      <span style={{ top: SERVER_Y - 8 }}>{t.ladder.server}</span>
    </div>
  );
}

function Rung({ column, replay, taken }: { column: Column; replay: Replay; taken: boolean }) {
  const gap = column.gap >= SHOWN_GAP ? t.ladder.gap(duration(column.gap)) : null;
  return (
    <g transform={`translate(${LEFT + column.x} 0)`} className={taken ? undefined : styles.todo}>
      {gap !== null && (
        <text className={styles.gap} x={-24} y={(CLIENT_Y + SERVER_Y) / 2 + 4}>
          {gap}
        </text>
      )}
      <Arrow column={column} label={columnLabel(t, replay, column.place, column.direction)} />
    </g>
  );
}

/** Octets that one end has written and the other has not read. */
function InFlight({ model }: { model: LadderModel }) {
  const { inbound } = model.inFlight;
  if (inbound === 0) return null;
  return (
    <g transform={`translate(${LEFT + model.width + 12} 0)`} className={styles.flight}>
      <line x1={0} y1={CLIENT_Y} x2={10} y2={CLIENT_Y + 20} />
      <text x={14} y={CLIENT_Y + 20}>
        {t.ladder.unread(inbound)}
      </text>
    </g>
  );
}

/** One growing picture per replay, just as each lane has one growing replay. */
const models = new WeakMap<Replay, LadderModel>();

/** Labels use an 11 px mono face: 6.7 px a character, and room for the arrow. */
const labelWidth: LabelWidth = (replay, place, direction) =>
  columnLabel(t, replay, place, direction).length * 6.7 + (direction === null ? 16 : 34);

function modelOf(replay: Replay): LadderModel {
  const model = models.get(replay) ?? new LadderModel(labelWidth);
  models.set(replay, model);
  model.update(replay);
  return model;
}

function currentLabel(model: LadderModel, replay: Replay, position: number): string {
  const x = model.xOf(position);
  const column = position === 0 ? undefined : model.visible(x - 0.001, x).at(0);
  return column === undefined ? '' : columnLabel(t, replay, column.place, column.direction);
}

/** The part of the diagram that is visible. */
function useView(scroller: React.RefObject<HTMLDivElement | null>): { left: number; width: number } {
  const [view, setView] = useState({ left: 0, width: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = () => setView({ left: element.scrollLeft, width: element.clientWidth });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [scroller]);
  return view;
}

/** Keeps the cursor visible. */
function useFollow(scroller: React.RefObject<HTMLDivElement | null>, x: number): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const margin = Math.min(RIGHT, element.clientWidth / 4);
    if (x > element.scrollLeft + element.clientWidth - margin) element.scrollLeft = x - element.clientWidth + margin;
    else if (x < element.scrollLeft + LEFT) element.scrollLeft = Math.max(0, x - LEFT - margin);
  }, [scroller, x]);
}

function onKey(event: KeyboardEvent, replay: Replay, position: number): void {
  const target = keyTarget(event, replay, position);
  if (target === null) return;
  event.preventDefault();
  moveTo(target);
}

function keyTarget(event: KeyboardEvent, replay: Replay, position: number): number | null {
  const unit = event.shiftKey ? 'token' : event.altKey ? 'line' : 'octet';
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return move(replay, position, unit, -1);
    case 'ArrowRight':
    case 'ArrowUp':
      return move(replay, position, unit, 1);
    case 'PageDown':
      return move(replay, position, 'read', 1);
    case 'PageUp':
      return move(replay, position, 'read', -1);
    case 'Home':
      return 0;
    case 'End':
      return replay.total;
    default:
      return null;
  }
}
