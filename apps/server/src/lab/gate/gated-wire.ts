/**
 * A wire with a gate in front of the server: what the socket gives is read and recorded, and reaches the engine as far
 * as the gate lets it through. As long as the connection is not held there is no gate, and a read costs one comparison.
 */
import type { Releaser, StepUnit, Stop } from '#shared/hold/stops.ts';
import type { Parsing } from '../../engine/request-assembler.ts';
import type { Wire, WireEvents } from '../../engine/wire.ts';
import type { ConnectionLog } from '../recording/connection-log.ts';
import { type Consumer, Gate } from './gate.ts';
import type { Gated } from './gates.ts';
import type { HeldTimer } from './held-timer.ts';

/** When more than this has been read and not consumed, the rest waits in the kernel. */
const MOST_KEPT = 64 * 1024;

const NOTHING = new Uint8Array();

/** The consumer behind it, as far as it can be inspected; `parsing` is null when its parser cannot be. */
export interface Reader {
  readonly parsing: Parsing | null;
}

export class GatedWire implements Wire, WireEvents, Consumer, Gated {
  readonly #wire: Wire;
  readonly #timer: HeldTimer;
  readonly #log: ConnectionLog;
  #events: WireEvents | null = null;
  #reader: Reader | null = null;
  #gate: Gate | null = null;
  /** Octets that passed while there was no gate. */
  #passed = 0;
  /** What has been read and not consumed, read by read. */
  #kept: Uint8Array[] = [];
  #keeps = 0;
  #fin = false;
  #serverPauses = false;
  #paused = false;
  #pumping = false;
  #over = false;

  constructor(wire: Wire, timer: HeldTimer, log: ConnectionLog) {
    this.#wire = wire;
    this.#timer = timer;
    this.#log = log;
  }

  /** Sets the consumer behind it. */
  serves(reader: Reader): void {
    this.#reader = reader;
  }

  // Wire events.

  onRead(bytes: Uint8Array): void {
    if (this.#gate === null) {
      this.#passed += bytes.length;
      this.#events?.onRead(bytes);
      return;
    }
    this.#kept.push(new Uint8Array(bytes));
    this.#keeps += bytes.length;
    this.#pump(this.#gate);
  }

  onFin(): void {
    if (this.#gate === null) {
      this.#events?.onFin();
      return;
    }
    this.#fin = true;
    this.#pump(this.#gate);
  }

  onError(code: string): void {
    this.#events?.onError(code);
  }

  onClose(): void {
    this.#end();
    this.#events?.onClose();
  }

  // Calls of the server.

  listen(events: WireEvents): void {
    this.#events = events;
    this.#wire.listen(this);
  }

  write(bytes: Uint8Array, done: () => void): boolean {
    return this.#wire.write(bytes, done);
  }

  end(): void {
    this.#wire.end();
  }

  resetAndDestroy(): void {
    this.#end();
    this.#wire.resetAndDestroy();
  }

  destroy(): void {
    this.#end();
    this.#wire.destroy();
  }

  pause(): void {
    this.#serverPauses = true;
    this.#regulate();
  }

  resume(): void {
    this.#serverPauses = false;
    this.#regulate();
    // A wire never calls back from inside a call made on it.
    if (this.#gate !== null) setImmediate(() => this.#pumpOn());
  }

  // Consumer: called by the gate.

  get parsing(): Parsing | null {
    return this.#reader?.parsing ?? null;
  }

  get takes(): boolean {
    return !this.#serverPauses && !this.#over;
  }

  feed(bytes: Uint8Array): void {
    this.#log.consumed(bytes.length);
    this.#events?.onRead(bytes);
  }

  // Gate commands.

  arm(stops: readonly Stop[], now: boolean): void {
    if (this.#over) return;
    if (this.#gate === null) {
      this.#gate = new Gate({
        stands: 'behind-read',
        consumer: this,
        timer: this.#timer,
        record: (draft) => this.#log.append(draft),
      });
      this.#gate.consumed = this.#passed;
    }
    this.#gate.arm(stops, now);
    this.#pump(this.#gate);
  }

  step(unit: StepUnit): void {
    this.#gate?.step(unit);
    this.#pumpOn();
  }

  run(): void {
    this.#gate?.run();
    this.#pumpOn();
  }

  release(by: Releaser): void {
    this.#gate?.release(by);
    this.#pumpOn();
  }

  freeze(frozen: boolean): void {
    this.#gate?.freeze(frozen);
  }

  #pumpOn(): void {
    if (this.#gate !== null) this.#pump(this.#gate);
  }

  /** Gives the server what the gate lets through. After the gate opens for good, it is removed once nothing waits. */
  #pump(gate: Gate): void {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#kept.length > 0 && this.takes) {
      if (this.#passSome(gate) === 0) break;
    }
    if (this.#kept.length === 0 && this.#fin && !gate.held && !this.#over) {
      this.#fin = false;
      this.#log.append({ kind: 'hold', at: 'server', what: 'fin' });
      this.#events?.onFin();
    }
    if (gate.open && this.#kept.length === 0) {
      this.#passed = gate.consumed;
      this.#gate = null;
    }
    this.#regulate();
    this.#pumping = false;
  }

  #passSome(gate: Gate): number {
    const bytes = this.#kept[0] ?? NOTHING;
    const passed = gate.open ? this.#passAll(gate, bytes) : gate.pass(bytes);
    this.#log.settle();
    this.#keeps -= passed;
    // The connection may have ended meanwhile.
    if (passed < bytes.length) this.#kept[0] = bytes.subarray(passed);
    else this.#kept.shift();
    return passed;
  }

  #passAll(gate: Gate, bytes: Uint8Array): number {
    gate.consumed += bytes.length;
    this.feed(bytes);
    return bytes.length;
  }

  #end(): void {
    this.#log.settle();
    this.#over = true;
    this.#gate = null;
  }

  #regulate(): void {
    const pause = this.#serverPauses || this.#keeps > MOST_KEPT;
    if (pause === this.#paused || this.#over) return;
    this.#paused = pause;
    if (pause) this.#wire.pause();
    else this.#wire.resume();
  }
}
