import { DomainError } from "../../base/errors.ts";
import { log, pow } from "../../numerics/elementary/index.ts";
import type { VariedParameter } from "./forward.ts";

/** A parameter's place u between its bounds: 0 at `from`, 1 at `to`, straight on its scale. */
export function placeOf({ from, to, scale }: VariedParameter, value: number): number {
  return scale === "log" ? log(value / from) / log(to / from) : (value - from) / (to - from);
}

/** The value at a place u; exactly the bounds at 0 and 1. */
export function valueAt({ from, to, scale }: VariedParameter, place: number): number {
  if (place === 0) return from;
  if (place === 1) return to;
  return scale === "log" ? from * pow(to / from, place) : from + place * (to - from);
}

/** d(value)/du */
export function slopeAt(parameter: VariedParameter, place: number): number {
  const { from, to, scale } = parameter;
  return scale === "log" ? valueAt(parameter, place) * log(to / from) : to - from;
}

/** Standard deviation of a prior in units of u. */
export function priorWidth({ from, to, scale }: VariedParameter, prior: { value: number; sigma: number }): number {
  return scale === "log" ? prior.sigma / prior.value / log(to / from) : prior.sigma / (to - from);
}

/** @throws DomainError for bounds, starts and priors that mean nothing, and for names that stand twice */
export function checkParameters(parameters: readonly VariedParameter[]): void {
  if (parameters.length === 0) throw new DomainError("Nothing to calibrate: name at least one parameter to vary.");
  const names = new Set<string>();
  for (const parameter of parameters) {
    const { name, from, to, scale, start, prior } = parameter;
    if (names.has(name)) throw new DomainError(`"${name}" is varied twice.`);
    names.add(name);
    if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
      throw new DomainError(`${name}: from ${from} to ${to}; give two bounds, the smaller one first.`);
    }
    if (scale === "log" && !(from > 0)) {
      throw new DomainError(`${name}: a logarithmic scale begins above 0, not at ${from}; use "linear".`);
    }
    if (start !== undefined && !(start >= from && start <= to)) {
      throw new DomainError(`${name}: the start ${start} lies outside ${from} … ${to}; widen the bounds.`);
    }
    if (prior === undefined) continue;
    if (!(prior.sigma > 0 && Number.isFinite(prior.value))) {
      throw new DomainError(
        `${name}: a prior needs a value and a sigma above 0, not ${prior.value} and ${prior.sigma}.`,
      );
    }
    if (scale === "log" && !(prior.value > 0)) {
      throw new DomainError(`${name}: the prior ${prior.value} has no logarithm; use the scale "linear".`);
    }
  }
}

/** Places of the starting values; the middle where none is given. */
export function startPlaces(parameters: readonly VariedParameter[]): Float64Array {
  return Float64Array.from(parameters, (p) => (p.start === undefined ? 0.5 : placeOf(p, p.start)));
}

/** Values at places. */
export function valuesAt(parameters: readonly VariedParameter[], places: Float64Array): number[] {
  return parameters.map((parameter, k) => valueAt(parameter, places[k]));
}
