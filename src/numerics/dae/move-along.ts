import type { ErrorNorm } from "./error-norm.ts";

/**
 * Factor ε by which a direction may be followed for a difference: no unknown moves by more than `part` of |y| + absolute
 * tolerance / relative tolerance, the size below which the absolute tolerance counts; 0 for a direction of zeros.
 */
export function moveAlong(direction: Float64Array, state: Float64Array, norm: ErrorNorm, part: number): number {
  const { absolute, relative } = norm;
  const n = state.length;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    largest = Math.max(largest, Math.abs(direction[i]) / (relative * Math.abs(state[i]) + absolute[i]));
  }
  return largest === 0 ? 0 : part / (relative * largest);
}
