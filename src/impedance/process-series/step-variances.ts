import { log } from "../../numerics/elementary/index.ts";
import type { StateLayout } from "./layout.ts";
import type { StepVariances } from "./penalty.ts";
import type { SeriesSmoother } from "./smoother.ts";

/** Degrees of freedom of the Student distribution that second differences are taken to follow: small, so that jumps are cheap. */
const STUDENT_FREEDOM = 3;
/**
 * Standard deviation of a second difference to start with: resistances over the scale, ln τ, exponents. Exponents start stiff,
 * as a process keeps its shape while its size changes; the data loosen them where they must.
 */
const START_RESISTANCE = 0.05;
const START_LOG_TAU = 0.05;
const START_EXPONENT = 0.003;
/** It stays between these. */
const SMALLEST = 1e-6;
const LARGEST = 1;
/** ln τ moves no faster: tracks would exchange their places. */
const LARGEST_LOG_TAU = 0.15;
const LEAST_WEIGHT = 0.02;
/** Largest change of a variance in one update. */
const LARGEST_CHANGE = 30;

/** Variances and weights to start with. */
export function startVariances(layout: StateLayout, sweeps: number): StepVariances {
  const variance = new Float64Array(layout.size).fill(START_RESISTANCE ** 2);
  layout.offsets.forEach((at, k) => {
    variance[at + 1] = START_LOG_TAU ** 2;
    variance[at + 2] = START_EXPONENT ** 2;
    if (layout.shapes[k] === "havriliak-negami") variance[at + 3] = START_EXPONENT ** 2;
  });
  return { variance, weight: new Float64Array(layout.size * Math.max(0, sweeps - 2)).fill(1) };
}

/**
 * One update of variances and weights towards the largest marginal likelihood, after `fit` and `invert`.
 * With the posterior mean d and variance v of each second difference, weights w = (ν + 1)/(ν + ⟨d² + v⟩/q) are the expectation
 * step of a Student distribution, ⟨⟩ a mean over neighbours, as an unknown that moves now moves next; q = Σ w d² / (n − Σ w v / q)
 * is MacKay's fixed point (Neural Comput. 4 (1992) 415), the same as that of Wood & Fasiolo (Biometrics 73 (2017) 1071).
 *
 * @returns the largest |Δ ln q|
 */
export function updateVariances(smoother: SeriesSmoother): number {
  const { state, layout, variances, sweeps } = smoother;
  const p = layout.size;
  const n = sweeps.length;
  const m = n - 2;
  if (m < 1) return 0;
  const square = new Float64Array(m);
  const spread = new Float64Array(m);
  let largest = 0;
  const most = new Float64Array(p).fill(LARGEST ** 2);
  for (const at of layout.offsets) most[at + 1] = LARGEST_LOG_TAU ** 2;
  for (let u = 0; u < p; u++) {
    const q = variances.variance[u];
    for (let i = 0; i < m; i++) {
      const k = i * p + u;
      square[i] = (state[k] - 2 * state[k + p] + state[k + 2 * p]) ** 2;
      const c = (a: number, b: number): number => smoother.covarianceOf(i + a, u, i + b, u);
      spread[i] = Math.max(0, c(0, 0) + 4 * c(1, 1) + c(2, 2) - 4 * c(1, 0) - 4 * c(2, 1) + 2 * c(2, 0));
    }
    let moved = 0;
    let open = m;
    for (let i = 0; i < m; i++) {
      let near = 0;
      let total = 0;
      for (let d = -2; d <= 2; d++) {
        if (i + d < 0 || i + d >= m) continue;
        const share = 3 - Math.abs(d);
        near += share * (square[i + d] + spread[i + d]);
        total += share;
      }
      const w = Math.max(LEAST_WEIGHT, (STUDENT_FREEDOM + 1) / (STUDENT_FREEDOM + near / total / q));
      variances.weight[u * m + i] = w;
      moved += w * square[i];
      open -= (w * spread[i]) / q;
    }
    const next = moved / Math.max(0.02 * m, open, 0.5);
    const limited = Math.min(
      q * LARGEST_CHANGE,
      Math.max(q / LARGEST_CHANGE, Math.min(most[u], Math.max(SMALLEST ** 2, next))),
    );
    largest = Math.max(largest, Math.abs(log(limited / q)));
    variances.variance[u] = limited;
  }
  return largest;
}
