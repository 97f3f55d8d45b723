import { DomainError } from "../../base/errors.ts";
import { bracketedRoot } from "./bracketed-root.ts";
import { pointBeyondZero, SAMPLES } from "./hidden-turn.ts";
import type { EventFunction } from "./integrator.ts";

/** State at a part of the step, 0 … 1, into `out`; where `only` is given, at least these unknowns of it. */
export type Interpolant = (theta: number, out: Float64Array, only?: Int32Array) => void;

/** A crossing found on the dense output. */
export interface Crossing {
  readonly event: number;
  /** Part of the step, 0 … 1. */
  readonly theta: number;
  /** d(value)/dθ there. */
  readonly slope: number;
}

const QUARTERS = SAMPLES.length - 1;

/**
 * Watches the signs of event functions. An event fires where its value goes from one side of zero to the other, or to zero;
 * one whose value is zero at the start, or that fired there just before (known by its name), fires only after it has been left.
 *
 * Each accepted step is sampled at its quarters, and a quarter with one sign at both ends is searched where the value falls
 * towards zero at its first end and comes back to the second. Seen is thus every crossing between two samples of different sign,
 * and every pair of crossings in a quarter within which the value turns once. Missed is a pair of crossings in a quarter within
 * which the slope changes its sign twice or more, or is told wrongly by the quartic through the five samples: that is exact where
 * the event is linear in the dense output. Of three crossings in a quarter one is found. A shorter `maximumStep` looks closer.
 */
export class EventMonitor {
  readonly #point: Float64Array;
  readonly #work: Float64Array;
  /** The event looked at, at a part of the step. */
  readonly #at: (theta: number) => number;
  #events: readonly EventFunction[] = [];
  #signs: Int8Array = new Int8Array(0);
  /** Values of each event at the samples of the step. */
  #values: Float64Array = new Float64Array(0);
  #fired = "";
  #firedAt = Number.NaN;
  #from = 0;
  #to = 0;
  #looking = 0;
  #interpolant: Interpolant | undefined;
  /** Unknowns that the events read, all together; undefined where one does not say. */
  #reads: Int32Array | undefined;

  constructor(unknowns: number) {
    this.#point = new Float64Array(unknowns);
    this.#work = new Float64Array(unknowns);
    this.#at = (theta) => {
      this.#interpolant?.(theta, this.#work, this.#reads);
      return this.#events[this.#looking].value(this.#from + theta * (this.#to - this.#from), this.#work);
    };
  }

  get count(): number {
    return this.#events.length;
  }

  /** @throws DomainError where a value is not a number at the start */
  begin(events: readonly EventFunction[], time: number, state: Float64Array): void {
    this.#events = events;
    if (this.#signs.length !== events.length) {
      this.#signs = new Int8Array(events.length);
      this.#values = new Float64Array(SAMPLES.length * events.length);
    }
    this.#reads = together(events);
    for (let e = 0; e < events.length; e++) {
      const event = events[e];
      const value = event.value(time, state);
      if (Number.isNaN(value))
        throw new DomainError(`advance: event "${event.name}" is not a number at t = ${time} s.`);
      this.#values[SAMPLES.length * e] = value;
      this.#signs[e] = event.name === this.#fired && time === this.#firedAt ? 0 : Math.sign(value);
    }
  }

  /** The earliest crossing in an accepted step; where there is none, the signs are those at its end. */
  scan(from: number, to: number, interpolant: Interpolant, end: Float64Array): Crossing | undefined {
    const events = this.#events;
    const values = this.#values;
    this.#from = from;
    this.#to = to;
    this.#interpolant = interpolant;
    for (let k = 1; k <= QUARTERS; k++) {
      const theta = SAMPLES[k];
      if (k < QUARTERS) interpolant(theta, this.#point, this.#reads);
      const state = k < QUARTERS ? this.#point : end;
      const time = k < QUARTERS ? from + theta * (to - from) : to;
      for (let e = 0; e < events.length; e++) values[SAMPLES.length * e + k] = events[e].value(time, state);
    }
    for (let quarter = 0; quarter < QUARTERS; quarter++) {
      let first: Crossing | undefined;
      for (let e = 0; e < events.length; e++) {
        const crossing = this.#look(e, quarter);
        if (crossing !== undefined && (first === undefined || crossing.theta < first.theta)) first = crossing;
      }
      if (first !== undefined) return first;
    }
    for (let e = 0; e < events.length; e++) values[SAMPLES.length * e] = values[SAMPLES.length * e + QUARTERS];
    return undefined;
  }

  /** Forgets which event was the last to fire. */
  forget(): void {
    this.#fired = "";
    this.#firedAt = Number.NaN;
  }

  fired(event: number, time: number): void {
    this.#fired = this.#events[event].name;
    this.#firedAt = time;
  }

  value(event: number, time: number, state: Float64Array): number {
    return this.#events[event].value(time, state);
  }

  /** The first crossing of one event in a quarter; where there is none, its sign is that at the end of the quarter. */
  #look(e: number, quarter: number): Crossing | undefined {
    const event = this.#events[e];
    const values = this.#values;
    const offset = SAMPLES.length * e;
    const before = this.#signs[e];
    const lowValue = values[offset + quarter];
    const highValue = values[offset + quarter + 1];
    const sign = Math.sign(highValue);
    if (Number.isNaN(sign)) return undefined;
    const low = SAMPLES[quarter];
    const high = SAMPLES[quarter + 1];
    this.#looking = e;
    if (before !== 0 && sign !== before) {
      if (counts(event, before)) {
        // A value on the other side at the low end is one that was passed in the direction that does not count.
        const start = Math.sign(lowValue) === before ? lowValue : before * Number.MIN_VALUE;
        return this.#locate(e, low, start, high, highValue);
      }
    } else if (sign !== 0) {
      const beyond = pointBeyondZero(values, offset, quarter, sign, this.#at);
      if (beyond >= 0) {
        const value = this.#at(beyond);
        const start = Math.sign(lowValue) === sign ? lowValue : sign * Number.MIN_VALUE;
        if (before !== 0 && counts(event, sign)) return this.#locate(e, low, start, beyond, value);
        if (counts(event, -sign)) return this.#locate(e, beyond, value, high, highValue);
      }
    }
    if (sign !== 0) this.#signs[e] = sign;
    return undefined;
  }

  #locate(e: number, low: number, lowValue: number, high: number, highValue: number): Crossing {
    const at = this.#at;
    const theta = highValue === 0 ? high : bracketedRoot(at, low, lowValue, high, highValue, 0);
    const reach = (high - low) / 64;
    const left = Math.max(low, theta - reach);
    const right = Math.min(high, theta + reach);
    return { event: e, theta, slope: (at(right) - at(left)) / (right - left) };
  }
}

/** Unknowns that events read; some may stand twice. */
function together(events: readonly EventFunction[]): Int32Array | undefined {
  if (events.length === 1) return events[0].reads;
  if (events.some(({ reads }) => reads === undefined)) return undefined;
  return Int32Array.from(events.flatMap(({ reads = [] }) => [...reads]));
}

function counts(event: EventFunction, before: number): boolean {
  return event.direction === "rising" ? before < 0 : event.direction === "falling" ? before > 0 : true;
}
