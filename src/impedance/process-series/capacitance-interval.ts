import { NORMAL_95 } from "../../numerics/probability/normal.ts";

/**
 * Ends of the interval of 95 % of C = τ/R: 1/C = R/τ ± 1.96 standard deviations (first order in R and ln τ), inverted. So C has no upper
 * end just where the lower end of R/τ reaches 0, as R does that may be nothing.
 *
 * @param deviation standard deviation of R/τ over its value: that of R/R − ln τ
 */
export function capacitanceInterval(capacitance: number, deviation: number): readonly [lower: number, upper: number] {
  const width = NORMAL_95 * deviation;
  return [capacitance / (1 + width), width < 1 ? capacitance / (1 - width) : Number.POSITIVE_INFINITY];
}
