import { expm1, log } from "../../numerics/elementary/index.ts";
import type { Estimate } from "./estimate.ts";

/** Figures by which models of the same data are compared; the smaller, the better, but for `logEvidence`. */
export interface Criteria {
  /** F + 2k + 2k(k + 1)/(n − k − 1), F = −2 ln L of all data but for a constant, n values and priors; null where n ≤ k + 1. Told beside `bic`, by which rivals are ranked. */
  readonly aicc: number | null;
  /** F + k ln n */
  readonly bic: number;
  /**
   * ln ∫ L du over the bounds, about the optimum (Laplace): −F/2 + Σ ln min(1, √(2π) σ_c) over the combinations, σ_c their standard
   * deviations as parts of the way between the bounds; of a parameter at a bound, from which F rises by 2gu,
   * ln((1 − e^(−g))/g). What is not determined costs nothing.
   */
  readonly logEvidence: number;
}

/**
 * Criteria of a fit. n counts values and priors: a one-sided datum that is met says next to nothing, and is in F only.
 *
 * C. M. Hurvich, C.-L. Tsai, Biometrika 76 (1989) 297; G. Schwarz, Ann. Stat. 6 (1978) 461; D. J. C. MacKay, Neural Comput. 4 (1992) 415.
 */
export function criteriaOf({
  optimum,
  information,
  sumOfSquares,
  counts,
}: Pick<Estimate, "optimum" | "information" | "sumOfSquares" | "counts">): Criteria {
  const k = counts.parameters;
  const n = counts.values + counts.priors;
  const { bound, jacobian, residual } = optimum;
  const m = residual.length;
  let logEvidence = -0.5 * sumOfSquares;
  for (const { deviation } of information.combinations) {
    logEvidence += log(Math.min(1, Math.sqrt(2 * Math.PI) * deviation));
  }
  bound.forEach((side, l) => {
    if (side === 0) return;
    let slope = 0;
    for (let i = 0; i < m; i++) slope += jacobian[l * m + i] * residual[i];
    const g = Math.abs(slope);
    if (g > 1e-9) logEvidence += log(-expm1(-g) / g);
  });
  return {
    aicc: n > k + 1 ? sumOfSquares + 2 * k + (2 * k * (k + 1)) / (n - k - 1) : null,
    bic: sumOfSquares + k * log(n),
    logEvidence,
  };
}
