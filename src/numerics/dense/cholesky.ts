/**
 * Factors a symmetric positive definite matrix A = L Lᵀ in place.
 *
 * @param a n × n, row-major; the lower triangle is read and replaced by L, the upper one is left as it is
 * @param order n
 * @returns false if a pivot is not positive (A is not positive definite to rounding); `a` is then half overwritten
 */
export function choleskyFactor(a: Float64Array, order: number): boolean {
  for (let i = 0; i < order; i++) {
    const row = i * order;
    for (let j = 0; j <= i; j++) {
      const other = j * order;
      let sum = a[row + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[row + k] as number) * (a[other + k] as number);
      if (i === j) {
        if (!(sum > 0)) return false;
        a[row + i] = Math.sqrt(sum);
      } else {
        a[row + j] = sum / (a[other + j] as number);
      }
    }
  }
  return true;
}

/**
 * Solves L Lᵀ x = b in place.
 *
 * @param factor lower triangle from {@link choleskyFactor}, row-major
 * @param order n
 * @param b right-hand side, replaced by x
 */
export function choleskySolve(factor: Float64Array, order: number, b: Float64Array): void {
  for (let i = 0; i < order; i++) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * order + k] as number) * (b[k] as number);
    b[i] = sum / (factor[i * order + i] as number);
  }
  for (let i = order - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let k = i + 1; k < order; k++) sum -= (factor[k * order + i] as number) * (b[k] as number);
    b[i] = sum / (factor[i * order + i] as number);
  }
}
