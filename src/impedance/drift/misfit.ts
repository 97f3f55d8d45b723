import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { JointFit } from "./joint-fit.ts";
import { type JointData, staticCount } from "./joint-model.ts";

/** Points of one frequency in all sweeps. */
export interface FrequencyGroups {
  /** Group of each point. */
  readonly of: Int32Array;
  /** Points of each group. */
  readonly size: Int32Array;
}

/** Relative difference of frequencies that count as one. */
const SAME_FREQUENCY = 1e-3;
/** Probability below which group means that scatter more than the noise are a misfit. */
const LEVEL = 1e-3;
/** Largest variance of the misfit in units of that of the noise: beyond it nothing changes. */
const LARGEST = 1e4;

/** Groups the points of equal frequency. */
export function groupFrequencies(frequency: Float64Array): FrequencyGroups {
  const order = Int32Array.from(frequency.keys()).sort((a, b) => (frequency[a] as number) - (frequency[b] as number));
  const of = new Int32Array(frequency.length);
  const size: number[] = [];
  let last = 0;
  for (const i of order) {
    const f = frequency[i] as number;
    if (size.length === 0 || f > last * (1 + SAME_FREQUENCY)) {
      size.push(0);
      last = f;
    }
    of[i] = size.length - 1;
    size[size.length - 1] = (size[size.length - 1] as number) + 1;
  }
  return { of, size: Int32Array.from(size) };
}

/**
 * Whitens one column of weighted values (real parts, then imaginary parts) under noise of unit variance and an offset
 * common to the points of a frequency with variance `misfit`: the mean of a group of n is shortened to
 * 1/√(1 + n·misfit) of itself, differences within it stay.
 */
export function whiten(
  column: Float64Array,
  from: number,
  points: number,
  { of, size }: FrequencyGroups,
  misfit: number,
  work: Float64Array,
): void {
  for (let part = 0; part < 2; part++) {
    const start = from + part * points;
    work.fill(0);
    for (let i = 0; i < points; i++) work[of[i]] += column[start + i];
    for (let g = 0; g < size.length; g++) work[g] *= (1 - 1 / Math.sqrt(1 + size[g] * misfit)) / size[g];
    for (let i = 0; i < points; i++) column[start + i] -= work[of[i]];
  }
}

/**
 * Variance, in units of the noise, of what the model misses in the same way in every sweep: from the mean squares of
 * the residuals between and within frequencies (one-way analysis of variance), 0 where they do not differ at 0.1 %.
 *
 * @param fit of data that are not whitened
 */
export function repeatedMisfit(data: JointData, fit: JointFit): number {
  const { groups, points } = data;
  const residual = new Float64Array(2 * points);
  fit.model.evaluate(fit.x, residual, new Float64Array(0), 2 * points, new Int32Array(0));
  const count = groups.size.length;
  const sums = new Float64Array(2 * count);
  let total = 0;
  for (let i = 0; i < 2 * points; i++) {
    const g = (groups.of[i % points] as number) + (i < points ? 0 : count);
    const r = residual[i] as number;
    sums[g] = (sums[g] as number) + r;
    total += r * r;
  }
  let between = 0;
  for (let g = 0; g < 2 * count; g++) between += (sums[g] as number) ** 2 / (groups.size[g % count] as number);
  const freedomWithin = 2 * (points - count);
  const freedomBetween = 2 * count - staticCount(fit.model.structure);
  if (freedomWithin < 2 * count * 0.5 || freedomBetween < 1) return 0;
  const within = (total - between) / freedomWithin;
  const ratio = between / freedomBetween / Math.max(within, Number.MIN_VALUE);
  if (!(exceedsF(ratio, freedomBetween, freedomWithin) < LEVEL)) return 0;
  return Math.min(LARGEST, ((ratio - 1) * count) / points);
}

/** Largest correlation of neighbouring residuals that is reckoned with. */
const LARGEST_CORRELATION = 0.8;
/** Standard deviations above 0 from which a correlation is more than chance. */
const CHANCE = 2.5;

/**
 * Factor on variances where residuals of neighbouring points are alike, (1 + ρ)/(1 − ρ) of a first-order autoregression
 * with the lag-one correlation ρ along the points of each sweep: n such residuals say as much as n(1 − ρ)/(1 + ρ)
 * independent ones. 1 where ρ is below 2.5 standard deviations of chance.
 *
 * @param ends index after the last point of each sweep
 *
 * M. S. Bartlett, J. R. Stat. Soc. 98 (1935) 536.
 */
export function correlationFactor(data: JointData, fit: JointFit, ends: readonly number[]): number {
  const { points } = data;
  const residual = new Float64Array(2 * points);
  fit.model.evaluate(fit.x, residual, new Float64Array(0), 2 * points, new Int32Array(0));
  const isEnd = new Uint8Array(points + 1);
  for (const end of ends) isEnd[end] = 1;
  let product = 0;
  let square = 0;
  let pairs = 0;
  for (let i = 1; i < points; i++) {
    if (isEnd[i] === 1) continue;
    for (const part of [0, points]) {
      const a = residual[part + i - 1] as number;
      const b = residual[part + i] as number;
      product += a * b;
      square += 0.5 * (a * a + b * b);
      pairs++;
    }
  }
  const rho = square > 0 ? product / square : 0;
  if (rho < CHANCE / Math.sqrt(Math.max(pairs, 1))) return 1;
  const held = Math.min(rho, LARGEST_CORRELATION);
  return (1 + held) / (1 - held);
}
