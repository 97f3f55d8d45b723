import { exp, log } from "../../numerics/elementary/index.ts";
import { nonnegativeMinimizer } from "../../numerics/nonnegative/quadratic-program.ts";
import type { RelaxationProblem } from "./problem.ts";

/** Steps in ln τ of the first grid of RC elements, how often it is refined round those in use, and into how many parts. */
const STEP = 0.115;
const REFINEMENTS = 2;
const PARTS = 6;
/** Reach of the grid beyond the centres of the basis, in ln τ. */
const BEYOND = 1.2;
/** Added to the Gram matrix, relative to its diagonal: neighbours on the grid are equal to rounding. */
const RIDGE = 1e-12;

/** How well any γ ≥ 0 can fit a spectrum, however sharp. */
export interface PositiveLimit {
  /** Least Σ of squared weighted residuals. */
  readonly residualSquares: number;
  /** Unknowns in use: RC elements, R∞, L and 1/C. */
  readonly used: number;
}

/**
 * The least residual of R∞ + jωL (+ 1/jωC) and RC elements of positive resistance, by non-negative least squares on a grid of τ that
 * is refined round the elements in use. A residual that is larger than noise speaks against every γ ≥ 0; a basis of some width
 * leaves one beside an ideal RC element too.
 */
export function positiveLimit(problem: RelaxationProblem): PositiveLimit {
  const { plan } = problem;
  const first = log(plan.measuredTauMin) - BEYOND;
  const last = log(plan.tau[plan.tau.length - 1]) + BEYOND;
  let nodes = Float64Array.from({ length: Math.ceil((last - first) / STEP) + 1 }, (_, i) => first + i * STEP);
  let limit = fitElements(problem, nodes);
  let step = STEP;
  for (let round = 0; round < REFINEMENTS; round++) {
    const finer = new Set<number>();
    for (const x of limit.elements) {
      for (let j = -PARTS; j <= PARTS; j++) finer.add(x + (j * step) / PARTS);
    }
    step /= PARTS;
    nodes = Float64Array.from(finer)
      .sort()
      .filter((x, i, all) => i === 0 || x - all[i - 1] > step / 2);
    const next = fitElements(problem, nodes);
    if (next.residualSquares < limit.residualSquares) limit = next;
  }
  return limit;
}

function fitElements(
  problem: RelaxationProblem,
  nodes: Float64Array,
): PositiveLimit & { readonly elements: Float64Array } {
  const { plan, spectrum, weights, free, useReal, useImaginary, resistanceAt, inductanceAt, elastanceAt } = problem;
  const n = free + nodes.length;
  const gram = new Float64Array(n * n);
  const projection = new Float64Array(n);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  const tau = nodes.map(exp);
  const columns = (k: number): void => {
    const omega = 2 * Math.PI * plan.frequency[k];
    if (resistanceAt >= 0) re[resistanceAt] = weights[k];
    if (inductanceAt >= 0) im[inductanceAt] = weights[k] * omega;
    if (elastanceAt >= 0) im[elastanceAt] = -weights[k] / omega;
    for (let i = 0; i < tau.length; i++) {
      const x = omega * tau[i];
      re[free + i] = useReal ? weights[k] / (1 + x * x) : 0;
      im[free + i] = useImaginary ? (-weights[k] * x) / (1 + x * x) : 0;
    }
  };
  for (let k = 0; k < weights.length; k++) {
    columns(k);
    const [a, b] = [weights[k] * spectrum.real[k], weights[k] * spectrum.imaginary[k]];
    for (let i = 0; i < n; i++) {
      const [p, q] = [re[i], im[i]];
      projection[i] += p * a + q * b;
      for (let j = 0; j <= i; j++) gram[i * n + j] += p * re[j] + q * im[j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) gram[j * n + i] = gram[i * n + j];
    gram[i * (n + 1)] *= 1 + RIDGE;
  }
  const start = new Uint8Array(n).fill(1, 0, free);
  const { x, passive } = nonnegativeMinimizer(n).minimize(gram, projection, start);
  let residualSquares = 0;
  for (let k = 0; k < weights.length; k++) {
    columns(k);
    let [a, b] = [weights[k] * spectrum.real[k], weights[k] * spectrum.imaginary[k]];
    for (const i of passive) {
      a -= re[i] * x[i];
      b -= im[i] * x[i];
    }
    residualSquares += (useReal ? a * a : 0) + (useImaginary ? b * b : 0);
  }
  const elements = Float64Array.from(
    Array.from(passive).filter((i) => i >= free),
    (i) => nodes[i - free],
  );
  return { residualSquares, used: passive.length, elements };
}
