import { acos, cos, log } from "../../numerics/elementary/index.ts";
import { dot, type NestedNetwork, subtract } from "./nested-network.ts";

/** Degrees of the polynomials in ln f by which Z is multiplied. */
const DEGREES = 3;
/** What is left of a signature below this fraction of it counts as nothing. */
const DEPENDENT = 1e-6;

/**
 * Orthonormal columns of what a gain that depends smoothly on frequency does to a spectrum that obeys Kramers and Kronig,
 * seen where the two parts disagree: T_d(x) Ẑ for d = 1, 2, 3 with Chebyshev's T_d and x from −1 to 1 along ln f, projected on the
 * space of the separate fits and freed of that of the joint one. A cell that changes while its spectrum is swept leaves
 * Ẑ + Σ_k ΔR_k(t) ∂Ẑ/∂R_k, and t is a smooth function of ln f. Ẑ is the fitted joint network, which is independent of what it leaves:
 * the columns may be used as if they had been given before.
 */
export function signatureSpace(
  frequency: Float64Array,
  net: NestedNetwork,
  order: number,
  data: Float64Array,
  left: Float64Array,
  gains: readonly Float64Array[] = polynomials(frequency),
): Float64Array[] {
  const points = frequency.length;
  const rows = 2 * points;
  const fitted = data.map((y, k) => y - left[k]);
  const space: Float64Array[] = [];
  for (const gain of gains) {
    const column = new Float64Array(rows);
    for (let k = 0; k < points; k++) {
      column[k] = gain[k] * fitted[k];
      column[points + k] = gain[k] * fitted[points + k];
    }
    const projected = disagreement(net, order, column);
    for (const u of space) subtract(projected, 0, u, 0, dot(projected, 0, u, 0, rows), rows);
    const length = Math.sqrt(dot(projected, 0, projected, 0, rows));
    if (!(length > DEPENDENT * Math.sqrt(dot(column, 0, column, 0, rows)))) continue;
    space.push(projected.map((v) => v / length));
  }
  return space;
}

/** T₁, T₂, T₃ of ln f on −1 … 1. */
export function polynomials(frequency: Float64Array): Float64Array[] {
  const place = placesOf(frequency);
  return Array.from({ length: DEGREES }, (_, d) => place.map((x) => cos((d + 1) * acos(x))));
}

/**
 * The share of the sweep that had passed at each point, and its square: of the times where they are known, else of the periods
 * added up from the highest frequency on.
 */
export function elapsedShares(frequency: Float64Array, time: Float64Array | null): Float64Array[] {
  const passed = new Float64Array(frequency.length);
  if (time !== null && time.length === frequency.length) passed.set(time);
  else {
    let total = 0;
    for (const k of Array.from(frequency.keys()).sort((a, b) => frequency[b] - frequency[a])) {
      total += 1 / frequency[k];
      passed[k] = total;
    }
  }
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const t of passed) [first, last] = [Math.min(first, t), Math.max(last, t)];
  if (!(last > first)) return [];
  const share = passed.map((t) => (t - first) / (last - first));
  return [share, share.map((s) => s * s)];
}

/** ln f on −1 … 1. */
function placesOf(frequency: Float64Array): Float64Array {
  const x = frequency.map(log);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of x) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return x.map((v) => Math.max(-1, Math.min(1, (2 * (v - low)) / (high - low) - 1)));
}

/** The part of a column of 2N values that the separate fits can describe and the joint one cannot. */
export function disagreement(net: NestedNetwork, order: number, column: Float64Array): Float64Array {
  const rows = column.length;
  const points = rows / 2;
  const seen = new Float64Array(rows);
  for (let p = 0; p < net.realColumns[order] * points; p += points) {
    const c = dot(column, 0, net.real, p, points);
    for (let k = 0; k < points; k++) seen[k] += c * net.real[p + k];
  }
  for (let p = 0; p < net.imaginaryColumns[order] * points; p += points) {
    const c = dot(column, points, net.imaginary, p, points);
    for (let k = 0; k < points; k++) seen[points + k] += c * net.imaginary[p + k];
  }
  for (let pass = 0; pass < 2; pass++) {
    for (let p = 0; p < net.jointParameters[order] * rows; p += rows) {
      subtract(seen, 0, net.joint, p, dot(seen, 0, net.joint, p, rows), rows);
    }
  }
  return seen;
}
