import { atan, tan } from "../../numerics/elementary/index.ts";
import type { NestedNetwork } from "./nested-network.ts";
import { residualsOf } from "./point-residuals.ts";
import type { Weights } from "./weights.ts";

/**
 * √⟨|Ẑ₂ − Ẑ₁|²/|Z|²⟩ of joint (1) and separate (2) fits, less what noise leaves there: Σ c_k σ_k² with the leverages c of the
 * difference.
 */
export function excessOf(
  net: NestedNetwork,
  order: number,
  data: Float64Array,
  left: Float64Array,
  numerator: Float64Array,
  { real, imaginary, outliers }: Weights,
  variance: number,
): number {
  const points = real.length;
  const [leftReal] = residualsOf(net.real, net.realColumns[order], data.slice(0, points));
  const [leftImaginary] = residualsOf(net.imaginary, net.imaginaryColumns[order], data.slice(points));
  let total = 0;
  for (let k = 0; k < points; k++) {
    if (outliers.includes(k)) continue;
    total += real[k] ** 2 * ((left[k] - leftReal[k]) ** 2 - numerator[k] * variance);
    total += imaginary[k] ** 2 * ((left[points + k] - leftImaginary[k]) ** 2 - numerator[points + k] * variance);
  }
  return Math.sqrt(Math.max(0, total) / (points - outliers.length));
}

/** Leverages of the 2N values: in the difference of both fits, and 1 − h of the separate ones. */
export function leverages(
  net: NestedNetwork,
  order: number,
  points: number,
): { readonly numerator: Float64Array; readonly denominator: Float64Array } {
  const rows = 2 * points;
  const numerator = new Float64Array(rows);
  const denominator = new Float64Array(rows).fill(1);
  const parts = [
    { basis: net.real, columns: net.realColumns[order], all: net.realColumns[order], at: 0 },
    { basis: net.imaginary, columns: net.imaginaryColumns[order], all: net.imaginaryColumns[order], at: points },
  ];
  for (const { basis, columns, all, at } of parts) {
    for (let p = 0; p < all * points; p += points) {
      for (let k = 0; k < points; k++) {
        const h = basis[p + k] * basis[p + k];
        denominator[at + k] -= h;
        if (p < columns * points) numerator[at + k] += h;
      }
    }
  }
  for (let p = 0; p < net.jointParameters[order] * rows; p += rows) {
    for (let k = 0; k < rows; k++) numerator[k] -= net.joint[p + k] * net.joint[p + k];
  }
  for (let k = 0; k < rows; k++) {
    numerator[k] = Math.max(0, numerator[k]);
    denominator[k] = Math.max(0, denominator[k]);
  }
  return { numerator, denominator };
}

/** Probability of two tests of one hypothesis, however they depend on one another (Liu & Xie, J. Am. Stat. Assoc. 115 (2020) 393, equation 1). */
export function cauchyCombination(p: number, q: number): number {
  const smallest = Math.min(p, q);
  if (smallest < 1e-15) return Math.min(1, 2 * smallest);
  const t = (x: number): number => 1 / tan(Math.PI * Math.min(x, 1 - 1e-3));
  const mean = (t(p) + t(q)) / 2;
  return mean > 1e6 ? 1 / (Math.PI * mean) : 0.5 - atan(mean) / Math.PI;
}
