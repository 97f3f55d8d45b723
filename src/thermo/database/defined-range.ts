import { PiecewiseFunction } from "./piecewise-function.ts";
import type { TemperatureFunction } from "./temperature-function.ts";

type Range = readonly [low: number, high: number];

/**
 * Temperatures in K between which a function can be evaluated: its own pieces, cut down to where every function that
 * they refer to is defined. Where that leaves a hole, the first range that remains; null where nothing remains.
 * @throws DomainError where it refers to a function that is not defined, or to itself
 */
export function definedRange(of: TemperatureFunction): Range | null {
  return rangeOf(of, new Map());
}

function rangeOf(of: TemperatureFunction, known: Map<TemperatureFunction, Range | null>): Range | null {
  const held = known.get(of);
  if (held !== undefined) return held;
  let range: Range | null = null;
  for (const [index, { low, high }] of of.pieces.entries()) {
    let from = low;
    let to = high;
    for (const need of of instanceof PiecewiseFunction ? of.functionsOf(index) : []) {
      const inner = rangeOf(need, known);
      from = Math.max(from, inner?.[0] ?? Number.POSITIVE_INFINITY);
      to = Math.min(to, inner?.[1] ?? Number.NEGATIVE_INFINITY);
    }
    if (from >= to) continue;
    if (range === null) range = [from, to];
    else if (range[1] === from) range = [range[0], to];
  }
  known.set(of, range);
  return range;
}
