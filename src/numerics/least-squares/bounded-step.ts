import { factorCholesky, solveCholesky } from "../linear/cholesky.ts";

/** Memory for `boundedStep`. */
export interface StepWorkspace {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly free: Int32Array;
  readonly held: Uint8Array;
}

/** Memory for steps of n variables. */
export function stepWorkspace(n: number): StepWorkspace {
  return {
    matrix: new Float64Array(n * n),
    right: new Float64Array(n),
    free: new Int32Array(n),
    held: new Uint8Array(n),
  };
}

/**
 * The damped step within the bounds, into `step`.
 * @returns reduction of F that the linear model promises: −2 gᵀδ − δᵀ JᵀJ δ; −1 if there is no step
 */
export function boundedStep(
  gram: Float64Array,
  gradient: Float64Array,
  scale: Float64Array,
  damping: number,
  x: Float64Array,
  lower: Float64Array | undefined,
  upper: Float64Array | undefined,
  bound: Int8Array,
  step: Float64Array,
  { matrix, right, free, held }: StepWorkspace,
): number {
  const n = x.length;
  for (let k = 0; k < n; k++) {
    step[k] = 0;
    held[k] = bound[k] === 0 ? 0 : 1;
  }
  for (let pass = 0; pass <= n; pass++) {
    let count = 0;
    for (let k = 0; k < n; k++) if (held[k] === 0) free[count++] = k;
    for (let i = 0; i < count; i++) {
      const k = free[i] as number;
      let slope = gradient[k] as number;
      for (let l = 0; l < n; l++) if (held[l] !== 0) slope += (gram[k * n + l] as number) * (step[l] as number);
      right[i] = -slope / (scale[k] as number);
      for (let j = 0; j <= i; j++) {
        const l = free[j] as number;
        matrix[i * count + j] = (gram[k * n + l] as number) / ((scale[k] as number) * (scale[l] as number));
      }
      matrix[i * count + i] = (matrix[i * count + i] as number) + damping;
    }
    if (factorCholesky(matrix, count) >= 0) return -1;
    solveCholesky(matrix, count, right);
    let violations = 0;
    for (let i = 0; i < count; i++) {
      const k = free[i] as number;
      const wanted = (right[i] as number) / (scale[k] as number);
      const target = (x[k] as number) + wanted;
      const inside = clamp(target, lower?.[k], upper?.[k]);
      step[k] = inside === target ? wanted : inside - (x[k] as number);
      if (inside !== target) {
        held[k] = 1;
        violations++;
      }
    }
    if (violations === 0) break;
  }
  let promised = 0;
  for (let k = 0; k < n; k++) {
    let slope = 2 * (gradient[k] as number);
    for (let l = 0; l < n; l++) slope += (gram[k * n + l] as number) * (step[l] as number);
    promised -= slope * (step[k] as number);
  }
  return promised;
}

/** The nearest value within bounds. */
export function clamp(value: number, low: number = -Infinity, high: number = Infinity): number {
  return Math.min(high, Math.max(low, value));
}
