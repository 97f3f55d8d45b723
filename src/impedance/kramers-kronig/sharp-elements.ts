import { exp, log } from "../../numerics/elementary/index.ts";
import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { dot, type NestedNetwork, subtract } from "./nested-network.ts";

/** Candidates closer than this in ln τ leave 0.1 % at most of any arc. */
const FINE = 0.65;
/** Places tried between two neighbouring candidates. */
const PLACES = 6;
/** Steps of the golden section about the best place. */
const REFINEMENTS = 8;
/** Probability with which noise alone has an element added. */
const PROBABILITY = 0.01;
/** An element joins as a pair, so far apart in ln τ on either side: its own τ then need not be exact. */
const SHARP = [-0.04, 0.04];
/** For a narrow distribution about that τ three join. */
const NARROW = [-0.64, 0, 0.64];
/** What is left of a column below this fraction of it counts as nothing. */
const DEPENDENT = 1e-5;

/**
 * An arc sharper than the candidates lie apart cannot be composed of them. Finds the one τ whose element, with a resistance of
 * its own in Z' and in Z'', takes most out of what the separate fits leave, and returns the τ that may join there: a pair for a single element,
 * three for a narrow distribution; none where it takes no more than noise has it take. A pair spans the element and its derivative to ln τ, so that
 * either fit has coefficients for what is uncertain in τ, and the counts of coefficients stay right.
 *
 * @param order at which the separate fits are taken
 * @param size what both parts of each point are divided by, in Ω
 * @param freedom degrees of freedom that the separate fits leave
 */
export function sharpElements(
  { frequency, real, imaginary }: ImpedanceSpectrum,
  net: NestedNetwork,
  order: number,
  size: Float64Array,
  freedom: number,
): readonly (readonly number[])[] {
  const grid = Array.from(net.tau, log).sort((a, b) => a - b);
  const gap = largestGap(grid);
  if (gap < FINE || freedom < 4) return [];
  const points = frequency.length;
  const residual = [real.map((re, k) => re / size[k]), imaginary.map((im, k) => im / size[k])];
  const bases = [net.real, net.imaginary];
  const columns = [net.realColumns[order], net.imaginaryColumns[order]];
  for (const part of [0, 1]) takeOut(residual[part], bases[part], columns[part]);
  const squares = dot(residual[0], 0, residual[0], 0, points) + dot(residual[1], 0, residual[1], 0, points);
  const element = [new Float64Array(points), new Float64Array(points)];
  const gainAt = (logTau: number): number => {
    const tau = exp(logTau);
    for (let k = 0; k < points; k++) {
      const x = 2 * Math.PI * frequency[k] * tau;
      element[0][k] = 1 / ((1 + x * x) * size[k]);
      element[1][k] = x / ((1 + x * x) * size[k]);
    }
    let gain = 0;
    for (const part of [0, 1]) {
      const column = element[part];
      const whole = dot(column, 0, column, 0, points);
      takeOut(column, bases[part], columns[part]);
      const rest = dot(column, 0, column, 0, points);
      if (rest > DEPENDENT * DEPENDENT * whole) gain += dot(column, 0, residual[part], 0, points) ** 2 / rest;
    }
    return gain;
  };
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const f of frequency) [low, high] = [Math.min(low, f), Math.max(high, f)];
  const from = -log(2 * Math.PI * high);
  const to = -log(2 * Math.PI * low);
  const steps = Math.ceil((PLACES * (to - from)) / gap);
  const step = (to - from) / steps;
  let [best, gain] = [from, 0];
  for (let i = 0; i <= steps; i++) {
    const found = gainAt(from + i * step);
    if (found > gain) [best, gain] = [from + i * step, found];
  }
  const left = Math.max(0, squares - gain) / (freedom - 2);
  if (exceedsF(gain / 2 / left, 2, freedom - 2) * steps > PROBABILITY) return [];
  best = largestNear(gainAt, best - step, best + step);
  return [SHARP, NARROW].map((offsets) => offsets.map((d) => exp(best + d)));
}

function largestGap(ascending: readonly number[]): number {
  let gap = 0;
  for (let i = 1; i < ascending.length; i++) gap = Math.max(gap, ascending[i] - ascending[i - 1]);
  return gap;
}

function takeOut(column: Float64Array, basis: Float64Array, count: number): void {
  const rows = column.length;
  for (let p = 0; p < count * rows; p += rows) subtract(column, 0, basis, p, dot(column, 0, basis, p, rows), rows);
}

/** Golden section for a maximum. */
function largestNear(value: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [atC, atD] = [value(c), value(d)];
  for (let i = 0; i < REFINEMENTS; i++) {
    if (atC > atD) {
      [b, d, atD] = [d, c, atC];
      c = b - ratio * (b - a);
      atC = value(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + ratio * (b - a);
      atD = value(d);
    }
  }
  return (a + b) / 2;
}
