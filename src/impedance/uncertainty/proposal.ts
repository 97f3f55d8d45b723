import { log, log1p } from "../../numerics/elementary/index.ts";
import { factorCholesky } from "../../numerics/linear/cholesky.ts";
import type { NormalStream } from "../../numerics/random/normal-stream.ts";

/** Degrees of freedom of Student's distribution that is drawn from: its tails are heavier than those of any posterior here. */
const TAIL = 8;

/** A multivariate Student distribution in n dimensions: y = m + C½ z √(ν/χ²). */
export interface Proposal {
  readonly mean: Float64Array;
  /** Lower Cholesky factor of C, row-major. */
  readonly factor: Float64Array;
  readonly logDeterminant: number;
}

export function standardProposal(n: number): Proposal {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) factor[i * n + i] = 1;
  return { mean: new Float64Array(n), factor, logDeterminant: 0 };
}

/**
 * The proposal with mean and covariance of weighted draws, shrunk towards the identity as far as the draws are few.
 * Null if the covariance is singular.
 */
export function adaptedProposal(y: Float64Array, n: number, weight: Float64Array, effective: number): Proposal | null {
  const mean = new Float64Array(n);
  const factor = new Float64Array(n * n);
  let total = 0;
  weight.forEach((w, s) => {
    total += w;
    for (let i = 0; i < n; i++) mean[i] += w * y[s * n + i];
  });
  for (let i = 0; i < n; i++) mean[i] /= total;
  weight.forEach((w, s) => {
    if (w === 0) return;
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        factor[i * n + j] += (w / total) * (y[s * n + i] - mean[i]) * (y[s * n + j] - mean[j]);
  });
  const shrink = n / (n + effective);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) factor[i * n + j] *= 1 - shrink;
    factor[i * n + i] += shrink;
    mean[i] *= 1 - shrink;
  }
  if (factorCholesky(factor, n) >= 0) return null;
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) logDeterminant += 2 * log(factor[i * n + i]);
  return { mean, factor, logDeterminant };
}

export function drawProposal({ mean, factor }: Proposal, stream: NormalStream, y: Float64Array, at: number): void {
  const n = mean.length;
  const spread = Math.sqrt(TAIL / stream.chiSquare(TAIL));
  for (let i = 0; i < n; i++) y[at + i] = stream.normal();
  for (let i = n - 1; i >= 0; i--) {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += factor[i * n + k] * y[at + k];
    y[at + i] = mean[i] + spread * sum;
  }
}

/** ln of the density at y, up to a constant that is the same for all proposals of n dimensions. */
export function logProposal(
  { mean, factor, logDeterminant }: Proposal,
  y: Float64Array,
  at: number,
  work: Float64Array,
): number {
  const n = mean.length;
  let square = 0;
  for (let i = 0; i < n; i++) {
    let sum = y[at + i] - mean[i];
    for (let k = 0; k < i; k++) sum -= factor[i * n + k] * work[k];
    work[i] = sum / factor[i * n + i];
    square += work[i] * work[i];
  }
  return -0.5 * logDeterminant - 0.5 * (TAIL + n) * log1p(square / TAIL);
}
