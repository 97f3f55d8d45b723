import { DomainError } from "../../base/errors.ts";
import { bracketedRoot } from "./bracketed-root.ts";
import type { EventFunction } from "./integrator.ts";

/** Where the dense output of a step is looked at, besides its end: as parts of the step. */
const INTERIOR = [0.25, 0.5, 0.75];

/** State at a part of the step, 0 … 1, into `out`. */
export type Interpolant = (theta: number, out: Float64Array) => void;

/** A crossing found on the dense output. */
export interface Crossing {
  readonly event: number;
  /** Part of the step, 0 … 1. */
  readonly theta: number;
  /** d(value)/dθ there. */
  readonly slope: number;
}

/**
 * Watches the signs of event functions. An event fires where its value goes from one side of zero to the other, or to zero;
 * one whose value is zero at the start, or that fired there just before (known by its name), fires only after it has been left.
 */
export class EventMonitor {
  readonly #point: Float64Array;
  #events: readonly EventFunction[] = [];
  #signs: Int8Array = new Int8Array(0);
  #values: Float64Array = new Float64Array(0);
  #fired = "";
  #firedAt = Number.NaN;

  constructor(unknowns: number) {
    this.#point = new Float64Array(unknowns);
  }

  get count(): number {
    return this.#events.length;
  }

  /** @throws DomainError where a value is not a number at the start */
  begin(events: readonly EventFunction[], time: number, state: Float64Array): void {
    this.#events = events;
    if (this.#signs.length !== events.length) {
      this.#signs = new Int8Array(events.length);
      this.#values = new Float64Array(events.length);
    }
    for (let e = 0; e < events.length; e++) {
      const event = events[e];
      const value = event.value(time, state);
      if (Number.isNaN(value))
        throw new DomainError(`advance: event "${event.name}" is not a number at t = ${time} s.`);
      this.#values[e] = value;
      this.#signs[e] = event.name === this.#fired && time === this.#firedAt ? 0 : Math.sign(value);
    }
  }

  /** The earliest crossing in an accepted step; where there is none, the signs are those at its end. */
  scan(from: number, to: number, interpolant: Interpolant, end: Float64Array): Crossing | undefined {
    const point = this.#point;
    let low = 0;
    for (let k = 0; k <= INTERIOR.length; k++) {
      const theta = k < INTERIOR.length ? INTERIOR[k] : 1;
      const state = k < INTERIOR.length ? point : end;
      if (theta < 1) interpolant(theta, point);
      const crossing = this.#look(from, to, low, theta, state, interpolant);
      if (crossing !== undefined) return crossing;
      low = theta;
    }
    return undefined;
  }

  fired(event: number, time: number): void {
    this.#fired = this.#events[event].name;
    this.#firedAt = time;
  }

  value(event: number, time: number, state: Float64Array): number {
    return this.#events[event].value(time, state);
  }

  #look(
    from: number,
    to: number,
    low: number,
    high: number,
    state: Float64Array,
    interpolant: Interpolant,
  ): Crossing | undefined {
    const time = high === 1 ? to : from + high * (to - from);
    let candidates: number[] | undefined;
    for (let e = 0; e < this.#events.length; e++) {
      const event = this.#events[e];
      const value = event.value(time, state);
      const sign = Math.sign(value);
      const before = this.#signs[e];
      if (before !== 0 && sign !== before && !Number.isNaN(sign) && counts(event, before)) {
        candidates ??= [];
        candidates.push(e, value);
        continue;
      }
      if (!Number.isNaN(sign) && sign !== 0) this.#signs[e] = sign;
      if (candidates === undefined) this.#values[e] = value;
    }
    if (candidates === undefined) return undefined;
    let first: Crossing | undefined;
    for (let c = 0; c < candidates.length; c += 2) {
      const crossing = this.#locate(from, to, low, high, candidates[c], candidates[c + 1], interpolant);
      if (first === undefined || crossing.theta < first.theta) first = crossing;
    }
    return first;
  }

  #locate(
    from: number,
    to: number,
    low: number,
    high: number,
    e: number,
    valueHigh: number,
    interpolant: Interpolant,
  ): Crossing {
    const event = this.#events[e];
    const work = new Float64Array(this.#point.length);
    const at = (theta: number): number => {
      interpolant(theta, work);
      return event.value(from + theta * (to - from), work);
    };
    const valueLow =
      Math.sign(this.#values[e]) === this.#signs[e] ? this.#values[e] : this.#signs[e] * Number.MIN_VALUE;
    const theta = valueHigh === 0 ? high : bracketedRoot(at, low, valueLow, high, valueHigh, 0);
    const reach = (high - low) / 64;
    const left = Math.max(low, theta - reach);
    const right = Math.min(high, theta + reach);
    return { event: e, theta, slope: (at(right) - at(left)) / (right - left) };
  }
}

function counts(event: EventFunction, before: number): boolean {
  return event.direction === "rising" ? before < 0 : event.direction === "falling" ? before > 0 : true;
}
